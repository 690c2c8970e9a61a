import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { chance, type Strike } from '../simulators/faults.ts';
import type { Client } from '../stories/client.ts';
import { verifyRecord } from '../verify-record.ts';
import { chaosDay, chaosDistrict, type ChaosTarget } from './district.ts';
import { answered, ChaosFailed } from './answered.ts';
import { judge, type Said, unreachable, type Verdict } from './judge.ts';
import { type ChaosOptions, type ChaosWorld, startWorld } from './world.ts';

/** What a run came to. */
export type ChaosResult = Verdict & {
  readonly planned: number;
  readonly kills: number;
  /** Classes that could be reached and were left to a person all the same, who did what their line asked: all is well by then. */
  readonly retried: number;
  /** From the declaration until nothing was open. */
  readonly seconds: number;
  /** Chain, signatures and receipts of the record. */
  readonly recordVerified: boolean;
  /** How often each fault struck, at vendors and engines. */
  readonly strikes: Readonly<Record<string, number>>;
};

/** How it goes, for who watches. */
export type Watch = (line: string) => void;

/** A reference line of a notice. */
const marker = /[a-z0-9]{10}\.[A-Za-z0-9_-]{22}/;

const Progress = z.object({
  planned: z.int(),
  sent: z.int(),
  settled: z.boolean(),
  pending: z.int(),
  inDoubt: z.int(),
});
const Previewed = z.object({
  digest: z.string(),
  findings: z.array(z.object({ findingId: z.string(), weight: z.string() })),
});
const Made = z.object({ declarationId: z.string() });
const Page = z.object({
  items: z.array(
    z.object({
      deliveryId: z.string(),
      targetId: z.string(),
      status: z.string(),
      providerId: z.string().optional(),
      reason: z.string().optional(),
      action: z.string().optional(),
    }),
  ),
  cursor: z.string().optional(),
});

/**
 * Declares a day for a whole district while every vendor and engine fails in every known way, kills the product so many times on the way,
 * waits until nothing is open, and judges by what the classes see. Throws `ChaosFailed` where it does not end.
 */
export async function runChaos(options: ChaosOptions, watch: Watch): Promise<ChaosResult> {
  const district = chaosDistrict(options.targets);
  const world = await startWorld(options);
  try {
    let client = await world.start();
    await world.poison();
    world.misbehave();
    const startedMs = Date.now();
    const declarationId = await declare(client);
    for (const [index, cut] of cutsOf(options).entries()) {
      await untilPosted(world, cut, watch);
      await world.kill();
      watch(`kill ${index + 1} of ${options.kills} at ${world.posts().length} posts`);
      client = await world.start();
    }
    const told = { world, watch, seconds: 120 + options.targets / 4 };
    const { planned } = await untilSettled(client, declarationId, told);
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    const retried = await doAsAsked(client, declarationId, { told, targets: district.targets });
    const strikes = world.strikes();
    const said = await whatIsSaid(client, declarationId);
    const verdict = judge(district.targets, { posts: world.posts(), strikes: strikes.vendors }, said, marker);
    const years = await verifyRecord({
      endpoint: world.dynamodb,
      schoolYears: ['2025-26'],
      key: await world.ledgerKey(),
    });
    return {
      planned,
      kills: options.kills,
      retried,
      ...verdict,
      seconds,
      recordVerified: years.length > 0 && years.every(({ ok }) => ok),
      strikes: tallied([...strikes.vendors, ...strikes.engines]),
    };
  } finally {
    await world.end();
  }
}

/** After how many posts the power goes: spread over the fan-out by the seed, the last before its end. */
function cutsOf({ targets, kills, seed }: ChaosOptions): number[] {
  return Array.from({ length: kills }, (_, i) =>
    Math.floor((0.9 * targets * (i + 0.9 * chance(`${seed} kill ${i}`) + 0.1)) / kills),
  );
}

