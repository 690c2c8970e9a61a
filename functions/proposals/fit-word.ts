import { type Word, wordLimits } from './word.ts';

/**
 * A word within its limits: SNS refuses a whole message for a subject with one letter beyond ASCII, and whoever puts a word about a decision
 * must not fail for that. Letters lose their accents, other signs become a plain one or none.
 */
export function fitWord(word: Word): Word {
  const subject = clipped(ascii(word.subject), wordLimits.subject);
  return { ...word, subject: subject === '' ? 'Bellwether' : subject, text: clipped(word.text, wordLimits.text) };
}

const plain: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
};

function ascii(text: string): string {
  const folded = text.normalize('NFKD').replace(/[–—’‘“”…]/g, (sign) => plain[sign] ?? '');
  return folded
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[^\x20-\x7e]/g, '')
    .trim();
}

/** Cut at a character, never within one, with a mark that something is missing. */
function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = Array.from(text.slice(0, most - 3)).filter((sign) => !/^[\ud800-\udfff]$/.test(sign));
  return `${kept.join('').trimEnd()}...`;
}
