import { fillSlots } from '../core/slots.ts';
import type { Entry, NoticeRef } from '../declarations/entry.ts';
import type { Rendering } from '../declarations/rendering.ts';
import type { Post } from './ports.ts';

/** The words of a post, and how it begins, by which it is recognised as ours. */
export type Words = { readonly post: Post; readonly opening: string };

type Writing = {
  readonly entry: Entry;
  readonly notice: NoticeRef;
  readonly rendering: Rendering;
  readonly deliveryId: string;
  readonly districtId: string;
};

/** Fills the two slots of a rendering: everything else of it is what was previewed. Pure. */
export function postOf({ entry, notice, rendering, deliveryId, districtId }: Writing): Words {
  const { language, text, subject, link, opening } = rendering;
  const issued = notice.issued[language] ?? '';
  const fill = (words: string): string => fillSlots(words, { issued, deliveryId });
  const attributes = {
    type: entry.kind.toLowerCase(),
    district: districtId,
    declarationId: entry.declarationId,
    entryVersion: String(entry.version),
    audience: notice.audience,
    language,
    deliveryId,
    // Whoever passes messages on by their attributes alone must know it too (S-19).
    ...(entry.content?.declaration.drill === true ? { drill: 'true' } : {}),
  };
  return { post: { deliveryId, text: fill(text), subject, link: fill(link), attributes }, opening: fill(opening) };
}
