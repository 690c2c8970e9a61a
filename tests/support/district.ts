import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { District, School } from '../../functions/calendar/district.ts';

/** The example district of the contract as a file's text: a high school and a divided K–8 in Hennepin, 2022-23. */
export const lakesText: string = readFileSync(new URL('fixtures/lakes.district.json', import.meta.url), 'utf8');

const lakesFile = z.record(z.string(), z.unknown()).parse(JSON.parse(lakesText));

/** The contract's example district, parsed. */
export const lakes: District = District.parse(lakesFile);

/** The example with some of its top-level members replaced; `undefined` leaves an optional one out. */
export function districtWith(changes: Partial<z.input<typeof District>>): District {
  return District.parse({ ...lakesFile, ...changes });
}

/** The text of a district file: the example with any members replaced, right or wrong. */
export function districtText(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...lakesFile, ...changes });
}

/** A school that starts at 08:20 unless told otherwise: `school('oak-es', { level: 'elementary', start: '09:30' })`. */
export function school(id: string, changes: Partial<z.input<typeof School>> = {}): z.input<typeof School> {
  return { id, name: id, level: 'high', start: '08:20', end: '14:50', ugc: ['MNZ060'], same: ['027053'], ...changes };
}

/** The example with `count` more high schools `school-1` …, whose starts cycle through 07:30, 08:20 and 09:30. */
export function districtOfSchools(count: number): District {
  const starts = ['07:30', '08:20', '09:30'] as const;
  const more = Array.from({ length: count }, (_, i) =>
    school(`school-${i + 1}`, { start: starts[i % 3] ?? '08:20', end: '16:00' }),
  );
  return districtWith({ schools: [...z.array(School).parse(lakesFile['schools']), ...more] });
}
