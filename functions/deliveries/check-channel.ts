import { formatInstant } from '../core/time.ts';
import type { Entry } from '../declarations/entry.ts';
import type { ChannelCheck, CheckOutcome } from '../readiness/channel-check.ts';
import { judgeCheck, type Verdict } from '../readiness/judge-check.ts';
import type { CheckStore } from '../readiness/ports.ts';
import type { Target } from '../roster/roster.ts';
import type { CheckMessage } from './check-message.ts';
import { permitPool } from './permit-pool.ts';
import { isPosting } from './is-posting.ts';
import type { ChannelProbe, Invocation } from './ports.ts';
import { sampleRoster } from './sample-roster.ts';
import { within } from './within.ts';
import type { WorkerDeps } from './worker-deps.ts';

export type CheckDeps = Pick<
  WorkerDeps,
  'clocks' | 'times' | 'channel' | 'permits' | 'contents' | 'home' | 'report'
> & {
  /** The speaking entries of a school year, for when each may be posted. */
  readonly declarations: {
    speaking(schoolYear: string): Promise<readonly { readonly entry: Pick<Entry, 'releasesAtMs'> }[]>;
  };
  readonly checks: Pick<CheckStore, 'check' | 'putCheck'>;
  /** The roster in force; undefined before one was loaded. */
  readonly rosterHash: () => Promise<string | undefined>;
};

/** Accounts asked for a token in one check. */
const mostAccounts = 20;

/**
 * A channel's self-check by its own worker (E13, S-17): new tokens for a sample of the accounts that it posts as, and one look into a class of
 * each of some schools. It reads and never posts; while classes are posted to it looks into none, for that is a request that a post may need.
 * Keeps what it found.
 */
export async function checkChannel(
  deps: CheckDeps,
  { check, askedMs, schoolYears = [] }: CheckMessage,
  invocation: Invocation,
): Promise<void> {
  const { channel, checks, clocks, home, report, times } = deps;
  const probe = channel.probe?.();
  if (probe === undefined) return;
  const deadlineMs = clocks.machine.now() + invocation.getRemainingTimeInMillis() - times.minimumLeftMs;
  const hash = await deps.rosterHash();
  const targets = hash === undefined ? [] : await sampleRoster(deps.contents, hash, channel.name, check);
  const named = probe.accounts ?? targets.flatMap(({ postAs }) => postAs.slice(0, 1));
  const accounts = await askAll(deps, [...new Set(named)].slice(0, mostAccounts), deadlineMs, probe);
  const isBusy = async (): Promise<boolean> => {
    const readings = await Promise.all(schoolYears.map((schoolYear) => deps.declarations.speaking(schoolYear)));
    return isPosting(
      readings.flat().map(({ entry }) => entry),
      clocks.machine.now(),
    );
  };
  const places = await lookAtAll(deps, targets, { deadlineMs, isBusy }, probe);
  const verdict = judgeCheck({ accounts, places, each: probe.accounts !== undefined });
  const before = await checks.check(channel.name);
  // One that was asked for before the roster was loaded may end after one that looked into it.
  if (askedMs !== undefined && before?.askedMs !== undefined && before.askedMs > askedMs) return;
  const sample = { accounts: accounts.length, places: places.length, refused: refusedOf([...accounts, ...places]) };
  const asked = { checkId: check, ...(askedMs === undefined ? {} : { askedMs }) };
  const at = formatInstant(clocks.calendar.now(), home.timeZone);
  await checks.putCheck(resultOf(before, { ...asked, channel: channel.name, sample, ...verdict }, at));
  if (verdict.armed === 'not-armed')
    report('channel-not-armed', { channel: channel.name, code: verdict.problem?.code ?? '' });
}

/** One account after the other: each is a request to the vendor's sign-in, which has limits of its own. */
async function askAll(
  { clocks }: CheckDeps,
  accounts: readonly string[],
  deadlineMs: number,
  probe: ChannelProbe,
): Promise<CheckOutcome[]> {
  const outcomes: CheckOutcome[] = [];
  for (const account of accounts) {
    if (clocks.machine.now() >= deadlineMs) break;
    outcomes.push(await probe.account(account));
  }
  return outcomes;
}

async function lookAtAll(
  { clocks, times, permits }: CheckDeps,
  targets: readonly Target[],
  { deadlineMs, isBusy }: { readonly deadlineMs: number; readonly isBusy: () => Promise<boolean> },
  { place, placePermit = 'read' }: ChannelProbe,
): Promise<CheckOutcome[]> {
  if (place === undefined) return [];
  const pool = permitPool({
    permits,
    clock: clocks.machine,
    times,
    kind: placePermit,
    lane: 'normal',
    deadlineMs,
    wanted: () => 1,
  });
  const outcomes: CheckOutcome[] = [];
  for (const target of targets) {
    if ((await isBusy()) || (await pool.next()) === undefined) break;
    // The permit may have been waited for, and meanwhile somebody may have declared.
    if (await isBusy()) break;
    const late = (why: string): CheckOutcome => ({ kind: 'untold', why });
    outcomes.push(await within(clocks.machine, times.httpTimeoutMs, { run: (signal) => place(target, signal), late }));
  }
  return outcomes;
}

function refusedOf(outcomes: readonly CheckOutcome[]): number {
  return outcomes.filter(({ kind }) => kind === 'unable').length;
}

/** A vendor that cannot be asked takes nothing back: what was found not to be armed stays so until a check finds otherwise. */
function resultOf(
  before: ChannelCheck | undefined,
  found: Pick<ChannelCheck, 'channel' | 'checkId' | 'askedMs' | 'sample'> & Verdict,
  at: string,
): ChannelCheck {
  if (found.armed === 'unknown' && before?.armed === 'not-armed') {
    const { checkId, askedMs } = found;
    return { ...before, checkId, ...(askedMs === undefined ? {} : { askedMs }) };
  }
  return { ...found, since: before?.armed === found.armed ? before.since : at, checkedAt: at };
}
