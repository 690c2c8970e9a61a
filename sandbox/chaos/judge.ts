import type { Strike } from '../simulators/faults.ts';
import { type SimulatedPost, strangerName } from '../simulators/vendor/posts.ts';
import type { ChaosTarget } from './district.ts';

/** What the product says of one class. */
export type Said = {
  readonly targetId: string;
  readonly status: string;
  readonly providerId?: string | undefined;
  readonly reason?: string | undefined;
  readonly action?: string | undefined;
};

/** What became of a run: classes by name where something is wrong, numbers where nothing is. */
export type Verdict = {
  readonly posted: number;
  /** Classes that show the notice more than once. */
  readonly visibleTwice: readonly string[];
  /** Classes that could be reached, do not show it, and whose teacher did not delete it. */
  readonly lost: readonly string[];
  /** Classes of which the record says something else than they show. */
  readonly wrong: readonly string[];
  /** Ended without a post, by the reason that was given. */
  readonly ended: Readonly<Record<string, number>>;
  /** Left to a person, by what they are asked to do. */
  readonly escalated: Readonly<Record<string, number>>;
  /** Ended without a post or left to a person, without a reason or without an action. */
  readonly unexplained: readonly string[];
};

/** What the vendors did and hold. */
export type Truth = { readonly posts: readonly SimulatedPost[]; readonly strikes: readonly Strike[] };

/** Judges a run by what the classes see, and only then compares what the product says. `ours` matches the words of the notice. */
export function judge(
  targets: readonly ChaosTarget[],
  { posts, strikes }: Truth,
  said: ReadonlyMap<string, Said>,
  ours: RegExp,
): Verdict {
  const mine = posts.filter((post) => post.visible && post.author !== strangerName && ours.test(post.text));
  const shown = Map.groupBy(mine, (post) => post.targetId);
  const deleted = deletedByTeachers(strikes);
  const closed = unreachable(targets, strikes);
  const ids = targets.map(({ targetId }) => targetId);
  const count = (id: string): number => shown.get(id)?.length ?? 0;
  const isRight = (id: string): boolean => agrees(said.get(id), shown.get(id) ?? [], deleted.has(id));
  const open = ids.flatMap((id) => {
    const line = said.get(id);
    return line === undefined || line.status === 'sent' ? [] : [line];
  });
  const left = open.filter(({ status }) => status === 'in-doubt');
  return {
    posted: ids.filter((id) => count(id) === 1).length,
    visibleTwice: ids.filter((id) => count(id) > 1),
    lost: ids.filter((id) => count(id) === 0 && !deleted.has(id) && !closed.has(id)),
    wrong: ids.filter((id) => !isRight(id)),
    ended: tally(
      open.filter(({ status }) => status !== 'in-doubt').map(({ status, reason }) => `${status}: ${reason}`),
    ),
    escalated: tally(left.map(({ action, reason }) => action ?? reason ?? '')),
    unexplained: open.filter(({ reason, action }) => !reason || !action).map(({ targetId }) => targetId),
  };
}

/** Whether what is said of a class is what it shows. `in-doubt` claims nothing. */
function agrees(line: Said | undefined, shown: readonly SimulatedPost[], deletedByTeacher: boolean): boolean {
  switch (line?.status) {
    case 'sent':
      return shown.length === 0 ? deletedByTeacher : shown.some((post) => post.id === line.providerId);
    case 'in-doubt':
      return true;
    case 'failed':
    case 'expired':
    case 'superseded':
      return shown.length === 0;
    default:
      return false;
  }
}

/** Classes where a teacher deleted the post that had just been made. */
export function deletedByTeachers(strikes: readonly Strike[]): ReadonlySet<string> {
  return new Set(strikes.filter(({ what }) => what === 'deleted').map(({ target }) => target));
}

/** Classes that the vendors closed to everybody who may speak for us: a team closes all of its channels. */
export function unreachable(targets: readonly ChaosTarget[], strikes: readonly Strike[]): ReadonlySet<string> {
  const by = (what: string): ReadonlySet<string> =>
    new Set(strikes.filter((strike) => strike.what === what).map(({ target }) => target));
  const [archived, removed, barred] = [by('archived'), by('removed'), by('barred')];
  const teams = new Set(
    targets
      .filter(({ targetId }) => archived.has(targetId) || barred.has(targetId))
      .flatMap(({ parentId }) => parentId ?? []),
  );
  const isClosed = ({ targetId, parentId, postAs }: ChaosTarget): boolean =>
    archived.has(targetId) ||
    removed.has(targetId) ||
    (barred.has(targetId) && postAs.length === 1) ||
    (parentId !== undefined && teams.has(parentId));
  return new Set(targets.filter(isClosed).map(({ targetId }) => targetId));
}

/** How often each; numbers and names of requests in it are taken for the same words. */
function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
