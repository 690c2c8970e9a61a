import { digestOf } from '../../functions/core/hash.ts';
import { idsFrom } from '../../functions/core/ids.ts';
import type { Content, Entry, EntryKind } from '../../functions/declarations/entry.ts';
import { declarationsOf } from '../../functions/deliveries/declarations-of.ts';
import { channelHealth } from '../../functions/deliveries/channel-health.ts';
import { recordDeadLetter } from '../../functions/deliveries/dead-letters.ts';
import { deliverParcel } from '../../functions/deliveries/deliver-parcel.ts';
import { deliveryIdOf } from '../../functions/deliveries/delivery-id.ts';
import type { ParcelMessage } from '../../functions/deliveries/parcel.ts';
import { permitsOf } from '../../functions/deliveries/permits.ts';
import { plan, type PlanDeps } from '../../functions/deliveries/plan.ts';
import type { ParcelQueue } from '../../functions/deliveries/ports.ts';
import type { WordDeps } from '../../functions/deliveries/publish-words.ts';
import { classroomLimits, graphLimits, snsLimits } from '../../functions/deliveries/provider-limits.ts';
import { tick } from '../../functions/deliveries/tick.ts';
import type { CheckDeps } from '../../functions/deliveries/check-channel.ts';
import type { WorkerDeps } from '../../functions/deliveries/worker-deps.ts';
import type { ChannelName } from '../../functions/names.ts';
import { productionTimes } from '../../functions/platform/production-times.ts';
import type { SealedReceipts } from '../../functions/receipts/seal.ts';
import { sealing } from '../../functions/receipts/seal.ts';
import { memoryStores } from './delivery-stores.ts';
import { lakes } from './district.ts';
import { content, entry } from './entries.ts';
import { type Faults, fakeVendor } from './fake-vendor.ts';
import { memoryChecks } from './memory-checks.ts';
import { fakeTopic, memoryWords } from './memory-words.ts';
import { Killed, mortalCopy } from './mortal.ts';
import { noticeIdFor, noticeTo, oneSchool } from './one-school.ts';
import { chanceFrom, VirtualClock } from './virtual-clock.ts';

export const secret = 'a secret of the district';

export type WorldOptions = {
  readonly seed?: number;
  readonly channel?: ChannelName;
  readonly targets?: number;
  /** Channels a team has; 0: targets stand alone. */
  readonly perTeam?: number;
  readonly faults?: Faults;
  readonly drafts?: boolean;
  readonly looks?: boolean;
  /** Chance that a worker is killed at any one call it makes. */
  readonly kill?: number;
  /** Chance that a message comes twice. */
  readonly duplicate?: number;
  readonly workers?: number;
  /** Asked before and after each call of a worker: may let time pass, and says whether the worker dies there. */
  readonly strikes?: () => Promise<boolean>;
};

type Waiting = { readonly message: ParcelMessage; readonly visibleMs: number; readonly crashes: number };

/** A message that crashed so many workers is a dead letter (DELIVERY 3). */
const mostCrashes = 5;
const visibilityMs = 360_000;
const functionMs = 60_000;

