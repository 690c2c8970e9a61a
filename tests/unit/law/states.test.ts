import { describe, expect, test } from 'vitest';
import { Temporal } from '../../../functions/core/time.ts';
import type { Assessment } from '../../../functions/law/assessment.ts';
import { LawPack } from '../../../functions/law/pack.ts';
import { lawPacks, lawPackOf } from '../../../functions/law/packs.ts';
import { districtIn, eLearning, findingsIn, usedEverywhere } from '../../support/law.ts';

/** So many school days in a row of January and February 2023, which have one holiday. */
const dates = (count: number): string[] => {
  const weekdays: string[] = [];
  for (let day = Temporal.PlainDate.from('2023-01-03'); weekdays.length < count; day = day.add({ days: 1 }))
    if (day.dayOfWeek < 6) weekdays.push(day.toString());
  return weekdays;
};

type Given = Partial<Assessment> & {
  /** E-learning days used before by every school. */
  readonly usedDays?: number;
  readonly cause?: string;
  readonly plan?: NonNullable<Assessment['district']['eLearningPlan']>;
};

/** What is found besides what is left, as `weight rule`. */
function found(state: string, { usedDays = 0, cause = 'weather', plan, ...changes }: Given = {}): string[] {
  const district = districtIn(state, plan === undefined ? {} : { eLearningPlan: plan });
  const findings = findingsIn(state, {
    district,
    used: usedEverywhere(district, dates(usedDays)),
    causes: [{ kind: cause, qualifying: true }],
    ...changes,
  });
  return findings
    .filter(({ findingId }) => !findingId.startsWith('days-left/'))
    .map(({ weight, findingId }) => `${weight} ${findingId.split('/')[0]}`);
}

const inTime = '2023-02-22T06:20:00-06:00';
const late = '2023-02-22T06:20:01-06:00';
const at = (text: string): Given => ({ now: Temporal.Instant.from(text) });

