import { describe, expect, test } from 'vitest';
import type { DayType } from '../../../functions/calendar/day-type.ts';
import { unitsOf } from '../../../functions/calendar/units.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { assessLaw } from '../../../functions/law/assess-law.ts';
import type { Assessment } from '../../../functions/law/assessment.ts';
import { daysUsed } from '../../../functions/law/days-used.ts';
import { Finding } from '../../../functions/law/finding.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { LawPack } from '../../../functions/law/pack.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { districtOfSchools, districtWith, lakes } from '../../support/district.ts';

const everybody = ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'];
const weather = { kind: 'weather', qualifying: true };
const said = { says: 'It is so.', citation: 'x', confidence: 'primary' } as const;
const oneDay = {
  ...said,
  amount: 1,
  unit: 'days',
  scope: 'school',
  overCap: { effect: 'does-not-count', says: 'It does not count.' },
} as const;

function yearOf(district = lakes): Assessment['schoolYear'] {
  const [year] = district.schoolYears;
  if (year === undefined) throw new Error('no school year');
  return year;
}

function day(date: string, units: readonly string[] = everybody, dayType: DayType = 'e-learning') {
  return { date, dayType, units };
}

/** A storm on Wednesday, decided on Tuesday afternoon, with one day used before. */
function assessment(changes: Partial<Assessment> = {}): Assessment {
  return {
    pack: minnesota,
    district: lakes,
    schoolYear: yearOf(),
    days: [day('2023-02-22')],
    causes: [weather],
    used: new Map(),
    now: parseInstant('2023-02-21T14:11:00-06:00'),
    ...changes,
  };
}

function assess(changes: Partial<Assessment> = {}): Finding[] {
  return assessLaw(assessment(changes)).map((finding) => Finding.parse(finding));
}

function brief(findings: readonly Finding[]): string[] {
  return findings.map(({ findingId, weight }) => `${weight} ${findingId}`);
}

test('given a storm, a plan and days left, when three days are assessed, then one line says how many are used', () => {
  const findings = assess({ days: [day('2023-02-22'), day('2023-02-23'), day('2023-02-24')] });
  expect(brief(findings)).toEqual(['info days-left/-/district']);
  expect(findings[0]?.message).toBe('After this, every school will have used 4 of 5 e-learning days of 2022-23.');
});

test('given days that are no e-learning, when they are assessed, then the law has nothing to say', () => {
  const days = (['closed', 'late-start', 'early-dismissal', 'programs-only', 'regular'] as const).map((type) =>
    day('2023-02-22', everybody, type),
  );
  expect(
    assess({ days, causes: [{ kind: 'it', qualifying: false }], now: parseInstant('2023-02-22T12:00:00-06:00') }),
  ).toEqual([]);
});

describe('the cause', () => {
  test('given an IT incident alone, when e-learning is assessed, then it is blocked and what may be done instead is said', () => {
    const [finding] = assess({ causes: [{ kind: 'it', qualifying: true }] });
    expect(finding).toMatchObject({
      findingId: 'cause/-/district',
      weight: 'blocks',
      citation: 'Minn. Stat. 120A.414, subd. 1',
    });
    expect(finding?.message).toMatch(/closed or programs-only/);
  });

  test('given a storm that nobody marked, when it is assessed, then the slip is named', () => {
    const [finding] = assess({
      causes: [
        { kind: 'weather', qualifying: false },
        { kind: 'it', qualifying: false },
      ],
    });
    expect(finding).toMatchObject({
      weight: 'blocks',
      message: expect.stringMatching(/^No cause is marked as qualifying: mark weather/),
    });
  });

  test('given ice that took the power, when weather is marked beside the facility, then it qualifies', () => {
    expect(brief(assess({ causes: [{ kind: 'facility', qualifying: false }, weather] }))).toEqual([
      'info days-left/-/district',
    ]);
  });

  test.each([
    ['primary', 'blocks'],
    ['secondary', 'needs-reason'],
    ['unverified', 'info'],
  ] as const)(
    'given a law whose text is %s, when the cause does not qualify, then the finding %s',
    (confidence, weight) => {
      const pack: LawPack = { ...minnesota, qualifyingCauses: { ...said, kinds: ['weather'], confidence } };
      expect(assess({ pack, causes: [{ kind: 'it', qualifying: true }] })[0]?.weight).toBe(weight);
    },
  );
});

