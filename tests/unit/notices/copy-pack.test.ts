import { describe, expect, test } from 'vitest';
import { smsLength, toGsm7 } from '../../../functions/notices/copy-pack/gsm7.ts';
import { renderCopyPack } from '../../../functions/notices/copy-pack/render-copy-pack.ts';
import { copyWordingOf } from '../../../functions/notices/copy-pack/known-copy-wording.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { knownLanguages } from '../../../functions/notices/wording.ts';
import type { ResolvedDay } from '../../../functions/declarations/declaration.ts';
import { districtWith, school } from '../../support/district.ts';
import { briefOf, eLearning } from '../../support/notices.ts';

const tuesday = { at: '2023-02-21T14:11:00-06:00', page: 'https://notices.example.org/n/abcdefghjk' };

type Changes = Parameters<typeof briefOf>[0];

const packOf = (changes: Changes = {}, context: { at: string; page?: string } = tuesday) =>
  new Map(renderCopyPack(briefOf(changes), context).map((texts) => [texts.language, texts]));
const english = (changes: Changes = {}, context?: { at: string; page?: string }) => {
  const texts = packOf(changes, context).get('en');
  if (texts === undefined) throw new Error('no English texts');
  return texts;
};

/** Four schools, of which the two elementary ones learn online and the others start late. */
const mixed = districtWith({
  schools: [
    school('oak', { name: 'Oak Elementary', level: 'elementary' }),
    school('elm', { name: 'Elm Elementary', level: 'elementary' }),
    school('ash', { name: 'Ash Middle', level: 'middle' }),
    school('fir', { name: 'Fir High', level: 'high' }),
  ],
  programs: [],
});
const mixedDays: ResolvedDay[] = [
  { date: '2023-02-22', dayType: 'e-learning', units: ['oak', 'elm'] },
  { date: '2023-02-22', dayType: 'late-start', startsAt: '10:20', units: ['ash', 'fir'] },
];

describe('three days for all schools', () => {
  test('are one line of the closings lists', () => {
    expect(english().closings).toBe('All schools: E-LEARNING Wed–Fri, buildings closed');
  });

  test('are a text message of one part, in seven-bit letters', () => {
    for (const { sms } of packOf().values()) {
      expect(sms).toBe(toGsm7(sms));
      expect(smsLength(sms)).toBeLessThanOrEqual(160);
    }
    expect(english().sms).toBe(
      'Lakes Public Schools: All schools: E-LEARNING Wed Feb 22 - Fri Feb 24. School buildings are closed. Students learn online from home.',
    );
  });

  test('are read aloud with dates and times in words', () => {
    const { voice } = english({ declaration: { nextUpdateAt: '2023-02-23T18:05:00-06:00' } });
    expect(voice).toContain('Wednesday, February twenty-second through Friday, February twenty-fourth');
    expect(voice).toContain('Thursday, February twenty-third, six oh five in the evening');
    expect(voice).not.toMatch(/\d/);
  });

  test('are everything public in the message to families: tools, programs, help, own words, and the page in its language', () => {
    const pack = packOf({
      declaration: {
        programs: [{ id: 'kids-club', disposition: 'cancelled', note: 'Families are not charged.' }],
        tools: { available: ['google-classroom'], unavailable: ['phones'] },
        staff: [{ group: 'teachers', instruction: 'remote', note: 'staff-only words' }],
        message: { en: 'Stay warm.' },
      },
    });
    const body = pack.get('en')?.email.body ?? '';
    for (const part of [
      'These tools work: Google Classroom.',
      '- Kids Club: cancelled. Families are not charged.',
      'No internet or no device: ',
      'From the district: Stay warm.',
      `${tuesday.page}#en`,
    ]) {
      expect(body).toContain(part);
    }
    expect(pack.get('so')?.email.body).toContain(`${tuesday.page}#so`);
    expect(JSON.stringify([...pack.values()])).not.toContain('staff-only');
  });
});

describe('before it is declared', () => {
  test('there is no page to name, so the texts name the district’s site', () => {
    const { email, social } = english({}, { at: tuesday.at });
    expect(email.body).toMatch(/More at https:\/\/www\.example\.org\.$/);
    expect(social).toMatch(/https:\/\/www\.example\.org$/);
  });
});

describe('schools that differ', () => {
  test('are named by level, each with its day', () => {
    const { sms, banner, email, closings } = english({ district: mixed, days: mixedDays });
    expect(banner).toContain('Oak Elementary, Elm Elementary: E-LEARNING Wed Feb 22');
    expect(sms).toContain('LATE START Wed Feb 22, starts at 10:20 a.m.');
    expect(email.body).toContain('- LATE START Wed Feb 22, starts at 10:20 a.m.: Ash Middle, Fir High');
    expect(closings.length).toBeLessThanOrEqual(60);
    expect(closings).toContain('LATE START');
  });

  test('of which only some are concerned are not "all schools"', () => {
    const { closings, banner } = english({ district: mixed, days: [{ ...mixedDays[0], ...only(['oak']) }] });
    expect(closings).toBe('Oak Elementary: E-LEARNING Wed, buildings closed');
    expect(banner).not.toContain('All schools');
  });

  const only = (units: string[]): ResolvedDay => ({ date: '2023-02-22', dayType: 'e-learning', units });
});