/** Rows of the facts on the law, by state: what is given, and what is found of it; drafts always say that they are one. */
const rows: readonly (readonly [state: string, row: string, given: Given, found: readonly string[]])[] = [
  ['MN', 'a storm in time, with a plan, made known', {}, []],
  ['MN', 'five days a year: the fifth', { usedDays: 4 }, []],
  ['MN', 'five days a year: the sixth', { usedDays: 5 }, ['blocks cap']],
  ['MN', 'due to inclement weather: an IT incident alone', { cause: 'it' }, ['blocks cause']],
  ['MN', 'due to inclement weather: safety', { cause: 'safety' }, ['blocks cause']],
  ['MN', 'two hours before the normal start: on the minute', at(inTime), []],
  ['MN', 'two hours before the normal start: a second later', at(late), ['needs-reason notice']],
  ['MN', 'a plan that the board adopted: none', { plan: { annualNoticeOn: '2022-09-06' } }, ['needs-reason plan']],
  ['MN', 'told at the beginning of the year: not', { plan: { adoptedOn: '2022-08-09' } }, ['info annual-notice']],
  ['MN', 'teachers within reach by telephone: phones down', { telephoneReady: false }, ['info telephone']],
  ['MN', 'other staff go on being paid: sent home', { staffSentHome: true }, ['info pay']],

  ['PA', 'hazardous weather, approved', {}, []],
  ['PA', 'other equipment necessary: an IT incident', { cause: 'it' }, []],
  ['PA', 'inoperable buses', { cause: 'transport' }, []],
  ['PA', 'an epidemic', { cause: 'health' }, []],
  ['PA', 'a law-enforcement emergency', { cause: 'safety' }, []],
  ['PA', 'damage to the building', { cause: 'facility' }, []],
  ['PA', 'a cause that the list does not have', { cause: 'staffing' }, ['blocks cause']],
  ['PA', 'five days: the fifth', { usedDays: 4 }, []],
  ['PA', 'five days, which the Secretary may raise: the sixth', { usedDays: 5 }, ['needs-reason cap']],
  ['PA', 'approval by the Department: none', { plan: { adoptedOn: '2022-08-09' } }, ['needs-reason plan']],
  [
    'PA',
    'a term of three years, from memory',
    { plan: { adoptedOn: '2019-08-09', approvedOn: '2019-12-01' } },
    ['info plan-term'],
  ],
  ['PA', 'no notice clock', at('2023-02-22T08:19:00-06:00'), []],

  // A day of 6.5 hours: five are 32.5 hours, the sixth would be 39.
  ['MO', '36 hours: the fifth day', { usedDays: 4 }, []],
  ['MO', '36 hours: the sixth day; half of it is made up', { usedDays: 5 }, ['needs-reason cap']],
  ['MO', 'exceptional or emergency circumstances: IT', { cause: 'it' }, []],
  ['MO', 'a plan approved by DESE: not', { plan: { adoptedOn: '2022-08-09' } }, ['needs-reason plan']],
  ['MO', 'no notice by statute', at('2023-02-22T08:19:00-06:00'), []],

  ['IL', 'effective notice, participation monitored', {}, ['info law', 'info notice', 'info evidence']],
  [
    'IL',
    'usually five, from memory: the sixth',
    { usedDays: 5 },
    ['info cap', 'info law', 'info notice', 'info evidence'],
  ],
  [
    'IL',
    'verified by 1 September: on the day',
    { plan: { adoptedOn: '2022-08-01', approvedOn: '2022-09-01' } },
    ['info law', 'info notice', 'info evidence'],
  ],
  [
    'IL',
    'verified by 1 September: a day late',
    { plan: { adoptedOn: '2022-08-01', approvedOn: '2022-09-02' } },
    ['info plan', 'info law', 'info notice', 'info evidence'],
  ],
  [
    'IL',
    'verified each year: last year',
    { plan: { adoptedOn: '2021-08-01', approvedOn: '2021-09-01' } },
    ['info plan', 'info law', 'info notice', 'info evidence'],
  ],
  ['IL', 'in place of emergency days: any kind', { cause: 'it' }, ['info law', 'info notice', 'info evidence']],

  ['IN', 'at most three that fail the synchronous rule: the third', { usedDays: 2 }, ['info law', 'info mode-mix']],
  [
    'IN',
    'at most three that fail the synchronous rule: the fourth',
    { usedDays: 3 },
    ['info cap', 'info law', 'info mode-mix'],
  ],
  ['IN', 'no causes listed', { cause: 'other' }, ['info law', 'info mode-mix']],

  ['OH', 'the old cap, the hours of three days: the third', { usedDays: 2 }, ['info law']],
  ['OH', 'the old cap, the hours of three days: the fourth', { usedDays: 3 }, ['info cap', 'info law']],
  ['OH', 'other equipment necessary: an IT incident', { cause: 'it' }, ['info law']],
  ['OH', 'a cause that the list does not have', { cause: 'staffing' }, ['info cause', 'info law']],
  ['OH', 'adopted by 1 August: on the day', { plan: { adoptedOn: '2022-08-01' } }, ['info law']],
  ['OH', 'adopted by 1 August: a day late', { plan: { adoptedOn: '2022-08-02' } }, ['info plan', 'info law']],

  ['KY', 'closed for health or safety reasons: health', { cause: 'health' }, ['info law', 'info evidence']],
  ['KY', 'closed for health or safety reasons: IT', { cause: 'it' }, ['info cause', 'info law', 'info evidence']],
  ['KY', 'ten days: the tenth', { usedDays: 9 }, ['info law', 'info evidence']],
  ['KY', 'ten days: the eleventh', { usedDays: 10 }, ['info cap', 'info law', 'info evidence']],
  [
    'KY',
    'approved every year: the year before',
    { plan: { adoptedOn: '2021-07-01', approvedOn: '2021-07-15' } },
    ['info plan', 'info law', 'info evidence'],
  ],

  ['SC', 'another disruption: the building', { cause: 'facility' }, ['info law']],
  ['SC', 'five days: the sixth', { usedDays: 5 }, ['info cap', 'info law']],
  ['SC', 'an application to the Department: none', { plan: { adoptedOn: '2022-07-01' } }, ['info plan', 'info law']],

  ['NJ', 'none for snow days: one day', {}, ['info consecutive', 'info law', 'info emergency']],

  ['VA', 'ten days: the tenth', { usedDays: 9 }, ['info law']],
  ['VA', 'ten days, which the Superintendent may extend: the eleventh', { usedDays: 10 }, ['info cap', 'info law']],
  ['VA', 'another emergency', { cause: 'other' }, ['info law']],

  ['WV', 'five days: the sixth', { usedDays: 5 }, ['info cap', 'info law']],
  ['WV', 'other unforeseen circumstances', { cause: 'other' }, ['info law']],
  ['WV', 'approved by the State Board: not', { plan: { adoptedOn: '2022-07-01' } }, ['info plan', 'info law']],

  ['WI', 'a state without a pack', { cause: 'it', usedDays: 20 }, ['info law']],
];