describe('the cap', () => {
  const ledger = (dates: readonly string[], units = everybody) => new Map(units.map((unit) => [unit, dates]));

  test('given one day before Bellwether and two in the ledger, when three are declared, then the third is the sixth', () => {
    const days = [day('2023-02-24'), day('2023-02-22'), day('2023-02-23')];
    const findings = assess({ days, used: ledger(['2023-01-04', '2023-01-05']) });
    expect(brief(findings)).toEqual(['blocks cap/2023-02-24/district']);
    expect(findings[0]).toMatchObject({ date: '2023-02-24', schools: ['pine-hs', 'pine-k8'] });
  });

  test('given days used at one school, when all are declared, then it alone is over the cap', () => {
    const findings = assess({
      used: ledger(['2023-01-04', '2023-01-05', '2023-01-06', '2023-01-09'], ['pine-k8/m68']),
    });
    expect(brief(findings)).toEqual(['blocks cap/2023-02-22/pine-k8/m68']);
    expect(findings[0]?.message).toMatch(/used up at Pine Community School, 6–8 by then: declare it closed/);
  });

  test('given the day of before also in the ledger, when days are counted, then it counts once', () => {
    const used = ledger(['2022-12-14', '2023-01-04', '2023-01-05', '2023-01-06']);
    expect(brief(assess({ used }))).toEqual(['info days-left/-/district']);
  });

  test('given a date that stands already, when it is declared again, then it counts once', () => {
    const used = ledger(['2023-01-04', '2023-01-05', '2023-01-06', '2023-02-22']);
    expect(brief(assess({ used }))).toEqual(['info days-left/-/district']);
  });

  test('given a state that grants waivers, when the cap is passed, then a reason is enough', () => {
    const pack: LawPack = { ...minnesota, cap: { ...oneDay, overCap: { effect: 'waiver', says: 'Ask for it.' } } };
    expect(brief(assess({ pack }))).toEqual(['needs-reason cap/2023-02-22/district']);
  });

  test('given 58 schools over the cap, when they are assessed, then one line names them', () => {
    const district = districtOfSchools(58);
    const units = unitsOf(district)
      .map((unit) => unit.unitId)
      .filter((unit) => unit.startsWith('school-'));
    const pack: LawPack = { ...minnesota, cap: oneDay };
    const findings = assess({ pack, district, schoolYear: yearOf(district), days: [day('2023-02-22', units)] });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.schools).toHaveLength(58);
    expect(findings[0]?.message).toContain('school-1, school-2, school-3 and 55 more');
  });

  test('given closed days and days of another year, when days are counted, then they are not e-learning days used', () => {
    const declared = [day('2023-02-22'), day('2023-02-23', everybody, 'closed'), day('2023-09-22')];
    expect(daysUsed(lakes, yearOf(), declared).get('pine-k8/k5')).toEqual(['2022-12-14', '2023-02-22']);
  });
});

describe('the notice', () => {
  // Starts: pine-hs and 6–8 at 08:20, K–5 at 09:20.
  test.each([
    ['06:20:00', ['info days-left/-/district']],
    ['06:20:01', ['info days-left/-/district', 'needs-reason notice/2023-02-22/district']],
    ['07:20:00', ['info days-left/-/district', 'needs-reason notice/2023-02-22/district']],
  ])('given %s in the morning, when e-learning is assessed, then %j', (time, findings) => {
    expect(brief(assess({ now: parseInstant(`2023-02-22T${time}-06:00`) }))).toEqual(findings);
  });

  test('given a late hour, when it is assessed, then the schools that are late are listed and the others counted', () => {
    const finding = assess({ now: parseInstant('2023-02-22T06:45:00-06:00') }).find(({ findingId }) =>
      findingId.startsWith('notice/'),
    );
    expect(finding).toMatchObject({
      schools: ['pine-hs', 'pine-k8/m68'],
      citation: 'Minn. Stat. 120A.414, subd. 4',
      date: '2023-02-22',
    });
    expect(finding?.message).toBe(
      'Notice is late for Pine High School and Pine Community School, 6–8: parents and students must know 120 minutes before the normal start, ' +
        'from 08:20 counted by 06:20. It is still in time for 1 other school.',
    );
  });

  test('given the morning after the clocks changed, when the deadline is assessed, then it is by the new time', () => {
    const days = [day('2023-03-13', ['pine-hs'])];
    expect(brief(assess({ days, now: parseInstant('2023-03-13T06:20:00-05:00') }))).not.toContainEqual(
      expect.stringContaining('notice/'),
    );
    expect(brief(assess({ days, now: parseInstant('2023-03-13T06:21:00-05:00') }))).toContain(
      'needs-reason notice/2023-03-13/pine-hs',
    );
  });
});

