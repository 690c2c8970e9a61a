import { describe, expect, test } from 'vitest';
import { unreviewedLanguages, wordingOf } from '../../../functions/notices/known-wording.ts';
import { knownLanguages, knownStockSentences } from '../../../functions/notices/wording.ts';
import { longestIssued, writeIssued } from '../../../functions/notices/write-issued.ts';
import { lakes } from '../../support/district.ts';

/** Every text of a wording by its path; functions are called with marks that must come back. */
function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, callWithMarks(value, path)]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => textsOf(member, path === '' ? key : `${path}.${key}`));
}

const date = { year: 2023, month: 2, day: 22, weekday: 3 };
const special: Record<string, unknown[]> = {
  'dates.date': [date],
  'dates.dateWithYear': [date],
  'dates.weekday': [3],
  'dates.time': [14, 11],
  'dates.moreDates': [5],
  schools: [5],
  more: [5],
};

function callWithMarks(write: Function, path: string): string {
  const marks = special[path] ?? ['«1»', '«2»'].slice(0, write.length);
  const text = String(write(...marks));
  for (const mark of marks) if (typeof mark === 'string') expect(text, path).toContain(mark);
  if (path === 'schools' || path === 'more' || path === 'dates.moreDates') expect(text, path).toContain('5');
  return text;
}

const textsIn = (language: string): Map<string, string> => new Map(textsOf(wordingOf(language), ''));

describe.each(knownLanguages)('the wording in %s', (language) => {
  test('has every key of the English one, none empty and no placeholder left', () => {
    const texts = textsIn(language);
    const keys = (of: Map<string, string>) => [...of.keys()].filter((key) => !key.startsWith('reviewed')).sort();
    expect(keys(texts)).toEqual(keys(textsIn('en')));
    for (const [path, text] of texts) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/[{}]|undefined|\$\{/);
    }
  });

  test('has a sentence for every stock key', () => {
    expect(Object.keys(wordingOf(language).causes).sort()).toEqual([...knownStockSentences].sort());
  });

  test('is not left in English', () => {
    if (language === 'en') return;
    const english = textsIn('en');
    const same = [...textsIn(language)].filter(([path, text]) => text === english.get(path));
    // Names of months and of languages may coincide.
    expect(same.filter(([path]) => !/^(dates|languageNames)\./.test(path))).toEqual([]);
  });

  test('writes each minute of the day within the length set aside for it', () => {
    const lengths = Array.from({ length: 7 * 24 }, (_, hour) => {
      const at = `2023-02-${String(20 + Math.floor(hour / 24)).padStart(2, '0')}T${String(hour % 24).padStart(2, '0')}:59:00-06:00`;
      return writeIssued(at, lakes)[language]?.length ?? Infinity;
    });
    expect(Math.max(...lengths)).toBeLessThanOrEqual(longestIssued);
  });
});

test('no wording claims more than posting', () => {
  const english = [...textsIn('en').values()].join('\n');
  expect(english).not.toMatch(/\b(told|notified|informed|alerted)\b/i);
});

test('only the language the developers work in counts as reviewed', () => {
  expect(unreviewedLanguages()).toEqual(['es', 'so', 'hmn']);
  expect(unreviewedLanguages(['en', 'so', 'so', 'xx'])).toEqual(['so']);
});

test('the minute of issue stands in each language of the district, in its own zone', () => {
  expect(writeIssued('2023-02-21T20:11:00Z', lakes)).toEqual({
    en: 'Tue 2:11 p.m.',
    es: 'mar 2:11 p. m.',
    so: 'Talaado 2:11 galabnimo',
    hmn: 'Tuesday 2:11 tav su',
  });
});

test.each([
  [0, '12:05 a.m.'],
  [5, '5:05 a.m.'],
  [12, '12:05 p.m.'],
  [23, '11:05 p.m.'],
])('given hour %i, then English writes %s', (hour, written) => {
  expect(wordingOf('en').dates.time(hour, 5)).toBe(written);
});