describe('row by row', () => {
  test.each(rows)('%s: given %s, then what is found is that', (state, _, given, expected) => {
    expect(found(state, given)).toEqual(expected);
  });
});

describe('three consecutive school days and a fourth', () => {
  const snow = ['2023-02-16', '2023-02-17', '2023-02-21', '2023-02-22'];
  const closure = (asked: readonly string[], changes: Partial<Assessment> = {}): string[] => {
    const district = districtIn('NJ');
    const findings = findingsIn('NJ', { district, days: eLearning(district, ...asked), ...changes });
    return findings.filter(({ findingId }) => findingId.startsWith('consecutive/')).map(({ findingId }) => findingId);
  };

  test('given four school days around a weekend and a holiday, when they are declared, then the closure is long enough', () => {
    expect(closure(snow)).toEqual([]);
  });

  test('given three, when they are declared, then it is too short', () => {
    expect(closure(snow.slice(1))).toEqual(['consecutive/2023-02-17/district']);
  });

  test('given four with a school day left out, when they are declared, then both runs are too short', () => {
    expect(closure(['2023-02-16', '2023-02-17', '2023-02-22', '2023-02-23'])).toEqual([
      'consecutive/2023-02-16/district',
    ]);
  });

  test('given three that stand, when the fourth is declared by itself, then it counts with them', () => {
    expect(closure(snow.slice(3), { used: usedEverywhere(districtIn('NJ'), snow.slice(0, 3)) })).toEqual([]);
  });

  test('given a first day closed without e-learning, when three follow, then the closure has four', () => {
    const district = districtIn('NJ');
    const [first, ...rest] = eLearning(district, ...snow);
    if (first === undefined) throw new Error('no day');
    expect(closure(snow, { days: [{ ...first, dayType: 'closed' }, ...rest] })).toEqual([]);
  });
});

describe('the length of a day', () => {
  const withHours = (end: string, instructionMinutes?: number) => {
    const hours = { start: '08:20', end, ...(instructionMinutes === undefined ? {} : { instructionMinutes }) };
    const schools = [{ id: 'oak', name: 'Oak', level: 'elementary' as const, ...hours }];
    return districtIn('IL', { schools, programs: [] });
  };
  const isShort = (
    state: string,
    district: Assessment['district'],
    changes: Partial<Assessment['days'][number]> = {},
  ) => {
    const days = eLearning(district, '2023-02-22').map((day) => ({ ...day, ...changes }));
    return findingsIn(state, { district, days }).some(({ findingId }) => findingId === 'day-length/2023-02-22/oak');
  };

  test.each([
    ['IL', '13:20', false],
    ['IL', '13:19', true],
    ['SC', '11:40', false],
    ['SC', '11:39', true],
    ['WV', '13:35', false],
    ['WV', '13:34', true],
    ['MN', '09:00', false],
  ])('%s: given a day from 08:20 to %s, then that it is too short is %s', (state, end, expected) => {
    expect(isShort(state, withHours(end))).toBe(expected);
  });

  test('given stated minutes of instruction, then they count and not the bells; given a part of a day, then its bells', () => {
    expect(isShort('IL', withHours('15:00', 299))).toBe(true);
    expect(isShort('IL', withHours('15:00', 300), { from: '11:00' })).toBe(true);
    expect(isShort('IL', withHours('15:00', 300), { startsAt: '10:00', endsAt: '15:00' })).toBe(false);
  });
});

