import { canonicalJson, sha256 } from '../../core/hash.ts';
import { Temporal } from '../../core/time.ts';
import type { HookReading } from '../../triggers/hook-reading.ts';

/** What a body's JSON says; undefined where it is no UTF-8 (compressed, say) or no JSON (cut short, say). */
export function jsonOf(body: Uint8Array): unknown {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return parsed;
  } catch {
    return undefined;
  }
}

/** A webhook of which nothing is made, and why: in our words, for the log. */
export const ignored = (why: string): HookReading => ({ kind: 'ignored', why });

/** As long as a signal's summary may be. */
const longestSummary = 500;

/** Words of a vendor on one line, at most as long as a signal's summary. */
export function oneLine(...parts: readonly (string | null | undefined)[]): string {
  const words = parts.flatMap((part) => (part ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim() || []).join(': ');
  return words.slice(0, longestSummary).toWellFormed();
}

/** One id of several parts; parts that run long are told apart by their hash. */
export function idOf(...parts: readonly string[]): string {
  const id = parts.length === 1 ? (parts[0] ?? '') : canonicalJson(parts);
  return id.length > 0 && id.length <= 200 ? id : sha256(id);
}

/** An instant as RFC 3339 in UTC, of whatever ISO 8601 form a vendor writes (`…+0000`); undefined where it is none. */
export function instantOf(text: string | null | undefined): string | undefined {
  try {
    return text === null || text === undefined ? undefined : Temporal.Instant.from(text).toString();
  } catch {
    return undefined;
  }
}

/** A report's time, where it has one. */
export function observed(text: string | null | undefined): { observedAt?: string } {
  const observedAt = instantOf(text);
  return observedAt === undefined ? {} : { observedAt };
}
