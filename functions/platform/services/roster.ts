import type { District } from '../../calendar/district.ts';
import { digestOf } from '../../core/hash.ts';
import type { Clocks } from '../../core/clock.ts';
import { formatInstant } from '../../core/time.ts';
import type { ContentStore } from '../../declarations/ports.ts';
import { compareRosters, type RosterChanges } from '../../roster/compare-rosters.ts';
import { loadRoster } from '../../roster/load-roster.ts';
import { placesOfChunks } from '../../roster/refuse-taken.ts';
import { Chunk, type Roster, type RosterKind } from '../../roster/roster.ts';
import type { RefusedRow } from '../../roster/roster-row.ts';
import type { CurrentRosterStore } from '../../store/current-roster.ts';
import { rosterInForce, type RosterInForce } from './roster-in-force.ts';

export type RosterParts = {
  readonly district: District;
  readonly clocks: Clocks;
  readonly contents: ContentStore;
  /** Which roster is in force: of classes, and of drills. */
  readonly current: Readonly<Record<RosterKind, CurrentRosterStore>>;
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

type Loading = {
  readonly kind: RosterKind;
  readonly confirm?: string | typeof always;
  readonly acceptPartial: boolean;
};

/** Rosters of a district: those in force, and the loading of another. */
export type Rosters = {
  readonly inForce: (kind: RosterKind) => Promise<RosterInForce>;
  /**
   * Compares a CSV with the roster of its kind in force; it is put in force only when `confirm` is the digest of the change. A place of the
   * other roster is refused.
   */
  readonly load: (csv: string, options: Loading) => Promise<RosterOutcome>;
};

export function rostersOf({ district, clocks, contents, current }: RosterParts): Rosters {
  const inForce = (kind: RosterKind): Promise<RosterInForce> => rosterInForce(contents, current[kind]);
  const chunksOf = (roster: Roster): Promise<Chunk[]> =>
    Promise.all(
      roster.sheets.flatMap((sheet) => sheet.chunks.map(async ({ hash }) => Chunk.parse(await contents.get(hash)))),
    );

  return {
    inForce,
    load: async (csv, { kind, confirm, acceptPartial }) => {
      const [{ roster: before }, { roster: other }] = await Promise.all([
        inForce(kind),
        inForce(kind === 'drill' ? 'classes' : 'drill'),
      ]);
      const taken = placesOfChunks(await chunksOf(other));
      const loaded = loadRoster(csv, district, { acceptPartial, kind, taken });
      const { hash, manifest, sheets } = loaded.roster;
      const changes = compareRosters(await chunksOf(before), loaded.chunks.values());
      // What was confirmed is the change, not only where it leads; and the other roster's places were looked at for it.
      const digest = digestOf([before.hash, hash, other.hash]);
      const confirmed = confirm === always || confirm === digest;
      if (confirmed) {
        await inBatches([...loaded.chunks.values()], (chunk) => contents.put('roster-chunk', chunk));
        await inBatches(sheets, (sheet) => contents.put('roster-sheet', sheet));
        await contents.put('roster-manifest', manifest);
        const loadedAt = formatInstant(clocks.calendar.now(), district.timeZone);
        await current[kind].put({ hash, loadedAt, refused: loaded.refused.length });
      }
      return { ...changes, hash, digest, confirmed, targets: manifest.targets, refused: loaded.refused };
    },
  };
}

/** Sixteen at once: a table that is not warm takes them, and a roster of 3,300 targets is there in a second. */
async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < items.length; i += 16) await Promise.all(items.slice(i, i + 16).map(work));
}