describe('a plan', () => {
  const plan = { adoptedOn: '2022-08-09', annualNoticeOn: '2022-09-06' };
  test('given one that expires before the last day, then that is found', () => {
    expect(found('MN', { plan: { ...plan, expiresOn: '2023-02-21' } })).toEqual(['needs-reason plan']);
    expect(found('MN', { plan: { ...plan, expiresOn: '2023-02-22' } })).toEqual([]);
  });

  test('given one that is approved after the day, then that is found', () => {
    expect(found('PA', { plan: { ...plan, approvedOn: '2023-02-23' } })).toEqual(['needs-reason plan']);
  });
});

/** The facts' own table, once more: cap, how surely, citation. */
const caps = [
  ['MN', 5, 'days', 'primary', '120A.414'],
  ['IL', 5, 'days', 'unverified', '105 ILCS 5/10-20.56'],
  ['IN', 3, 'days', 'primary', 'IC 20-30-2-2.7'],
  ['OH', 3, 'days', 'unverified', 'ORC 3313.482'],
  ['PA', 5, 'days', 'primary', '24 P.S. §15-1506'],
  ['KY', 10, 'days', 'primary', 'KRS 158.070(9)'],
  ['MO', 36, 'hours', 'secondary', 'RSMo 171.033'],
  ['SC', 5, 'days', 'primary', 'proviso 1A.58'],
  ['VA', 10, 'days', 'secondary', '§22.1-98'],
  ['WV', 5, 'days', 'secondary', '§18-5-45'],
] as const;

describe('the packs', () => {
  test.each(caps)('%s: the cap is %d %s, and is known from a text that is %s (%s)', (state, ...expected) => {
    const { cap } = lawPackOf(state);
    expect([cap?.amount, cap?.unit, cap?.confidence]).toEqual(expected.slice(0, 3));
    expect(cap?.citation).toContain(expected[3]);
  });

  test('of New Jersey has no cap to count, and no clock of notice is in any but Minnesota', () => {
    expect(lawPackOf('NJ').cap).toBeUndefined();
    expect(lawPacks.filter(({ notice }) => notice).map(({ state }) => state)).toEqual(['MN']);
    expect(lawPackOf('MN').notice).toMatchObject({ minutesBeforeStart: 120, audiences: ['parents', 'students'] });
  });

  test('are those of the eleven states, each once, and pass their schema', () => {
    const states = lawPacks.map((pack) => LawPack.parse(pack).state);
    expect(states.toSorted()).toEqual(['IL', 'IN', 'KY', 'MN', 'MO', 'NJ', 'OH', 'PA', 'SC', 'VA', 'WV']);
    expect(new Set(lawPacks.map(({ id }) => id)).size).toBe(11);
  });

  test('of eight states are drafts, by title and by every finding', () => {
    for (const pack of lawPacks) {
      expect(pack.title.includes('draft')).toBe(pack.draft ?? false);
      const messages = findingsIn(pack.state, { causes: [{ kind: 'other', qualifying: true }] }).map(
        ({ message }) => message,
      );
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.every((message) => message.includes('(draft)'))).toBe(pack.draft ?? false);
    }
    expect(lawPacks.filter(({ draft }) => draft).map(({ state }) => state)).toHaveLength(8);
  });

  test('given an IT incident in Minnesota, then what is offered is closed or programs-only', () => {
    const [cause] = findingsIn('MN', { causes: [{ kind: 'it', qualifying: true }] });
    expect(cause?.message).toBe(
      'An e-learning day counts only when its cause is weather: declare the day closed or programs-only, or add weather as qualifying cause if that is why.',
    );
  });

  test('given the cap of hours, then what is used is said in hours', () => {
    const district = districtIn('MO');
    const [left] = findingsIn('MO', { district, used: usedEverywhere(district, dates(4)) });
    expect(left?.message).toBe('After this, every school will have used 32.5 of 36 e-learning hours of 2022-23.');
    expect(lawPackOf('MO').cap?.unit).toBe('hours');
  });
});
