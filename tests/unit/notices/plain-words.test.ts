import { describe, expect, test } from 'vitest';
import { plainWords } from '../../../functions/notices/plain-words.ts';
import { snsSubject } from '../../../functions/notices/render-sns.ts';
import { Temporal } from '../../../functions/core/time.ts';
import { dateParts, writeDates } from '../../../functions/notices/write-dates.ts';
import { wordingOf } from '../../../functions/notices/known-wording.ts';

describe('words from outside', () => {
  test.each([
    ['lines and tabs', 'a\r\nb\tc\u2028d', 'a b c d'],
    ['control characters', 'a\u0000b\u001bc\u0085d', 'abcd'],
    ['bidirectional overrides', 'pay \u202Eelbisivni\u202C now\u2066\u200F', 'pay elbisivni now'],
    ['zero-width marks', 'pass\u200Bword\uFEFF', 'password'],
    ['composed letters', 'Cafe\u0301', 'Café'],
    ['a slot', '{{issued}}', '{issued}}'],
    ['three braces', '{{{issued}}}', '{issued}}}'],
    ['braces with a mark between', '{\u200B{issued}}', '{issued}}'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
  ])('given %s, then they are plain', (_what, words, plain) => {
    expect(plainWords(words)).toBe(plain);
  });

  test('given more than the limit, then they end before half a character', () => {
    expect(plainWords(`${'a'.repeat(9)}😀`, 10)).toBe('a'.repeat(9));
  });
});

describe('dates', () => {
  test.each([
    [['2022-12-30', '2022-12-31', '2023-01-01'], 'Fri Dec 30, 2022 – Sun Jan 1, 2023'],
    [['2023-02-23', '2023-02-22'], 'Wed Feb 22 – Thu Feb 23, 2023'],
    [['2023-02-22', '2023-02-22'], 'Wed Feb 22, 2023'],
    [['2023-03-11', '2023-03-12', '2023-03-13'], 'Sat Mar 11 – Mon Mar 13, 2023'],
  ])('given %j, then they are written %s', (dates, written) => {
    expect(writeDates(dates, wordingOf('en'), true)).toBe(written);
  });
});

test('weekdays are those of the calendar, also around leap days', () => {
  for (const date of ['1970-01-01', '2024-02-29', '2024-03-01', '2023-02-22', '2100-03-01']) {
    const { year, month, day, dayOfWeek: weekday } = Temporal.PlainDate.from(date);
    expect(dateParts(date)).toEqual({ year, month, day, weekday });
  }
});

describe('the subject of a topic’s message', () => {
  test.each([
    ['CLASES EN LÍNEA mié 22 feb · Lakes, {{issued}}', 'CLASES EN LINEA mie 22 feb - Lakes'],
    ['UPDATE {{issued}} – CLOSED Wed Feb 22 · Lakes', 'UPDATE - CLOSED Wed Feb 22 - Lakes'],
  ])('given %s, then it is ASCII without the minute', (fact, subject) => {
    expect(snsSubject(fact)).toBe(subject);
  });

  test('given a long line, then it ends at a word', () => {
    const subject = snsSubject(`CLOSED Wed Feb 22 · ${'Independent '.repeat(20)}`);
    expect(subject.length).toBeLessThan(100);
    expect(subject).toMatch(/Independent$/);
  });
});
