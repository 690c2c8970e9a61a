import type { MachineMs } from '../core/clock.ts';
import type { Task } from './act.ts';
import type { Delivery } from './delivery.ts';
import { figuresOf } from './figures.ts';
import { type Earlier, nextStep } from './next-step.ts';
import { leaseParcel } from './parcel-lease.ts';
import type { Parcel, ParcelMessage } from './parcel.ts';
import type { Invocation } from './ports.ts';
import { restsOf, restsUntil } from './request.ts';
import { openRound, type Round } from './round.ts';
import { runTasks } from './run-tasks.ts';
import { earlierOf, supersedeEarlier } from './supersede-earlier.ts';
import type { Wanted } from './wanted-face.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** What became of a parcel's message. Whoever waits has sent it again with a delay: the message itself can always be deleted. */
export type ParcelResult = 'done' | 'waits' | 'dropped';

/** A message that comes earlier than its parcel is due by more than this is one too many. */
const earlyMs = 1_000;
/** How soon a parcel is taken up again that could not go on now: another has a team, or the time was up. */
const againMs = 1_000;
/** With a clock further off than this nobody knows whether a notice is still of use (S-05). */
const mostSkewMs = 5 * 60_000;
/** The longest delay of a queue; a longer wait is woken by the tick. */
const longestDelayMs = 15 * 60_000;

/**
 * The worker's algorithm for one parcel (DELIVERY 2 to 5): lease it, read what it names from the record, do for each target the one next
 * step, count anew from the rows, and let go. May be run by any number of workers at once and killed anywhere. Where our clock and the table's
 * are minutes apart nothing is done.
 * Throws for what the record does not bear out; the message then comes again and ends as a dead letter.
 */
export async function deliverParcel(
  deps: WorkerDeps,
  message: ParcelMessage,
  invocation: Invocation,
): Promise<ParcelResult> {
  const { clocks, clockSkewMs, ids, parcels, report, times } = deps;
  const { parcelId, ...ref } = message;
  const parcel = await parcels.get(ref, parcelId);
  if (parcel === undefined || parcel.status !== 'open') return 'dropped';
  if (Math.abs(clockSkewMs()) > mostSkewMs) {
    report('clock-is-off', { channel: parcel.channel, ms: clockSkewMs() });
    // The tick wakes it, perhaps for a worker whose clock is right.
    return 'dropped';
  }
  if (parcel.dueMs > clocks.machine.now() + earlyMs) return 'dropped';
  const owner = `${invocation.awsRequestId}#${ids.base32(8)}`;
  const lease = await leaseParcel({ parcels, clock: clocks.machine, times }, parcel, owner);
  if (lease === undefined) return 'dropped';
  const round = await openRound({ deps, lease, invocation });

  let before: string | undefined;
  for (;;) {
    const survey = await surveyed(round);
    const seen = survey.rows.map((row) => row?.revision ?? 0).join();
    // A pass that changed nothing (no permit in time, a team taken) would change nothing again.
    if (survey.tasks.length === 0 || seen === before || !round.timeLeft()) return conclude(round, survey);
    if (before !== undefined && !(await lease.write({ figures: figuresOf(survey.rows, survey.wanted) })))
      return 'dropped';
    before = seen;
    await runTasks(round, survey.tasks);
  }
}

type Survey = {
  readonly rows: readonly (Delivery | undefined)[];
  readonly wanted: Wanted;
  /** What can be done at once. */
  readonly tasks: readonly Task[];
  /** When the first of those that wait is due; undefined: nothing waits. */
  readonly dueMs: MachineMs | undefined;
};

/** Every target's row, read consistently, and its next step. */
async function surveyed(round: Round): Promise<Survey> {
  const { deps, chunk, lease } = round;
  const { targets, channel } = chunk;
  const ids = targets.map((target) => target.targetId);
  const rows = await deps.deliveries.ofTargets(lease.parcel.entry, channel, ids);
  const gate = await round.gate();
  const unsettled = targets.filter((_, i) => rows[i] === undefined || rows[i]?.status === 'waiting');
  const hasEarlier = earlierOf(await round.reading()).length > 0;
  const earlier: ReadonlyMap<string, Earlier> =
    gate.kind === 'open' && hasEarlier && unsettled.length > 0 ? await supersedeEarlier(round, unsettled) : new Map();
  const nowMs = deps.clocks.machine.now();
  const { look, draft, edit } = deps.channel;
  const wanted = await round.wanted();
  const canEdit = edit === undefined ? {} : { wanted };
  const able = { times: deps.times, canLook: look !== undefined, canDraft: draft !== undefined, ...canEdit };
  const tasks: Task[] = targets.map((target, i) => {
    const delivery = rows[i];
    const step = nextStep({
      delivery,
      gate,
      nowMs,
      ...able,
      earlier: earlier.get(target.targetId) ?? { kind: 'closed' },
    });
    return { target, delivery, step };
  });
  const waits = tasks.flatMap(({ step }) => (step.do === 'wait' ? [step.untilMs] : []));
  const pressing = tasks.filter(({ step }) => step.do !== 'wait' && step.do !== 'nothing');
  const now = pressing.filter(({ target }) => restsUntil(round, target) === undefined);
  const rests = pressing.flatMap(({ target }) => restsUntil(round, target) ?? []);
  return { rows, wanted, tasks: now, dueMs: earliest([...waits, ...rests]) };
}

function earliest(times: readonly MachineMs[]): MachineMs | undefined {
  return times.length > 0 ? Math.min(...times) : undefined;
}

/** Writes the figures and lets go: the parcel is done, or it is due again and a message is on its way. */
async function conclude(round: Round, survey: Survey): Promise<ParcelResult> {
  const figures = figuresOf(survey.rows, survey.wanted);
  const nowMs = round.deps.clocks.machine.now();
  const left = survey.tasks.length > 0 ? [round.deps.health.downUntilMs() ?? nowMs + againMs] : [];
  const due = [...left, ...(survey.dueMs === undefined ? [] : [survey.dueMs])];
  const dueMs = Math.ceil(Math.max(nowMs, Math.min(...due)));
  const ended = await round.lease.end(
    due.length === 0 ? { figures, status: 'done' } : { figures, dueMs, resting: restsOf(round) },
  );
  if (ended === undefined) return 'dropped';
  if (ended.status === 'done') return 'done';
  await sendAgain(round.deps, ended, Math.max(0, ended.dueMs - nowMs));
  return 'waits';
}

async function sendAgain({ queue }: WorkerDeps, parcel: Parcel, delayMs: number): Promise<void> {
  if (delayMs > longestDelayMs) return;
  const message = { ...parcel.entry, parcelId: parcel.parcelId };
  await queue.send(parcel.channel, parcel.lane, [{ message, delayMs }]);
}
