import { expect, test } from 'vitest';
import { openingTimes, programsAffected, programsRunning } from '../../../functions/calendar/programs.ts';
import { unitsOf, type Unit } from '../../../functions/calendar/units.ts';
import { districtWith, lakes } from '../../support/district.ts';

const program = (id: string, changes: Record<string, unknown> = {}) => ({ id, name: id, kind: 'other', ...changes });

const district = districtWith({
  programs: [
    program('kids-club', {
      schools: ['pine-k8'],
      opens: '06:30',
      runsOn: ['school-day', 'no-student-day'],
      on: { 'e-learning': 'cancelled' },
    }),
    program('adult-ed', { opens: '18:00', runsOn: ['evening'], on: { 'e-learning': 'as-usual' } }),
    program('rentals', { runsOn: ['weekend'] }),
    program('camp', { opens: '08:00', runsOn: ['no-school-day'] }),
  ],
});
const [high, k5] = unitsOf(district);

function running(unit: Unit | undefined, date: string): string[] {
  return unit === undefined ? [] : programsRunning(district, unit, date).map((each) => each.id);
}

test.each([
  ['a school day', '2023-02-22', ['kids-club', 'adult-ed'], ['adult-ed']],
  ['a no-student day', '2023-02-21', ['kids-club', 'adult-ed'], ['adult-ed']],
  ['a holiday', '2023-02-20', ['camp'], ['camp']],
  ['a weekend', '2023-02-18', ['rentals'], ['rentals']],
  ['the summer', '2023-07-04', [], []],
])('given %s, when programs are asked for, then they are those of the day and the school', (_, date, atK5, atHigh) => {
  expect(running(k5, date)).toEqual(atK5);
  expect(running(high, date)).toEqual(atHigh);
});

test('given defaults and words of the declaration, when a day is declared, then words outweigh defaults and usual is not affected', () => {
  if (k5 === undefined) throw new Error('no unit');
  const day = { date: '2023-02-22', dayType: 'e-learning' } as const;
  const ids = (words: Parameters<typeof programsAffected>[3]) =>
    programsAffected(district, k5, day, words).map((each) => each.id);
  expect(ids([])).toEqual(['kids-club']);
  expect(
    ids([
      { id: 'kids-club', disposition: 'as-usual' },
      { id: 'adult-ed', disposition: 'cancelled' },
    ]),
  ).toEqual(['adult-ed']);
});

test('given programs that open at different times, when their openings are listed, then the earliest is first', () => {
  expect(openingTimes([...district.programs, ...lakes.programs])).toEqual(['06:30', '08:00', '18:00']);
  expect(openingTimes(district.programs.filter((each) => each.opens === undefined))).toEqual([]);
});
