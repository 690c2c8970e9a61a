import { act, type Task } from './act.ts';
import { mostInFlight } from './demand.ts';
import { inFlight } from './in-flight.ts';
import { spaced } from './request.ts';
import type { Round } from './round.ts';

/** What is to be done in one team or, where there are no teams, for one target: one after the other. */
type Line = { readonly parentId: string | undefined; readonly tasks: readonly Task[] };

/** Does every task, up to eight at once and never two in one team; stops starting when the lease is lost or the time is up. */
export async function runTasks(round: Round, tasks: readonly Task[]): Promise<void> {
  const { demand } = round;
  const lines = linesOf(tasks);
  demand.begin(lines.length);
  await inFlight(mostInFlight, lines, async (line) => {
    const leased = await leaseParent(round, line.parentId);
    if (leased) for (const task of line.tasks) await runTask(round, line.parentId, task);
    if (leased && line.parentId !== undefined) await freeParent(round, line.parentId);
    demand.ended();
  });
}

async function runTask(round: Round, parentId: string | undefined, task: Task): Promise<void> {
  if (!round.timeLeft() || !(await round.lease.held())) return;
  await spaced(round, parentId);
  await act(round, task);
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

/** A team that may also be in another parcel takes turns by its row; a lease that cannot be had leaves its tasks for later. */
async function leaseParent(round: Round, parentId: string | undefined): Promise<boolean> {
  const { parcel } = round.lease;
  if (parentId === undefined || !parcel.sharesParent) return true;
  const { clocks, parents, times } = round.deps;
  const team = `${parcel.channel}#${parentId}`;
  return parents.acquire(team, ownerOf(round), clocks.machine.now() + 2 * times.leaseMs);
}

async function freeParent(round: Round, parentId: string): Promise<void> {
  const { parcel } = round.lease;
  if (parcel.sharesParent) await round.deps.parents.release(`${parcel.channel}#${parentId}`, ownerOf(round));
}

const ownerOf = ({ lease: { parcel } }: Round): string => `${parcel.entry.version}#${parcel.parcelId}`;
