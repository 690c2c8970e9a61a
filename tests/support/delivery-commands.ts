import fc from 'fast-check';
import { fold } from '../../functions/declarations/fold.ts';
import { retryDelivery } from '../../functions/deliveries/retry-delivery.ts';
import { type DeliveryWorld, deliveryWorld, type WorldOptions } from './delivery-world.ts';
import type { Fate, Posted } from './fake-vendor.ts';
import { noticeIdFor, noticeTo } from './one-school.ts';

/** What happens to the worker that makes the call after so many others: it dies there, or stands still for a while. */
type Strike = { readonly calls: number; readonly stallMs?: number };

/** The world with the hands that commands have on it, and what they did that a check must know. */
export type Stage = {
  readonly world: DeliveryWorld;
  /** From then on nothing of the declaration is of use. */
  readonly notAfterMs: number;
  readonly strikes: Strike[];
  /** Posts that a teacher deleted after they were sent, and when. */
  readonly deleted: { readonly post: Posted; readonly atMs: number }[];
  readonly strangers: Posted[];
  /** Posts whose words a teacher has changed. */
  readonly reworded: Posted[];
};

/** What is declared, as far as it limits what may follow. */
export type Said = { last: 'Declared' | 'Amended' | 'Retracted'; standing: number };

type Command = fc.AsyncCommand<Said, Stage>;

/** A stage with one declaration, planned, and workers that go on while commands let time pass. */
export async function setStage({
  usefulMinutes,
  ...options
}: WorldOptions & { readonly usefulMinutes: number }): Promise<Stage> {
  const strikes: Strike[] = [];
  let calls = 0;
  const world = await deliveryWorld({
    ...options,
    async strikes() {
      calls += 1;
      const struck = strikes.findIndex((strike) => strike.calls <= 0);
      for (const [i, strike] of strikes.entries()) strikes[i] = { ...strike, calls: strike.calls - 1 };
      if (struck < 0) return false;
      const [{ stallMs } = { stallMs: undefined }] = strikes.splice(struck, 1);
      if (stallMs === undefined) return true;
      await world.clocks.machine.sleep(stallMs);
      return false;
    },
  });
  const notAfterMs = world.clocks.machine.now() + usefulMinutes * 60_000;
  await world.declare('Declared', { notAfter: new Date(notAfterMs).toISOString() });
  await world.clock.run(world.plan(1));
  world.begin();
  return { world, notAfterMs, strikes, deleted: [], strangers: [], reworded: [] };
}

/** Ends all misfortune, and lets time pass until nothing is under way; false: something still is after a day. */
export async function untilSettled({ world, strikes }: Stage): Promise<boolean> {
  strikes.splice(0);
  world.vendor.state.script.splice(0);
  // Whatever the stream has missed is planned by the tick.
  await world.clock.run(world.clocks.machine.sleep(120_000));
  return world.settle(24 * 60);
}

function command(
  text: string,
  run: (stage: Stage, said: Said) => Promise<void> | void,
  may?: Command['check'],
): Command {
  return {
    check: may ?? (() => true),
    run: async (said, stage) => run(stage, said),
    toString: () => text,
  };
}

const pass = ({ world }: Stage, ms: number): Promise<void> => world.clock.run(world.clocks.machine.sleep(ms));

/** A post of ours that a class sees just now, `nth` of them all. */
function seen({ world }: Stage, nth: number): Posted | undefined {
  const posts = world.entries.flatMap(({ version }) =>
    world.roster.flatMap(({ targetId }) => world.vendor.shown(world.deliveryId(version, targetId))),
  );
  return posts.filter((post) => post.ours)[nth % Math.max(1, posts.length)];
}

function deletePost(stage: Stage, nth: number): void {
  const { world } = stage;
  const post = seen(stage, nth);
  if (post === undefined) return;
  const version = world.entries.find(
    (one) => world.deliveryId(one.version, post.targetId) === post.deliveryId,
  )?.version;
  const row = version === undefined ? undefined : world.row(version, post.targetId);
  // What is still in doubt may rightly be posted again.
  if (row?.status !== 'sent' || row.providerId !== post.providerId) return;
  post.removed = true;
  stage.deleted.push({ post, atMs: world.clocks.machine.now() });
}

/** Where others may edit our posts: in Classroom. */
function rewordPost(stage: Stage, nth: number): void {
  const post = seen(stage, nth);
  if (post === undefined || stage.world.vendor.channel.othersMayEdit !== true) return;
  post.text = 'No homework today!';
  stage.reworded.push(post);
}

