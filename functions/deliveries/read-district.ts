import { District } from '../calendar/district.ts';
import type { RulesInForce } from '../declarations/entry.ts';
import type { Contents } from './ports.ts';

/** The district file that an entry was decided under, whole: only planning needs it. */
export async function districtOf(rules: RulesInForce, contents: Pick<Contents, 'get'>): Promise<District> {
  return District.parse(await contents.get(rules.district));
}
