import type { Clocks } from '../../../functions/core/clock.ts';
import { idsFrom } from '../../../functions/core/ids.ts';
import { canonicalJson } from '../../../functions/core/hash.ts';
import { formatInstant } from '../../../functions/core/time.ts';
import type { Entry } from '../../../functions/declarations/entry.ts';
import { channelHealth } from '../../../functions/deliveries/channel-health.ts';
import { declarationsOf } from '../../../functions/deliveries/declarations-of.ts';
import { handleParcelMessages } from '../../../functions/deliveries/handle-parcels.ts';
import { handlePlan, handleTick } from '../../../functions/deliveries/handlers.ts';
import { permitsOf } from '../../../functions/deliveries/permits.ts';
import type { PlanDeps } from '../../../functions/deliveries/plan.ts';
import { classroomLimits, graphLimits } from '../../../functions/deliveries/provider-limits.ts';
import type { TickDeps } from '../../../functions/deliveries/tick.ts';
import type { ChannelName } from '../../../functions/names.ts';
import { productionTimes } from '../../../functions/platform/production-times.ts';
import { type SealedReceipts, sealing } from '../../../functions/receipts/seal.ts';
import { entryKey } from '../../../functions/store/keys.ts';
import { VirtualClock } from '../../virtual-clock.ts';
import { MeasurementFailed } from '../processes.ts';
import { type Declared, declare, scaleChannels, scaleYear, signed } from './declared.ts';
import { Engine } from './engine.ts';
import { HeapWatch, heapMb } from './heap-watch.ts';
import { Invocations } from './invocations.ts';
import { ScaleQueue } from './queue.ts';
import { scaleContents, scaleStores } from './stores.ts';
import { ScaleVendor } from './vendor.ts';

/** Invocations of a channel's worker at once, as deployed. */
const workersAtOnce = 5;
const timeZone = 'America/Chicago';

type World = {
  readonly clock: VirtualClock;
  readonly clocks: Clocks;
  readonly engine: Engine;
  readonly heap: HeapWatch;
  readonly queue: ScaleQueue;
  readonly vendors: ReadonlyMap<ChannelName, ScaleVendor>;
  readonly ledger: Entry[];
  readonly declared: Declared;
  readonly reports: Map<string, number>;
  readonly counts: { pages: number; signatures: number };
};

/** Plans, posts, ticks and seals one declaration with so many targets in virtual time; what it came to, as plain data. Throws where a class has no post, or two. */
export async function runScale(targets: number) {
  const clock = new VirtualClock(Date.parse('2026-02-23T20:00:00Z'));
  const { clocks } = clock;
  const heap = new HeapWatch();
  const engine = new Engine(clocks.machine, heap);
  const declared = declare(engine, targets, clocks.machine.now());
  const world: World = {
    clock,
    clocks,
    engine,
    heap,
    queue: new ScaleQueue(clocks.machine),
    vendors: new Map(scaleChannels.map((channel) => [channel, new ScaleVendor(channel, clocks.machine)])),
    ledger: [declared.entry],
    declared,
    reports: new Map(),
    counts: { pages: 0, signatures: 1 },
  };
  const invocations = new Invocations(clocks.machine);
  const startMb = heapMb();
  await clock.run(lifeOf(world, invocations, targets));
  return resultOf(world, invocations, { targets, startMb });
}

async function lifeOf(world: World, invocations: Invocations, targets: number): Promise<void> {
  const { clocks, engine, heap, queue, ledger, declared } = world;
  // Some twenty looks at each invocation of the planner and the tick, and some hundred at the workers.
  const every = { clerk: Math.max(4, targets / 400), worker: Math.max(20, targets / 25) };
  const planDeps = planDepsOf(world);
  const planner = handlePlan({
    ...planDeps,
    ...wordsOf(world),
    planQueue: { sendPlan: () => Promise.resolve() },
    wordOf: async () => undefined,
  });
  const NewImage = { kind: { S: 'entry' }, body: { S: canonicalJson(declared.entry) } };
  heap.enter('plan', every.clerk);
  await invocations.run('plan', (own) => planner({ Records: [{ eventName: 'INSERT', dynamodb: { NewImage } }] }, own));
  heap.enter('worker', every.worker);
  const over = { workers: 0 };
  const workers = scaleChannels.flatMap((channel) => {
    const handle = workerOf(world, channel);
    return Array.from({ length: workersAtOnce }, async () => {
      for (;;) {
        const taken = queue.take(channel);
        if ('id' in taken) {
          const Records = [{ messageId: String(taken.id), body: taken.body }];
          const { batchItemFailures } = await invocations.run('worker', (own) => handle({ Records }, own));
          if (batchItemFailures.length > 0) throw new MeasurementFailed('A parcel could not be handled.');
        } else if (taken.visibleMs === undefined) break;
        else await clocks.machine.sleep(taken.visibleMs - clocks.machine.now());
      }
      over.workers += 1;
    });
  });
  const tick = handleTick(tickDepsOf(world, planDeps));
  const ticking = async (): Promise<void> => {
    for (;;) {
      await clocks.machine.sleep(60_000);
      if (over.workers === workers.length) return;
      heap.enter('tick', 1);
      await invocations.run('tick', (own) => tick({}, own));
      heap.enter('worker', every.worker);
    }
  };
  await Promise.all([...workers, ticking()]);
  heap.enter('seal', every.clerk);
  await invocations.run(
    'tick',
    (own) => tick({}, own),
    ({ sealed }) => sealed > 0,
  );
  if (ledger.length !== 2) throw new MeasurementFailed('The receipts were not sealed.');
  // What every further minute costs while the notice is of use.
  heap.enter(undefined);
  const before = engine.readUnits;
  await tick({}, { awsRequestId: 'idle', getRemainingTimeInMillis: () => 60_000 });
  idleReads.set(world, engine.readUnits - before);
}