async function declare(client: Client): Promise<string> {
  const body = {
    days: [{ date: chaosDay, dayType: 'e-learning', schools: 'all' }],
    causes: [{ kind: 'weather', summary: 'A storm made up for chaos.', publicText: 'weather', qualifying: true }],
    audiences: ['class'],
  };
  const ask = (path: string, more: object, key?: string) => () =>
    client.call('administrator', 'POST', path, { ...body, ...more }, key);
  const { digest, findings } = await answered(Previewed, ask('/v1/declarations/preview', {}));
  const asked = findings.filter(({ weight }) => weight === 'needs-reason');
  const reasons = Object.fromEntries(asked.map(({ findingId }) => [findingId, 'It is a trial.']));
  const made = await answered(Made, ask('/v1/declarations', { reasons, seen: digest }, 'chaos'));
  return made.declarationId;
}

/** A line of the list of deliveries. */
type Line = Said & { readonly deliveryId: string };

/** How long nothing may change before a run is given up. */
const stuckMs = 120_000;

async function untilPosted(world: ChaosWorld, count: number, watch: Watch): Promise<void> {
  let [before, changedMs] = [-1, Date.now()];
  for (let saidMs = Date.now(); ; await pause(20)) {
    const posts = world.posts().length;
    if (posts >= count) return;
    if (posts !== before) [before, changedMs] = [posts, Date.now()];
    if (Date.now() - changedMs > stuckMs) throw new ChaosFailed(`Stuck at ${posts} posts: see the product's log.`);
    if (Date.now() - saidMs < 5_000) continue;
    watch(`${posts} posts`);
    saidMs = Date.now();
  }
}

type Waiting = { readonly world: ChaosWorld; readonly watch: Watch; readonly seconds: number };

async function untilSettled(
  client: Client,
  declarationId: string,
  { world, watch, seconds }: Waiting,
): Promise<z.infer<typeof Progress>> {
  for (const untilMs = Date.now() + seconds * 1_000; ; await pause(1_000)) {
    const path = `/v1/declarations/${declarationId}/progress`;
    const progress = await answered(Progress, () => client.call('viewer', 'GET', path));
    if (progress.settled) return progress;
    watch(`${world.posts().length} posts, ${progress.pending} pending, ${progress.inDoubt} in doubt`);
    if (Date.now() > untilMs) throw new ChaosFailed(`Not settled within ${seconds} s: ${JSON.stringify(progress)}.`);
  }
}

/** A person takes the list and does what each line asks, where the class can be reached at all. Returns how many there were. */
async function doAsAsked(
  client: Client,
  declarationId: string,
  { told, targets }: { readonly told: Waiting; readonly targets: readonly ChaosTarget[] },
): Promise<number> {
  const closed = unreachable(targets, told.world.strikes().vendors);
  const lines = [...(await whatIsSaid(client, declarationId)).values()];
  const asked = lines.filter(({ action, targetId }) => action !== undefined && !closed.has(targetId));
  if (asked.length === 0) return 0;
  told.watch(`a person retries ${asked.length}`);
  told.world.behave();
  for (const { deliveryId } of asked) {
    const path = `/v1/declarations/${declarationId}/deliveries/${deliveryId}/retry`;
    await answered(z.unknown(), () => client.call('ops', 'POST', path, {}, `retry-${deliveryId}`));
  }
  await untilSettled(client, declarationId, told);
  return asked.length;
}

async function whatIsSaid(client: Client, declarationId: string): Promise<Map<string, Line>> {
  const said = new Map<string, Line>();
  for (let cursor = ''; ;) {
    const path = `/v1/declarations/${declarationId}/deliveries?limit=100${cursor}`;
    const { items, cursor: next } = await answered(Page, () => client.call('viewer', 'GET', path));
    for (const item of items) said.set(item.targetId, item);
    if (next === undefined) return said;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

function tallied(strikes: readonly Strike[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind, what, operation } of strikes) {
    const name = [operation, kind, what].filter((part) => part !== undefined).join(' ');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