/** A district of one school, its entries, a vendor that misbehaves, and workers that may be killed: all in virtual time. */
export async function deliveryWorld(options: WorldOptions = {}) {
  const { seed = 1, channel = 'google-classroom', targets = 25, perTeam = 0, workers = 3 } = options;
  const chance = chanceFrom(seed);
  const clock = new VirtualClock();
  const { clocks } = clock;
  const stores = memoryStores();
  const vendor = fakeVendor(channel, { clocks, chance, ...options });
  const entries: Entry[] = [];
  const pages = new Map<string, string>();
  const reports: string[] = [];
  let waiting: Waiting[] = [];
  /** Aborted, and made anew, when idle workers may have something to do. */
  let news = new AbortController();
  const tell = (): void => {
    const old = news;
    news = new AbortController();
    old.abort();
  };

  const { roster, rules } = await oneSchool(stores.contents, { channel, targets, perTeam });

  /** Appends an entry that posts to every class. */
  const declare = async (
    kind: EntryKind,
    changes: Partial<Content> = {},
    more: Partial<Entry> = {},
  ): Promise<Entry> => {
    const version = entries.length + 1;
    const notice = await noticeTo(stores.contents, { channel, kind, version });
    const notAfter = '2023-02-24T14:50:00-06:00';
    const { declaration } = content();
    const words = { declaration: { ...declaration, recordOnly: false }, notices: [notice], notAfter, ...changes };
    const made = entry(version, kind, {
      rules,
      content: content(words),
      atMs: clocks.machine.now(),
      releasesAtMs: 0,
      ...more,
    });
    entries.push(made);
    return made;
  };

  const declarations = declarationsOf({ read: async () => [...entries] }, clocks);
  const queue: ParcelQueue = {
    async send(_channel, _lane, messages) {
      for (const { message, delayMs = 0 } of messages) {
        const visibleMs = clocks.machine.now() + delayMs;
        waiting.push({ message, visibleMs, crashes: 0 });
        if (chance() < (options.duplicate ?? 0))
          waiting.push({ message, visibleMs: visibleMs + chance() * 5_000, crashes: 0 });
      }
      tell();
    },
  };
  const report = (what: string): void => {
    reports.push(what);
  };
  const limits = { 'google-classroom': classroomLimits(3000), teams: graphLimits(50), sns: snsLimits() }[channel];
  const planDeps: PlanDeps = {
    clocks,
    declarations,
    contents: stores.contents,
    parcels: stores.parcels,
    queue,
    mark: (html: string, state: string) => `${state} ${html}`,
    markCorrected: (html: string, at: Readonly<Record<string, string>>) => `corrected ${at['en']} ${html}`,
    writeHistory: (html: string) => html,
    pages: { put: async (noticeId, html) => void pages.set(noticeId, html) },
    verify: async (_hash, { value }) => value !== 'forged',
  };
  const ids = idsFrom((count) => Uint8Array.from({ length: count }, () => Math.floor(chance() * 256)));
  const workerDeps: WorkerDeps & CheckDeps = {
    clocks,
    ids,
    times: productionTimes,
    channel: vendor.channel,
    deliveries: stores.deliveries,
    parcels: stores.parcels,
    queue,
    permits: permitsOf({ store: stores.quotas, clocks, ids, limits, report }),
    health: channelHealth({ clock: clocks.machine, times: productionTimes, channel, report }),
    clockSkewMs: () => 0,
    parents: stores.parentsAt(() => clocks.machine.now()),
    declarations,
    contents: stores.contents,
    verify: planDeps.verify,
    deliverySecret: async () => secret,
    home: { id: lakes.id, timeZone: lakes.timeZone },
    checks: memoryChecks(),
    rosterHash: async () => rules.roster,
    drillRoster: async () => undefined,
    report,
  };

  const appendReached = async (_year: string, sealed: SealedReceipts): Promise<void> => {
    if (entries.some((one) => digestOf(one.sealed ?? {}) === digestOf(sealed))) return;
    entries.push(entry(entries.length + 1, 'Reached', { sealed }));
  };
  const seal = sealing({ contents: stores.contents, deadlines: async () => [], appendReached });
  const topic = fakeTopic();
  const wordDeps: WordDeps = {
    words: memoryWords(clocks),
    publishWord: (word) => topic.publishWord(word),
    clocks,
    report,
  };
  const tickDeps = {
    ...planDeps,
    ...wordDeps,
    followUp: async () => {},
    closeDays: async () => {},
    remind: async () => {},
    choresDue: () => true,
    askForChecks: async () => {},
    schoolYears: ['2022-23'],
    seal,
    wakeAfterMs: 30_000,
    deliveries: stores.deliveries,
  };
  const tickOnce = (afresh = false) => tick({ ...tickDeps, deliverySecret: workerDeps.deliverySecret }, { afresh });

  /** One invocation of a worker, which may be killed at any call, and is when its time is up. */
  const invoke = async (message: ParcelMessage): Promise<void> => {
    const life = { dead: false };
    const endsMs = clocks.machine.now() + functionMs;
    const invocation = {
      awsRequestId: `r${Math.floor(chance() * 1e9)}`,
      getRemainingTimeInMillis: () => endsMs - clocks.machine.now(),
    };
    const struck = options.strikes ?? (() => chance() < (options.kill ?? 0));
    const strikes = async (): Promise<boolean> => (await struck()) || clocks.machine.now() > endsMs;
    const mortal = <T extends object>(part: T): T => mortalCopy(part, life, strikes);
    const { deliveries, parcels, permits, parents, queue: queues } = workerDeps;
    const deps = {
      ...workerDeps,
      deliveries: mortal(deliveries),
      parcels: mortal(parcels),
      permits: mortal(permits),
      parents: mortal(parents),
      queue: mortal(queues),
      channel: mortal(vendor.channel),
    };
    await deliverParcel(deps, message, invocation);
  };

  const settled = (): boolean => {
    // One that was replaced before it was planned never is.
    const newest = entries.findLast((one) => one.content !== undefined && one.kind !== 'Corrected');
    const parcels = [...stores.parcelRows.rows.values()];
    return (
      parcels.some(({ entry: ref }) => ref.version === newest?.version) &&
      parcels.every(({ status }) => status !== 'open')
    );
  };
  const take = async (taken: Waiting): Promise<void> => {
    try {
      await invoke(taken.message);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      const crashes = taken.crashes + 1;
      if (crashes === mostCrashes) await recordDeadLetter(workerDeps, taken.message);
      else waiting.push({ ...taken, crashes, visibleMs: clocks.machine.now() + visibilityMs });
    }
    tell();
  };
  /** A worker takes what is visible, and sleeps until the next message will be. */
  const work = async (untilMs: number, isOver: () => boolean): Promise<void> => {
    while (!isOver() && clocks.machine.now() < untilMs) {
      const next = waiting.findIndex(({ visibleMs }) => visibleMs <= clocks.machine.now());
      const [taken] = next < 0 ? [] : waiting.splice(next, 1);
      if (taken !== undefined) await take(taken);
      else {
        const visibleMs = waiting.reduce((least, one) => Math.min(least, one.visibleMs), untilMs);
        await clocks.machine.sleep(visibleMs - clocks.machine.now(), news.signal);
      }
    }
    tell();
  };
  const ticking = async (untilMs: number, isOver: () => boolean): Promise<void> => {
    while (!isOver() && clocks.machine.now() < untilMs) {
      await tickOnce();
      tell();
      await clocks.machine.sleep(60_000);
    }
    tell();
  };

  const running = (untilMs: number, isOver: () => boolean): Promise<void>[] => [
    ...Array.from({ length: workers }, () => work(untilMs, isOver)),
    ticking(untilMs, isOver),
  ];

  return {
    clock,
    clocks,
    stores,
    vendor,
    entries,
    pages,
    reports,
    roster,
    planDeps,
    wordDeps,
    topic,
    workerDeps,
    declare,
    tickOnce,
    settled,
    queued: () => waiting,
    dropQueue: () => {
      waiting = [];
    },
    /** Every message that is under way comes once more, at once. */
    duplicateQueue: () => {
      waiting = waiting.flatMap((one) => [one, { ...one, visibleMs: clocks.machine.now() }]);
      tell();
    },
    plan: (version: number) => plan(planDeps, { schoolYear: '2022-23', version }),
    deliveryId: (version: number, targetId: string) => deliveryIdOf(secret, noticeIdFor(version), channel, targetId),
    row: (version: number, targetId: string) =>
      stores.deliveryRows.rows.get(`${channel}#${targetId}#2022-23#${version}`),
    /** Workers and ticks until everything has ended, at most `minutes` of virtual time; `meanwhile` runs beside them. */
    run: (minutes = 120, meanwhile?: () => Promise<void>) => {
      const untilMs = clocks.machine.now() + minutes * 60_000;
      return clock.run(Promise.all([...running(untilMs, settled), meanwhile?.()]).then(() => undefined));
    },
    /** Workers and ticks that go on for as long as somebody lets time pass. */
    begin: () => {
      void Promise.all(running(Infinity, () => false));
    },
    /** Lets time pass until everything has ended; false: it has not within `minutes`. */
    settle: async (minutes: number): Promise<boolean> => {
      const untilMs = clocks.machine.now() + minutes * 60_000;
      while (!settled() && clocks.machine.now() < untilMs) await clock.run(clocks.machine.sleep(10_000));
      return settled();
    },
  };
}

export type DeliveryWorld = Awaited<ReturnType<typeof deliveryWorld>>;
