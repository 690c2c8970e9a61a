import { digestOf } from '../../core/hash.ts';
import type { ContentStore } from '../../declarations/ports.ts';
import { RosterManifest, SchoolSheet, type Roster } from '../../roster/roster.ts';
import type { CurrentRoster, CurrentRosterStore } from '../../store/current-roster.ts';

/** A roster, and the row that names it; no row before one was loaded. */
export type RosterInForce = { readonly roster: Roster; readonly current?: CurrentRoster };

const noManifest: RosterManifest = { targets: 0, sheets: [] };

/** A roster that nobody has loaded yet: nothing can be reached. */
const noRoster: Roster = { hash: digestOf(noManifest), manifest: noManifest, sheets: [] };

/** The roster in force, without its targets. It only reads: looking must not take the right to write. */
export async function rosterInForce(
  contents: Pick<ContentStore, 'get'>,
  store: Pick<CurrentRosterStore, 'get'>,
): Promise<RosterInForce> {
  const current = await store.get();
  if (current === undefined) return { roster: noRoster };
  const manifest = RosterManifest.parse(await contents.get(current.hash));
  const sheets = await Promise.all(
    manifest.sheets.map(async (sheet) => SchoolSheet.parse(await contents.get(sheet.hash))),
  );
  return { roster: { hash: current.hash, manifest, sheets }, current };
}

/** Writes the content row of a roster that nobody has loaded, so that an entry may name it like any other. */
export async function keepNoRoster(contents: Pick<ContentStore, 'put'>, { hash }: Pick<Roster, 'hash'>): Promise<void> {
  if (hash === noRoster.hash) await contents.put('roster-manifest', noManifest);
}