describe('what changes', () => {
  test('says so first, and what the days are now', () => {
    const days: ResolvedDay[] = eLearning(['2023-02-24']).map((day) => ({ ...day, dayType: 'regular' }));
    const { sms, banner, voice, closings } = english({ act: 'retracted', days });
    expect(banner).toMatch(/^UPDATE – All schools: REGULAR SCHOOL DAY Fri Feb 24\. This replaces/);
    expect(sms).toMatch(/^UPDATE - /);
    expect(voice).toContain('This replaces what was posted before');
    // A list has one line a district: what stood there is gone.
    expect(closings).toBe('All schools: REGULAR SCHOOL DAY Fri');
  });

  test('is a drill in every text where it is one', () => {
    const { email, voice, ...texts } = english({ declaration: { drill: true } });
    for (const name of ['sms', 'banner', 'social', 'closings', 'seesaw', 'press'] as const) {
      expect(texts[name]).toMatch(/^DRILL [–-] /);
    }
    expect(email.subject).toMatch(/^DRILL – /);
    expect(voice).toContain('only a drill');
  });
});

describe('dates', () => {
  test('are weekdays alone only within the coming week', () => {
    expect(english({ days: eLearning(['2023-03-01']) }).closings).toContain('E-LEARNING Wed Mar 1');
    expect(english({ days: eLearning(['2023-02-27']) }).closings).toContain('E-LEARNING Mon,');
    expect(english({}, { at: '2023-02-23T06:00:00-06:00' }).closings).not.toContain('Wed–Fri');
  });

  test.each([
    ['en', 1, 0, 0, 'Monday, May first', 'midnight'],
    ['en', 31, 12, 0, 'Monday, May thirty-first', 'noon'],
    ['en', 12, 13, 5, 'Monday, May twelfth', 'one oh five in the afternoon'],
    ['es', 1, 13, 15, 'el lunes primero de mayo', 'la una y quince de la tarde'],
    ['es', 31, 8, 40, 'el lunes treinta y uno de mayo', 'las ocho y cuarenta de la mañana'],
    ['so', 22, 10, 20, 'Isniin, laba iyo labaatan Maajo', 'saacadda toban iyo labaatan daqiiqo subaxnimo'],
    ['hmn', 30, 18, 45, 'hnub Monday, lub tsib hlis tim peb caug', 'rau teev plaub caug tsib feeb tsaus ntuj'],
  ] as const)('are spoken in %s as they are said: day %i at %i:%i', (language, day, hour, minute, date, time) => {
    const { spoken } = copyWordingOf(language);
    expect(spoken.date({ year: 2023, month: 5, day, weekday: 1 })).toBe(date);
    expect(spoken.time(hour, minute)).toBe(time);
  });

  test('are spoken without a digit on every day and at every minute', () => {
    for (const language of knownLanguages) {
      const { spoken } = copyWordingOf(language);
      for (let day = 1; day <= 31; day += 1) {
        for (let month = 1; month <= 12; month += 1) {
          expect(spoken.date({ year: 2023, month, day, weekday: (day % 7) + 1 })).not.toMatch(/\d|undefined| $/);
        }
      }
      const times = Array.from({ length: 1440 }, (_, at) => spoken.time(Math.floor(at / 60), at % 60));
      expect(times.filter((text) => /\d|undefined/.test(text))).toEqual([]);
      expect(new Set(times).size).toBe(1440);
    }
  });
});

describe('text messages', () => {
  test('lose accents and marks that would cost them half their length, and keep those that do not', () => {
    expect(toGsm7('miércoles – línea, Peñón’s “día”…')).toBe('miércoles - linea, Peñon\'s "dia"...');
    expect(toGsm7('鬱 ж')).toBe('鬱 ж');
  });

  test('count brackets twice, and letters beyond GSM-7 as they are', () => {
    expect(smsLength('[a]')).toBe(5);
    expect(smsLength('鬱[')).toBe(2);
  });
});

test('a language is unreviewed while either of its files is', () => {
  const reviewed = [...packOf().values()].map((texts) => [texts.language, texts.reviewed]);
  expect(Object.fromEntries(reviewed)).toEqual({ en: true, es: false, so: false, hmn: false });
});

test('nothing that anybody reads says "told" or "notified": posted is all that is known (V22)', () => {
  for (const act of ['declared', 'amended', 'corrected', 'retracted', 'resumed'] as const) {
    const given = briefOf({
      act,
      declaration: { nextUpdateAt: '2023-02-23T18:00:00-06:00', drill: act === 'amended' },
    });
    const all = JSON.stringify([renderCopyPack(given, tuesday), renderNotices(given)]);
    expect(all).not.toMatch(/\b(told|notified|informed|notificad[oa]s?|avisad[oa]s?)\b/i);
  }
});
