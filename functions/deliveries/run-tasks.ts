import { act, type Task } from './act.ts';
import { mostInFlight } from './demand.ts';
import { inFlight } from './in-flight.ts';
import { restsUntil, spaced, spacing } from './request.ts';
import type { Round } from './round.ts';

/** What is to be done in one team or, where there are no teams, for one target: one after the other. */
type Line = { readonly parentId: string | undefined; readonly tasks: readonly Task[] };

/** Does every task, up to eight at once and never two in one team; stops starting when the lease is lost or the time is up. */
export async function runTasks(round: Round, tasks: readonly Task[]): Promise<void> {
  const { demand } = round;
  const lines = linesOf(tasks);
  // A team's next request must wait, however fast the last one was answered.
  demand.begin(tasks.length, lines.some((line) => line.tasks.length > 1) ? spacing.parentMs : 0);
  await inFlight(mostInFlight, lines, async (line) => {
    const isDown = isResting(round) && line.tasks.every(asksVendor);
    const release = isDown ? undefined : await leaseParent(round, line.parentId);
    if (release === undefined) return line.tasks.forEach(() => demand.served());
    for (const task of line.tasks) await runTask(round, task);
    await release();
  });
}

async function runTask(round: Round, task: Task): Promise<void> {
  const { target } = task;
  const mayGo = round.timeLeft() && restsUntil(round, target) === undefined && (await round.lease.held());
  if (!mayGo || (asksVendor(task) && !round.deps.health.mayAsk())) return round.demand.served();
  await spaced(round, target);
  await act(round, task);
}

/** A channel that answers nobody is left alone for a while. */
function isResting({ deps }: Round): boolean {
  return (deps.health.downUntilMs() ?? 0) > deps.clocks.machine.now();
}

/** What only writes a row is done also while the channel is down. */
function asksVendor({ step }: Task): boolean {
  return step.do !== 'supersede' && step.do !== 'expire' && step.do !== 'escalate' && step.do !== 'end-edit';
}

function linesOf(tasks: readonly Task[]): Line[] {
  const lines = new Map<string, { parentId: string | undefined; tasks: Task[] }>();
  for (const task of tasks) {
    const { parentId, targetId } = task.target;
    const key = parentId === undefined ? `target ${targetId}` : `parent ${parentId}`;
    const line = lines.get(key) ?? { parentId, tasks: [] };
    line.tasks.push(task);
    lines.set(key, line);
  }
  return [...lines.values()];
}

/** What lets go of a team; undefined when another has it, and its tasks are left for later. */
type Release = (() => Promise<void>) | undefined;

/**
 * A team that may also be in another parcel takes turns by its row: one that is spread over chunks, and any as soon as two entries of the
 * declaration post. The next one has it when it has rested, or a second after our last request, which may have been into the same channel.
 */
async function leaseParent(round: Round, parentId: string | undefined): Promise<Release> {
  const { parcel } = round.lease;
  const free = (): Promise<void> => Promise.resolve();
  if (parentId === undefined) return free;
  const { speaking } = (await round.reading()).state;
  if (!parcel.sharesParent && speaking.every(({ version }) => version <= parcel.entry.version)) return free;
  const { clocks, parents, times } = round.deps;
  const team = `${parcel.channel}#${parentId}`;
  const owner = `${parcel.entry.version}#${parcel.parcelId}`;
  const leased = await parents.acquire(team, owner, clocks.machine.now() + 2 * times.leaseMs);
  if (!leased) return undefined;
  return () => {
    const spacedMs = (round.lastRequest.get(`parent ${parentId}`) ?? 0) + spacing.targetMs;
    return parents.release(team, owner, Math.max(spacedMs, round.resting.get(parentId) ?? 0));
  };
}
