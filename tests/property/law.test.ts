import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DayType } from '../../functions/calendar/day-type.ts';
import { placesOf, unitsOf } from '../../functions/calendar/units.ts';
import { datesBetween, localDate, parseInstant } from '../../functions/core/time.ts';
import { CauseKind } from '../../functions/declarations/declaration.ts';
import { accountYear } from '../../functions/law/account-year.ts';
import { daysUsed, type UnitDay } from '../../functions/law/days-used.ts';
import { LawPack } from '../../functions/law/pack.ts';
import { lawPackOf, lawPacks } from '../../functions/law/packs.ts';
import { splitByNotice } from '../../functions/law/split-by-notice.ts';
import { districtIn, eLearning, findingsIn, firstYear } from '../support/law.ts';
import { school } from '../support/district.ts';

const schools = [
  school('pine-hs', { end: '14:50' }),
  school('oak', { start: '07:30', end: '15:20' }),
  {
    ...school('k8', { start: '09:20', end: '15:50' }),
    divisions: [
      { id: 'k5', name: 'K–5', level: 'elementary' as const, instructionMinutes: 330 },
      { id: 'm68', name: '6–8', level: 'middle' as const, start: '08:20', end: '15:10' },
    ],
  },
];
/** Minutes of a whole day by hand: those of the file, else between the bells. */
const minutes = { 'pine-hs': 390, oak: 470, 'k8/k5': 330, 'k8/m68': 410 } as const;
const unitIds = ['pine-hs', 'oak', 'k8/k5', 'k8/m68'] as const;
const weekdays = datesBetween('2023-01-09', '2023-01-13').concat(datesBetween('2023-01-23', '2023-01-27'));

const date = fc.constantFrom(...weekdays);
const someUnits = fc.subarray([...unitIds], { minLength: 1 });
const day: fc.Arbitrary<UnitDay> = fc.record({
  date,
  dayType: fc.oneof(
    { weight: 6, arbitrary: fc.constant('e-learning' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...DayType.options) },
  ),
  units: someUnits,
});
const before = fc.array(
  fc.record({
    date,
    dayType: fc.constantFrom('e-learning' as const, 'closed' as const),
    schools: fc.constantFrom('all' as const, ['oak'], ['k8']),
  }),
  { maxLength: 4 },
);

const inSchools = (chosen: 'all' | string[], unit: string): boolean =>
  chosen === 'all' || chosen.some((id) => unit === id || unit.startsWith(`${id}/`));

const state = fc.constantFrom('MN', 'PA', 'MO');

describe('the cap', () => {
  test('per school is what counting by hand gives, in days and in hours', () => {
    let passed = 0;
    fc.assert(
      fc.property(
        state,
        before,
        fc.array(day, { maxLength: 12, size: 'max' }),
        fc.array(day, { minLength: 1, maxLength: 5 }),
        (name, daysUsedBefore, ledger, asked) => {
          const year = { id: '2022-23', first: '2022-09-06', last: '2023-06-09', daysUsedBefore };
          const district = districtIn(name, { schools, programs: [], schoolYears: [year] });
          const schoolYear = firstYear(district);
          const used = daysUsed(district, schoolYear, ledger);
          const found = findingsIn(name, { district, schoolYear, days: asked, used }).filter(({ findingId }) =>
            findingId.startsWith('cap/'),
          );

          // By hand: walk the year in order and count each school's e-learning dates, whoever declared them; other dates first.
          const isUsed = (unit: string, on: string): boolean =>
            ledger.some((one) => one.dayType === 'e-learning' && one.date === on && one.units.includes(unit)) ||
            daysUsedBefore.some(
              (one) => one.dayType === 'e-learning' && one.date === on && inSchools(one.schools, unit),
            );
          const isAsked = (unit: string, on: string): boolean =>
            asked.some((one) => one.dayType === 'e-learning' && one.date === on && one.units.includes(unit));
          const expected: string[] = [];
          for (const on of weekdays) {
            const over = unitIds.filter((unit) => {
              if (!isAsked(unit, on)) return false;
              const others = weekdays.filter((other) => isUsed(unit, other) && !isAsked(unit, other)).length;
              const upTo = weekdays.filter((other) => isAsked(unit, other) && other <= on).length;
              const count = others + upTo;
              return name === 'MO' ? count * minutes[unit] > 36 * 60 : count > 5;
            });
            if (over.length > 0) expected.push(`${on} ${placesOf(district, over).join(' ')}`);
          }
          passed += expected.length;
          expect(found.map((finding) => `${finding.date} ${finding.schools?.join(' ')}`)).toEqual(expected);
          expect(found.every(({ weight }) => weight === (name === 'MN' ? 'blocks' : 'needs-reason'))).toBe(true);

          const evidence = {
            source: 'declaration',
            declarationId: 'd-x',
            version: 1,
            status: 'declared',
            recordOnly: false,
          } as const;
          const declared = ledger.map((one) => ({ ...one, evidence }));
          for (const account of accountYear({ district, schoolYear, pack: lawPackOf(name), declared })) {
            const [unit] = unitIds.filter((id) => id === account.unitId);
            if (unit === undefined) throw new Error('a school from nowhere');
            const count = weekdays.filter((on) => isUsed(unit, on)).length;
            expect(account.days).toHaveLength(count);
            expect(account.used).toBeCloseTo(name === 'MO' ? (count * minutes[unit]) / 60 : count, 1);
          }
        },
      ),
      { numRuns: 150 },
    );
    // It says little unless caps are passed, too.
    expect(passed).toBeGreaterThan(20);
  });
});

