import { RecordedSchools } from '../calendar/recorded-schools.ts';
import type { RulesInForce } from '../declarations/entry.ts';
import { RosterManifest, SchoolSheet } from '../roster/roster.ts';
import type { Contents } from './ports.ts';

/** The schools of the district file that an entry was decided under. */
export async function schoolsOf(rules: RulesInForce, contents: Pick<Contents, 'get'>): Promise<RecordedSchools> {
  return RecordedSchools.parse(await contents.get(rules.district));
}

/** Every school's sheet of the roster that an entry was decided under. */
export async function sheetsOf(rules: RulesInForce, contents: Pick<Contents, 'get'>): Promise<SchoolSheet[]> {
  const manifest = RosterManifest.parse(await contents.get(rules.roster));
  return Promise.all(manifest.sheets.map(async ({ hash }) => SchoolSheet.parse(await contents.get(hash))));
}

/** One school's sheet, or undefined where that roster does not have the school. */
export async function sheetOf(
  rules: RulesInForce,
  schoolId: string,
  contents: Pick<Contents, 'get'>,
): Promise<SchoolSheet | undefined> {
  const manifest = RosterManifest.parse(await contents.get(rules.roster));
  const hash = manifest.sheets.find((sheet) => sheet.schoolId === schoolId)?.hash;
  return hash === undefined ? undefined : SchoolSheet.parse(await contents.get(hash));
}
