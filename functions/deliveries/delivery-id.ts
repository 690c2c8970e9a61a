import { hmac } from '../core/hash.ts';
import type { ChannelName } from '../names.ts';

/**
 * The id and marker of a delivery (DELIVERY 4): `<noticeId>.<22 characters>`. It locates its notice by itself, is the same however often
 * it is worked out, cannot be guessed without the district's secret, and names no class.
 */
export function deliveryIdOf(secret: string, noticeId: string, channel: ChannelName, targetId: string): string {
  return `${noticeId}.${hmac(secret, `${noticeId}|${channel}|${targetId}`).slice(0, 22)}`;
}

/** The notice of a delivery id, or undefined where it is none. */
export function noticeIdOf(deliveryId: string): string | undefined {
  return /^([^.]+)\.[\w-]{22}$/.exec(deliveryId)?.[1];
}
