import { RecordedSchools } from '../calendar/recorded-schools.ts';
import type { RulesInForce } from '../declarations/entry.ts';
import { RosterManifest, SchoolSheet } from '../roster/roster.ts';
import { NotInTheRecord } from './errors.ts';
import type { Contents } from './ports.ts';

/** The schools of the district file that an entry was decided under. */
export async function schoolsOf(rules: RulesInForce, contents: Pick<Contents, 'get'>): Promise<RecordedSchools> {
  return RecordedSchools.parse(await contents.get(rules.district));
}

/** The roster that an entry was decided under: of classes, or of a drill's places. */
export type RosterOf = { readonly rules: RulesInForce; readonly drill: boolean };

/** Every school's sheet of an entry's roster. Throws `NotInTheRecord` for a drill that names classes, and the reverse (S-19). */
export async function sheetsOf(of: RosterOf, contents: Pick<Contents, 'get'>): Promise<SchoolSheet[]> {
  const { sheets } = await manifestOf(of, contents);
  return Promise.all(sheets.map(async ({ hash }) => SchoolSheet.parse(await contents.get(hash))));
}

/** One school's sheet, or undefined where that roster does not have the school; throws as `sheetsOf` does. */
export async function sheetOf(
  of: RosterOf,
  schoolId: string,
  contents: Pick<Contents, 'get'>,
): Promise<SchoolSheet | undefined> {
  const { sheets } = await manifestOf(of, contents);
  const hash = sheets.find((sheet) => sheet.schoolId === schoolId)?.hash;
  return hash === undefined ? undefined : SchoolSheet.parse(await contents.get(hash));
}

async function manifestOf({ rules, drill }: RosterOf, contents: Pick<Contents, 'get'>): Promise<RosterManifest> {
  const { roster } = rules;
  const manifest = RosterManifest.parse(await contents.get(roster));
  if ((manifest.drill === true) === drill) return manifest;
  const what = drill ? 'A drill names the roster of classes' : 'A notice in earnest names the roster of drills';
  throw new NotInTheRecord(`${what}: nothing is posted for it. Retract it, and see who wrote it.`, { roster });
}
