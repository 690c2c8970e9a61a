import type { GlassUse, Tries } from './tries.ts';

/** What is kept of tries and uses. */
export type BreakGlassStore = {
  readTries(): Promise<Tries | undefined>;
  /** Writes it where its row still has the revision before; false: somebody else tried at the same moment. */
  putTries(tries: Tries): Promise<boolean>;
  /** What a set was spent on; undefined while it is whole. */
  used(set: string): Promise<GlassUse | undefined>;
  /** Spends a set, once: answers what it is spent on from then on, which is somebody else's act if theirs came first. */
  spend(use: GlassUse): Promise<GlassUse>;
};

/** Whether two typed halves are those of a set, in constant time; `not-issued` where its hashes are not in place. */
export type ProveHalves = (
  set: string,
  halves: readonly [string, string],
) => Promise<'proven' | 'refused' | 'not-issued'>;

/** What a person should look at: names and figures alone. */
export type ReportGlass = (
  what: 'break-glass-used' | 'break-glass-refused' | 'break-glass-not-ready',
  ids: Readonly<Record<'kind', string>>,
) => void;
