import * as z from 'zod';
import { formatInstant, parseInstant } from '../../core/time.ts';

/** Longest line of a vendor's words that is kept. */
const mostCharacters = 160;

/** A vendor's sentence as one plain line of bounded length; for people inside the district alone. */
export function oneLine(text: string): string {
  const plain = text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();
  return plain.length <= mostCharacters ? plain : `${plain.slice(0, mostCharacters - 1)}…`;
}

/** A time as vendors write it, in the district's zone; undefined where it is none. */
export function timeOf(text: string | null | undefined, timeZone: string): string | undefined {
  const known = z.iso.datetime({ offset: true }).safeParse(text);
  return known.success ? formatInstant(parseInstant(known.data), timeZone) : undefined;
}

/** The earliest of some times in RFC 3339; undefined of none. */
export function earliest(times: readonly (string | undefined)[]): string | undefined {
  return times
    .flatMap((time) => time ?? [])
    .toSorted((a, b) => parseInstant(a).epochMilliseconds - parseInstant(b).epochMilliseconds)[0];
}
