import type { District } from '../calendar/district.ts';
import { onDuty } from '../calendar/on-duty.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { KeptWord, Word } from './word.ts';

type Duties = Pick<District, 'duty' | 'timeZone'>;

/** A word that wakes somebody, for whoever is on duty alone (USERS V15); without a duty roster for everybody. */
export function forOnDuty(word: Word, { duty, timeZone }: Duties, now: Temporal.Instant): Word {
  const [first] = duty === undefined ? [] : onDuty(duty, now, timeZone);
  return first === undefined ? word : { ...word, to: first };
}

/**
 * Words for one person who has had the time of the roster, and of which something still waits for a decision: each goes to the next, and after the
 * last one to everybody.
 */
export function handedOn(
  put: readonly KeptWord[],
  isOpen: (newsId: string) => boolean,
  { duty, timeZone }: Duties,
  now: Temporal.Instant,
): Word[] {
  return put.flatMap(({ wordId, subject, text, says = [], notAfter, to, putAt }): Word[] => {
    if (to === undefined || duty === undefined || !says.some(isOpen)) return [];
    const at = parseInstant(putAt);
    if (compareInstants(at.add({ minutes: duty.nextAfterMinutes }), now) > 0) return [];
    const [root = wordId, count = '1'] = wordId.split('~');
    const nextId = `${root}~${Number(count) + 1}`;
    if (put.some((word) => word.wordId === nextId)) return [];
    const asked = onDuty(duty, parseInstant(firstPutAt(put, root) ?? putAt), timeZone);
    const place = asked.indexOf(to);
    const next = place === -1 ? undefined : asked[place + 1];
    const word = { wordId: nextId, subject, text, says, ...(notAfter === undefined ? {} : { notAfter }) };
    return [next === undefined ? word : { ...word, to: next }];
  });
}

/** Whose turn it was when the first one was asked decides who is next: a turn may change at noon in between. */
function firstPutAt(put: readonly KeptWord[], root: string): string | undefined {
  return put.find(({ wordId }) => wordId === root)?.putAt;
}
