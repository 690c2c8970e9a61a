import { clip } from '../plain-words.ts';

/** How a text is measured, and how much of it there may be. */
export type Room = { readonly limit: number; readonly measure: (text: string) => number };

/** UTF-16 units. */
export function characters(limit: number): Room {
  return { limit, measure: (text) => text.length };
}

/** What spaces part: the pace of a voice. */
export function words(limit: number): Room {
  return { limit, measure: (text) => text.split(/\s+/).filter((word) => word !== '').length };
}

/**
 * The first of some texts, the fullest first, that has room. The last of them is bounded by its making; where names are so extreme that even it has none,
 * it loses words from its end.
 */
export function firstThatFits(candidates: readonly string[], { limit, measure }: Room): string {
  const fitting = candidates.find((text) => measure(text) <= limit);
  if (fitting !== undefined) return fitting;
  let shorter = candidates.at(-1) ?? '';
  while (measure(shorter) > limit && /\s/.test(shorter)) shorter = shorter.replace(/\s+\S*$/, '');
  return measure(shorter) <= limit ? shorter : clip(shorter, limit);
}