/** Nobody changes what is over in a moment. */
function isTooLate({ clocks }: DeliveryWorld, notAfterMs: number): boolean {
  return clocks.machine.now() > notAfterMs - 60_000;
}

/** Only who has seen our post can copy its reference. */
function copyPost(stage: Stage, nth: number): void {
  const post = seen(stage, nth);
  if (post === undefined) return;
  const createdMs = stage.world.clocks.machine.now();
  const copy = {
    ...post,
    providerId: `stranger${stage.strangers.length}`,
    createdMs,
    listedMs: createdMs,
    ours: false,
  };
  stage.strangers.push(copy);
  stage.world.vendor.posts.push(copy);
}

async function retry({ world }: Stage, nth: number): Promise<void> {
  const state = fold(world.entries).get('d-one');
  const target = world.roster[nth % world.roster.length];
  const entry = world.entries.findLast(({ content }) => content !== undefined);
  if (state === undefined || target === undefined || entry === undefined) return;
  const deliveryId = world.deliveryId(entry.version, target.targetId);
  // Most are refused, for what was sent or is under way.
  await world.clock.run(retryDelivery(world.workerDeps, state, deliveryId).catch(() => undefined));
}

const faults: readonly Fate['fault'][] = [
  'doneThenDoubt',
  'doneThenHang',
  'lostThenDoubt',
  'lateCommit',
  'refused',
  'throttled',
  'refusedForGood',
];

/** Everything that may happen to a declaration's deliveries, in any order. */
export const happenings = [
  fc
    .constantFrom(100, 1_000, 8_000, 20_000, 70_000, 130_000, 700_000)
    .map((ms) => command(`wait ${ms / 1000} s`, (stage) => pass(stage, ms))),
  fc.record({ fault: fc.constantFrom(...faults), lagMs: fc.constantFrom(0, 5_000, 100_000) }).map((fate) =>
    command(`next request: ${fate.fault}, listed ${fate.lagMs / 1000} s late`, ({ world }) => {
      world.vendor.state.script.push(fate);
    }),
  ),
  fc
    .nat({ max: 40 })
    .map((calls) => command(`kill after ${calls} calls`, ({ strikes }) => void strikes.push({ calls }))),
  fc.record({ calls: fc.nat({ max: 40 }), stallMs: fc.constantFrom(3_000, 12_000, 40_000) }).map((strike) =>
    command(`stall ${strike.stallMs / 1000} s after ${strike.calls} calls`, ({ strikes }) => {
      strikes.push(strike);
    }),
  ),
  fc.constant(command('messages twice', ({ world }) => world.duplicateQueue())),
  fc.constant(command('messages lost', ({ world }) => world.dropQueue())),
  fc.constant(command('tick afresh', async ({ world }) => void (await world.clock.run(world.tickOnce(true))))),
  fc.nat({ max: 5 }).map((nth) => command(`a teacher deletes post ${nth}`, (stage) => deletePost(stage, nth))),
  fc.nat({ max: 5 }).map((nth) => command(`a stranger copies post ${nth}`, (stage) => copyPost(stage, nth))),
  fc.nat({ max: 5 }).map((nth) => command(`a person retries target ${nth}`, (stage) => retry(stage, nth))),
  fc.nat({ max: 5 }).map((nth) => command(`a teacher rewords post ${nth}`, (stage) => rewordPost(stage, nth))),
  fc.constant(
    command(
      'Corrected',
      async ({ world, notAfterMs }, { standing }) => {
        if (isTooLate(world, notAfterMs)) return;
        const { channel } = world.workerDeps;
        const wording = { channel: channel.name, kind: 'Corrected', version: world.entries.length + 1 };
        const notice = { ...(await noticeTo(world.stores.contents, wording)), noticeId: noticeIdFor(standing) };
        const { version } = await world.declare('Corrected', {
          notices: [notice],
          notAfter: new Date(notAfterMs).toISOString(),
        });
        void world.plan(version);
      },
      ({ last }) => last !== 'Retracted',
    ),
  ),
  ...(['Amended', 'Retracted'] as const).map((kind) =>
    fc.constant(
      command(
        kind,
        async ({ world, notAfterMs }, said) => {
          if (isTooLate(world, notAfterMs)) return;
          said.last = kind;
          said.standing = world.entries.length + 1;
          const { version } = await world.declare(kind, { notAfter: new Date(notAfterMs).toISOString() });
          // By the stream, while everything else goes on; what it misses the tick plans.
          void world.plan(version);
        },
        ({ last }) => last !== 'Retracted',
      ),
    ),
  ),
];