describe('duties', () => {
  const plan = (eLearningPlan: { adoptedOn?: string; annualNoticeOn?: string } | undefined) =>
    brief(assess({ district: districtWith({ eLearningPlan }) }));

  test.each([
    ['no plan at all', undefined, ['needs-reason plan/-/district', 'info annual-notice/-/district']],
    [
      'a plan adopted later',
      { adoptedOn: '2023-03-01', annualNoticeOn: '2022-09-06' },
      ['needs-reason plan/-/district'],
    ],
    [
      'the notice of last year',
      { adoptedOn: '2021-08-09', annualNoticeOn: '2021-09-07' },
      ['info annual-notice/-/district'],
    ],
    [
      'a notice still to come',
      { adoptedOn: '2021-08-09', annualNoticeOn: '2023-09-07' },
      ['info annual-notice/-/district'],
    ],
    ['plan and notice', { adoptedOn: '2021-08-09', annualNoticeOn: '2022-08-20' }, []],
  ])('given %s, when e-learning is assessed, then it is found', (_, eLearningPlan, found) => {
    expect(plan(eLearningPlan).filter((finding) => !finding.includes('days-left'))).toEqual(found);
  });

  test('given phones that are down, when e-learning is assessed, then the duty is pointed out', () => {
    expect(brief(assess({ telephoneReady: false }))).toContain('info telephone/-/district');
    expect(brief(assess({ telephoneReady: true }))).not.toContain('info telephone/-/district');
  });

  test('given a state without a pack, when e-learning is assessed, then one line says that its law is not known', () => {
    const pack = LawPack.parse(lawPackOf('WI'));
    expect(brief(assess({ pack, causes: [{ kind: 'it', qualifying: false }] }))).toEqual(['info law/-/district']);
  });

  test('given the packs, when they are read, then Minnesota is what a district of Minnesota gets', () => {
    expect(lawPackOf('MN')).toEqual(LawPack.parse(minnesota));
  });
});

test('given days used before at another school, when one school declares, then what is left is said of that one alone', () => {
  const elsewhere = { date: '2022-12-14', dayType: 'e-learning' as const, schools: ['pine-hs'] };
  const earlier = { ...elsewhere, date: '2022-12-15' };
  const schoolYear = { ...yearOf(), daysUsedBefore: [elsewhere, earlier] };
  const left = assessLaw(assessment({ schoolYear, days: [day('2023-02-22', ['pine-k8/k5'])] })).find((finding) =>
    finding.findingId.startsWith('days-left'),
  );
  expect(left?.message).toContain('will have used 1 of 5');
});

test('given a school that is over its cap from before, when another one declares, then nothing is said of the first', () => {
  const dates = ['2022-12-12', '2022-12-13', '2022-12-14', '2022-12-15', '2022-12-16', '2022-12-19'];
  const daysUsedBefore = dates.map((date) => ({ date, dayType: 'e-learning' as const, schools: ['pine-hs'] }));
  const schoolYear = { ...yearOf(), daysUsedBefore };
  expect(brief(assess({ schoolYear, days: [day('2023-02-22', ['pine-k8/k5'])] }))).toEqual([
    'info days-left/-/district',
  ]);
  expect(brief(assess({ schoolYear, days: [day('2023-02-22', ['pine-hs'])] }))).toEqual([
    'blocks cap/2023-02-22/pine-hs',
  ]);
});
