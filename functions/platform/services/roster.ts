import type { District } from '../../calendar/district.ts';
import { digestOf } from '../../core/hash.ts';
import type { Clocks } from '../../core/clock.ts';
import { formatInstant } from '../../core/time.ts';
import type { ContentStore } from '../../declarations/ports.ts';
import { compareRosters, type RosterChanges } from '../../roster/compare-rosters.ts';
import { loadRoster } from '../../roster/load-roster.ts';
import { Chunk, type Roster } from '../../roster/roster.ts';
import type { RefusedRow } from '../../roster/roster-row.ts';
import type { CurrentRosterStore } from '../../store/current-roster.ts';
import { rosterInForce, type RosterInForce } from './roster-in-force.ts';

export type RosterParts = {
  readonly district: District;
  readonly clocks: Clocks;
  readonly contents: ContentStore;
  readonly current: CurrentRosterStore;
};

/** What loading a roster would change or has changed. */
export type RosterOutcome = RosterChanges & {
  /** Of the new roster. */
  readonly hash: string;
  /** What to confirm: it covers the old roster and the new one. */
  readonly digest: string;
  readonly confirmed: boolean;
  readonly targets: number;
  readonly refused: readonly RefusedRow[];
};

/** Confirms whatever the change is: for a start, where a person named the file. */
export const always = Symbol('always');

/** Rosters of a district: the one in force, and the loading of another. */
export type Rosters = {
  inForce(): Promise<RosterInForce>;
  /** Compares a CSV with the roster in force; it is put in force only when `confirm` is the digest of the change. */
  load(
    csv: string,
    options: { readonly confirm?: string | typeof always; readonly acceptPartial: boolean },
  ): Promise<RosterOutcome>;
};

export function rostersOf({ district, clocks, contents, current }: RosterParts): Rosters {
  const inForce = (): Promise<RosterInForce> => rosterInForce(contents, current);
  const chunksOf = (roster: Roster): Promise<Chunk[]> =>
    Promise.all(
      roster.sheets.flatMap((sheet) => sheet.chunks.map(async ({ hash }) => Chunk.parse(await contents.get(hash)))),
    );

  return {
    inForce,
    load: async (csv, { confirm, acceptPartial }) => {
      const loaded = loadRoster(csv, district, { acceptPartial });
      const { hash, manifest, sheets } = loaded.roster;
      const before = (await inForce()).roster;
      const changes = compareRosters(await chunksOf(before), loaded.chunks.values());
      // Both rosters: what was confirmed is the change, not only where it leads.
      const digest = digestOf([before.hash, hash]);
      const confirmed = confirm === always || confirm === digest;
      if (confirmed) {
        await inBatches([...loaded.chunks.values()], (chunk) => contents.put('roster-chunk', chunk));
        await inBatches(sheets, (sheet) => contents.put('roster-sheet', sheet));
        await contents.put('roster-manifest', manifest);
        const loadedAt = formatInstant(clocks.calendar.now(), district.timeZone);
        await current.put({ hash, loadedAt, refused: loaded.refused.length });
      }
      return { ...changes, hash, digest, confirmed, targets: manifest.targets, refused: loaded.refused };
    },
  };
}

/** Sixteen at once: a table that is not warm takes them, and a roster of 3,300 targets is there in a second. */
async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += 16) await Promise.all(items.slice(i, i + 16).map(work));
}
