import { act, type Task } from './act.ts';
import { inFlight } from './in-flight.ts';
import { spaced } from './request.ts';
import type { Round } from './round.ts';

/** Requests that one worker keeps in flight. */
const mostInFlight = 8;

/** What is to be done in one team or, where there are no teams, for one target: one after the other. */
type Line = { readonly parentId: string | undefined; readonly tasks: readonly Task[] };

/** How many requests could start within half a second: the size of a block of permits, told to the pool while lines run. */
export type Demand = { wanted(): number; begin(count: number): void; took(ms: number): void; ended(): void };

/** Starts from a fast vendor; each request that took its time makes the next block smaller, so that few permits are given up. */
export function demandOf(): Demand {
  let left = 0;
  let usualMs = 60;
  return {
    wanted: () => Math.max(1, Math.min(left, 25, mostInFlight * (1 + Math.floor(500 / Math.max(usualMs, 20))))),
    begin(count) {
      left = count;
    },
    took(ms) {
      usualMs = usualMs * 0.7 + ms * 0.3;
    },
    ended() {
      left -= 1;
    },
  };
}

/** Does every task, up to eight at once and never two in one team; stops starting when the lease is lost or the time is up. */
export async function runTasks(round: Round, tasks: readonly Task[], demand: Demand): Promise<void> {
  const lines = linesOf(tasks);
  demand.begin(lines.length);
  await inFlight(mostInFlight, lines, async (line) => {
    const leased = await leaseParent(round, line.parentId);
    if (leased) for (const task of line.tasks) await runTask(round, line.parentId, task, demand);
    if (leased && line.parentId !== undefined) await freeParent(round, line.parentId);
    demand.ended();
  });
}

async function runTask(round: Round, parentId: string | undefined, task: Task, demand: Demand): Promise<void> {
  const { machine } = round.deps.clocks;
  if (!round.timeLeft() || !(await round.lease.held())) return;
  await spaced(round, parentId);
  const startedMs = machine.now();
  await act(round, task);
  demand.took(machine.now() - startedMs);
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
