import { withoutSlots } from '../core/slots.ts';

/**
 * Words from outside as a notice may carry them (S-29): one line of plain text, NFC, without control, format and bidirectional
 * characters (the joiners that some scripts and emoji need stay), unable to open a slot. One line, because a line break would let them
 * pose as a line of ours. At most `limit` UTF-16 units, as normalizing can lengthen a text beyond what its schema allowed.
 */
export function plainWords(text: string, limit = 300): string {
  const visible = text
    .toWellFormed()
    .replace(/\s+/gu, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu, '')
    .normalize('NFC');
  return clip(withoutSlots(visible).replace(/ {2,}/g, ' ').trim(), limit);
}

/** At most `limit` UTF-16 units of a text, never half a character of a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return text
    .slice(0, limit)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