/** Units that a tick reads once all is sealed. */
const idleReads = new WeakMap<World, number>();

function reportOf({ reports }: World) {
  return (what: string): void => void reports.set(what, (reports.get(what) ?? 0) + 1);
}

/** The ledger as its store has it: entries read once stay in memory, and each reading asks for newer ones. */
function declarationsFor({ engine, ledger, clocks }: World) {
  const { pk } = entryKey(scaleYear, 1);
  return declarationsOf(
    {
      async read() {
        await engine.query(pk, 'newer than what is known');
        return [...ledger];
      },
    },
    clocks,
  );
}

function wordsOf(world: World) {
  return {
    words: { put: async () => {}, all: async () => [], revise: async () => true },
    publishWord: async () => ({ kind: 'sent', providerId: 'word', postedAs: 'sns' }) as const,
    clocks: world.clocks,
    report: reportOf(world),
  };
}

function planDepsOf(world: World): PlanDeps {
  const { engine, clocks, queue, counts } = world;
  return {
    clocks,
    declarations: declarationsFor(world),
    contents: scaleContents(engine),
    parcels: scaleStores(engine).parcels,
    queue,
    mark: (html, state) => `${state} ${html}`,
    markCorrected: (html) => html,
    writeHistory: (html) => html,
    pages: { put: async () => void (counts.pages += 1) },
    verify: async () => true,
  };
}

function tickDepsOf(world: World, planDeps: PlanDeps): TickDeps {
  const { engine, ledger, counts, clocks } = world;
  const contents = scaleContents(engine);
  const appendReached = async (_year: string, sealed: SealedReceipts): Promise<void> => {
    const last = ledger[0];
    if (last === undefined) throw new MeasurementFailed('There is no entry.');
    const { content: _content, releasesAtMs: _releases, hash: prev, signature: _signature, ...rest } = last;
    const at = formatInstant(clocks.calendar.now(), timeZone);
    const entry = signed({ ...rest, version: 2, kind: 'Reached', at, atMs: clocks.machine.now(), sealed, prev });
    await engine.put({ ...entryKey(scaleYear, 2), kind: 'entry', revision: 1, body: canonicalJson(entry) });
    counts.signatures += 1;
    ledger.push(entry);
  };
  return {
    ...planDeps,
    ...wordsOf(world),
    contents,
    deliveries: scaleStores(engine).deliveries,
    deliverySecret: async () => 'a secret of the bench',
    followUp: async () => {},
    closeDays: async () => {},
    remind: async () => {},
    askForChecks: async () => {},
    choresDue: () => false,
    schoolYears: [scaleYear],
    seal: sealing({ contents, deadlines: async () => [], appendReached }),
    wakeAfterMs: 120_000,
  };
}

function workerOf(world: World, channel: ChannelName) {
  const { engine, clocks, queue, vendors } = world;
  const vendor = vendors.get(channel);
  if (vendor === undefined) throw new MeasurementFailed(`There is no ${channel}.`);
  const { quotas, ...stores } = scaleStores(engine);
  let drawn = 0;
  const ids = idsFrom((count) => Uint8Array.from({ length: count }, () => (drawn = (drawn * 137 + 61) % 251)));
  const report = reportOf(world);
  const limits = channel === 'teams' ? graphLimits(50) : classroomLimits(3_000);
  return handleParcelMessages({
    ...stores,
    clocks,
    ids,
    times: productionTimes,
    channel: vendor.channel,
    queue,
    permits: permitsOf({ store: quotas, clocks, ids, limits, report }),
    health: channelHealth({ clock: clocks.machine, times: productionTimes, channel, report }),
    clockSkewMs: () => 0,
    declarations: declarationsFor(world),
    contents: scaleContents(engine),
    verify: async () => true,
    deliverySecret: async () => 'a secret of the bench',
    home: { id: 'bench', timeZone },
    checks: { check: async () => undefined, putCheck: async () => {} },
    rosterHash: async () => undefined,
    drillRoster: async () => undefined,
    report,
  });
}

function resultOf(world: World, { took }: Invocations, of: { readonly targets: number; readonly startMb: number }) {
  const { engine, heap, queue, vendors, counts, reports } = world;
  const seen = [...vendors].map(([channel, vendor]) => ({ channel, ...vendor.seen() }));
  const [classes, posts] = [seen.reduce((n, one) => n + one.classes, 0), seen.reduce((n, one) => n + one.posts, 0)];
  if (classes !== of.targets || posts !== of.targets)
    throw new MeasurementFailed(`${posts} posts in ${classes} of ${of.targets} classes: it counts for nothing.`);
  return {
    ...of,
    peaks: heap.peaks,
    took,
    written: engine.writtenByKind(),
    readUnits: engine.readUnits,
    idleReadUnits: idleReads.get(world) ?? 0,
    busiest: engine.busiestPartition(),
    queueRequests: queue.requests,
    counts,
    reports: Object.fromEntries(reports),
    paces: Object.fromEntries(seen.map((one) => [one.channel, (1_000 * one.posts) / (one.last - one.first)])),
  };
}