describe('what is not surely law', () => {
  const anything = fc.record({
    pack: fc.constantFrom(...lawPacks),
    kinds: fc.subarray([...CauseKind.options]),
    qualifying: fc.boolean(),
    usedDays: fc.integer({ min: 0, max: 12 }),
    asked: fc.subarray(weekdays, { minLength: 1 }),
    plan: fc.constantFrom(
      undefined,
      { adoptedOn: '2015-01-01' },
      { adoptedOn: '2023-05-01', approvedOn: '2023-05-01' },
    ),
    now: fc.constantFrom('2023-01-01T12:00:00-06:00', '2023-01-23T08:00:00-06:00', '2023-05-01T12:00:00-05:00'),
    telephoneReady: fc.boolean(),
    staffSentHome: fc.boolean(),
  });
  const run = (given: typeof anything extends fc.Arbitrary<infer T> ? T : never, pack: LawPack) => {
    const district = districtIn(pack.state, { schools, programs: [], eLearningPlan: given.plan });
    const units = unitsOf(district).map((unit) => unit.unitId);
    return findingsIn(pack.state, {
      pack,
      district,
      days: eLearning(district, ...given.asked),
      used: new Map(units.map((unit) => [unit, datesBetween('2022-10-03', '2022-10-31').slice(0, given.usedDays)])),
      causes: given.kinds.map((kind) => ({ kind, qualifying: given.qualifying })),
      now: parseInstant(given.now),
      telephoneReady: given.telephoneReady,
      staffSentHome: given.staffSentHome,
    });
  };
  const weights = (findings: ReturnType<typeof run>): Set<string> => new Set(findings.map(({ weight }) => weight));

  test('never blocks: only a primary text does, a secondary one wants a reason, a draft and the rest inform', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anything, (given) => {
        const statements = Object.values(given.pack).flatMap((member) => (typeof member === 'object' ? member : []));
        for (const { weight, citation } of run(given, given.pack)) {
          const sure = new Set(
            statements.filter((one) => one.citation === citation).map(({ confidence }) => confidence),
          );
          if (weight === 'blocks') expect(sure.has('primary')).toBe(true);
          if (weight === 'needs-reason') expect(sure.has('primary') || sure.has('secondary')).toBe(true);
          if (weight !== 'info') expect(given.pack.draft).toBeUndefined();
          seen.add(`${given.pack.draft ? 'draft' : given.pack.state} ${weight}`);
        }
      }),
      { numRuns: 150 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(['MN blocks', 'PA blocks', 'MO needs-reason', 'draft info']));
    expect(seen.has('MO blocks')).toBe(false);
  });

  test('given any pack with every statement unverified, or secondary, or as a draft, then it weighs no more than that', () => {
    const as = (pack: LawPack, changes: object): LawPack => {
      const statements = Object.entries(pack).map(([name, member]): [string, unknown] => [
        name,
        Array.isArray(member)
          ? member.map((one) => ({ ...one, ...changes }))
          : typeof member === 'object'
            ? { ...member, ...changes }
            : member,
      ]);
      return LawPack.parse(Object.fromEntries(statements));
    };
    fc.assert(
      fc.property(anything, (given) => {
        expect(
          [...weights(run(given, as(given.pack, { confidence: 'unverified' })))].every((weight) => weight === 'info'),
        ).toBe(true);
        expect(weights(run(given, as(given.pack, { confidence: 'secondary' }))).has('blocks')).toBe(false);
        expect([...weights(run(given, { ...given.pack, draft: true }))].every((weight) => weight === 'info')).toBe(
          true,
        );
      }),
      { numRuns: 60 },
    );
  });
});

test('the notice clock is two hours of real time before the local start, around both days when the clocks change', () => {
  const around = fc.constantFrom('2022-11-05', '2022-11-06', '2022-11-07', '2023-03-11', '2023-03-12', '2023-03-13');
  // Not within the hour that spring leaves out, nor the one that autumn has twice.
  const start = fc
    .integer({ min: 3 * 60, max: 11 * 60 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
  const zone = fc.constantFrom(
    'America/Chicago',
    'America/New_York',
    'America/Denver',
    'America/Phoenix',
    'America/Anchorage',
  );
  fc.assert(
    fc.property(around, start, zone, (on, time, timeZone) => {
      const district = districtIn('MN', {
        timeZone,
        programs: [],
        schools: [school('oak', { start: time, end: '15:00' })],
      });
      const query = { district, pack: lawPackOf('MN'), days: eLearning(district, on) };
      const [first] = splitByNotice({ ...query, now: parseInstant('2022-09-06T00:00:00Z') });
      const deadline = first?.deadlineOf.get('oak');
      if (deadline === undefined) throw new Error('no deadline');
      const bell = deadline.add({ minutes: 120 });
      // What a wall clock in that zone shows, by another library.
      const shown = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(bell.epochMilliseconds);
      expect([localDate(bell, timeZone), shown]).toEqual([on, time]);
      const lateAt = (now: typeof deadline): readonly string[] | undefined => splitByNotice({ ...query, now })[0]?.late;
      expect(lateAt(deadline)).toEqual([]);
      expect(lateAt(deadline.add({ nanoseconds: 1 }))).toEqual(['oak']);
    }),
    { numRuns: 60 },
  );
});
