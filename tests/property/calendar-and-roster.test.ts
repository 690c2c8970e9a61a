import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveUnits } from '../../functions/calendar/resolve-units.ts';
import { normalHours, schoolDay } from '../../functions/calendar/school-day.ts';
import { placesOf, unitById, unitsOf } from '../../functions/calendar/units.ts';
import { Temporal } from '../../functions/core/time.ts';
import { chunkRoster, maxTargetsPerChunk } from '../../functions/roster/chunk-roster.ts';
import type { RosterRow } from '../../functions/roster/roster-row.ts';
import { lakes } from '../support/district.ts';
import { channelRow, courseRow } from '../support/roster.ts';

const row: fc.Arbitrary<Omit<RosterRow, 'targetId'>> = fc
  .record({
    schoolId: fc.constantFrom('pine-hs', 'pine-k8'),
    audience: fc.constantFrom('class', 'staff', 'program:kids-club'),
    account: fc.integer({ min: 0, max: 12 }),
    teams: fc.boolean(),
    students: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
  })
  .map(({ schoolId, audience, account, teams, students }) => {
    const changes = { schoolId, audience, ...(students === undefined ? {} : { students }) } as const;
    return teams
      ? channelRow('', `team-${account}`, changes)
      : courseRow('', { ...changes, postAs: [`t${account}@example.org`] });
  });
const rows = fc
  .array(row, { maxLength: 150, minLength: 1, size: 'max' })
  .map((all) => all.map((each, i): RosterRow => ({ ...each, targetId: `target-${i}`, line: i + 2 })));

test('cutting a roster loses no row, doubles none, and moves none to another school, channel or audience', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const { roster, chunks } = chunkRoster(all);
      const listed = roster.sheets.flatMap((sheet) =>
        sheet.chunks.flatMap((ref) =>
          (chunks.get(ref.hash)?.targets ?? []).map((target) =>
            [target.targetId, sheet.schoolId, ref.channel, ref.audience].join(' '),
          ),
        ),
      );
      expect(listed.sort()).toEqual(
        all.map((each) => [each.targetId, each.schoolId, each.channel, each.audience].join(' ')).sort(),
      );
      expect([...chunks.values()].every((chunk) => chunk.targets.length <= maxTargetsPerChunk)).toBe(true);
    }),
  );
});

test('a team is in several chunks only where both say so', () => {
  fc.assert(
    fc.property(rows, (all) => {
      const { roster, chunks } = chunkRoster(all);
      const refs = roster.sheets.flatMap((sheet) => sheet.chunks);
      const teamsOf = (hash: string) => new Set(chunks.get(hash)?.targets.flatMap((target) => target.parentId ?? []));
      for (const ref of refs) {
        const teams = teamsOf(ref.hash);
        const elsewhere = refs.some(
          (other) => other.hash !== ref.hash && [...teamsOf(other.hash)].some((team) => teams.has(team)),
        );
        expect(ref.sharedParent).toBe(elsewhere);
      }
    }),
  );
});

test('the order of the file changes no hash', () => {
  fc.assert(
    fc.property(
      rows.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([all, shuffled]) => {
        expect(chunkRoster(shuffled).roster.hash).toBe(chunkRoster(all).roster.hash);
      },
    ),
  );
});

const date = fc
  .integer({ min: 0, max: 276 })
  .map((days) => Temporal.PlainDate.from('2022-09-06').add({ days }).toString());
const unit = fc.constantFrom(...unitsOf(lakes));

test('on every day of the year, also when the clocks change, the bell rings at its local time', () => {
  fc.assert(
    fc.property(date, unit, (day, each) => {
      const { starts, ends } = normalHours(lakes, each, day);
      const local = (instant: Temporal.Instant) =>
        instant.toZonedDateTimeISO('America/Chicago').toPlainDateTime().toString({ smallestUnit: 'minute' });
      expect([local(starts), local(ends)]).toEqual([`${day}T${each.start}`, `${day}T${each.end}`]);
      const found = schoolDay(lakes, each, day);
      if (found.kind === 'school-day') expect(Temporal.PlainDate.from(day).dayOfWeek).toBeLessThan(6);
    }),
  );
});

const parts = fc.subarray(
  [
    'pine-hs',
    'pine-k8',
    'level:high',
    'level:elementary',
    'level:middle',
    'division:pine-k8/k5',
    'division:pine-k8/m68',
  ],
  { minLength: 1 },
);

test('a selector means what its parts mean, in any order, and its places lead back to it', () => {
  fc.assert(
    fc.property(parts, parts, (some, others) => {
      const { units } = resolveUnits(lakes, [...some, ...others]);
      const apart = new Set([...resolveUnits(lakes, some).units, ...resolveUnits(lakes, others).units]);
      expect(new Set(units)).toEqual(apart);
      expect(resolveUnits(lakes, [...others, ...some]).units).toEqual(units);
      expect(units.every((id) => unitById(lakes, id) !== undefined)).toBe(true);
      const places = placesOf(lakes, units).map((place) => (place.includes('/') ? `division:${place}` : place));
      expect(resolveUnits(lakes, places)).toEqual({ units, flaws: [] });
    }),
  );
});
