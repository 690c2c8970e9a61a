import type { MachineMs } from '../core/clock.ts';
import { fillSlots } from '../core/slots.ts';
import { formatInstant } from '../core/time.ts';
import type { Content, Entry, NoticeRef } from '../declarations/entry.ts';
import { Rendering } from '../declarations/rendering.ts';
import { Chunk, type Target } from '../roster/roster.ts';
import type { DeliveryIdentity } from './advance.ts';
import { deliveryIdOf } from './delivery-id.ts';
import { NotInTheRecord } from './errors.ts';
import { type Gate, gateOf } from './gate.ts';
import type { ParcelLease } from './parcel-lease.ts';
import { type PermitPool, permitPool } from './permit-pool.ts';
import type { DeclarationReading, Invocation, Moment, Post } from './ports.ts';
import type { PermitKind } from './provider-limits.ts';
import { districtOf, sheetOf } from './read-roster.ts';
import { renderingOf, renderingOfTopic } from './rendering-of.ts';
import { topicChunk } from './topic-chunk.ts';
import { trusted } from './trusted-entry.ts';
import { digestOf } from '../core/hash.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** One worker's turn at one parcel: everything it read from the record, and what it may use. */
export type Round = {
  readonly deps: WorkerDeps;
  readonly lease: ParcelLease;
  readonly entry: Entry;
  readonly content: Content;
  readonly notice: NoticeRef;
  readonly chunk: Chunk;
  /** The whole declaration as last read. */
  reading(): Promise<DeclarationReading>;
  /** The gate, read at most half a second ago. */
  gate(): Promise<Gate>;
  identityOf(target: Target): DeliveryIdentity;
  postFor(target: Target): Promise<{ post: Post; opening: string }>;
  readonly permits: Record<PermitKind, PermitPool>;
  now(): Moment;
  /** Whether an attempt may still start in this invocation. */
  timeLeft(): boolean;
  /** When the last request into a team began. */
  readonly lastInParent: Map<string, MachineMs>;
};

/** The ledger is asked directly before an attempt; requests that start together share one answer. */
const gateAgeMs = 500;

type Opening = { readonly deps: WorkerDeps; readonly lease: ParcelLease; readonly invocation: Invocation };

/**
 * Reads what a parcel names and checks that the record bears it out: the entry's signature, its notice, its rendering, and that the
 * entry's roster has the chunk. Throws `NotInTheRecord` or `EntryNotGenuine`: a row of the operations table is never taken at its word.
 */
export async function openRound({ deps, lease, invocation }: Opening, wanted: () => number): Promise<Round> {
  const { parcel } = lease;
  const { clocks, contents, home, times } = deps;
  const first = await readEntry(deps, lease);
  const { entry, content } = await trusted(first.entry, deps.verify);
  const notice = content.notices.find((one) => one.noticeId === parcel.noticeId);
  if (notice === undefined) throw refusal('names a notice that its entry does not have', parcel.parcelId);
  const chunk = Chunk.parse(await contents.get(parcel.chunk));
  const hashOf = await bornOut(deps, { entry, notice, chunk, chunkHash: parcel.chunk, parcelId: parcel.parcelId });
  const secret = await deps.deliverySecret();
  const deadlineMs = clocks.machine.now() + invocation.getRemainingTimeInMillis() - times.minimumLeftMs;

  let latest = { reading: first, atMs: clocks.machine.now() };
  const reading = async (): Promise<DeclarationReading> => {
    const atMs = clocks.machine.now();
    if (atMs - latest.atMs > gateAgeMs) latest = { reading: await readEntry(deps, lease), atMs };
    return latest.reading;
  };
  const identityOf = (target: Target): DeliveryIdentity => ({
    entry: parcel.entry,
    deliveryId: deliveryIdOf(secret, notice.noticeId, chunk.channel, target.targetId),
    noticeId: notice.noticeId,
    parcelId: parcel.parcelId,
    channel: chunk.channel,
    targetId: target.targetId,
    schoolId: chunk.schoolId,
  });
  const pool = (kind: PermitKind): PermitPool =>
    permitPool({ permits: deps.permits, clock: clocks.machine, times, kind, lane: parcel.lane, deadlineMs, wanted });
  return {
    deps,
    lease,
    entry,
    content,
    notice,
    chunk,
    reading,
    gate: async () => gateOf(await reading(), { ms: clocks.machine.now(), calendar: clocks.calendar.now() }),
    identityOf,
    async postFor(target) {
      const rendering = Rendering.parse(await contents.get(hashOf(target)));
      const { deliveryId } = identityOf(target);
      const issued = notice.issued[rendering.language] ?? '';
      const fill = (text: string): string => fillSlots(text, { issued, deliveryId });
      const attributes = {
        type: entry.kind.toLowerCase(),
        district: home.id,
        declarationId: entry.declarationId,
        entryVersion: String(entry.version),
        audience: notice.audience,
        language: rendering.language,
        deliveryId,
      };
      const words = { deliveryId, text: fill(rendering.text), subject: rendering.subject, link: fill(rendering.link) };
      return { post: { ...words, attributes }, opening: fill(rendering.opening) };
    },
    permits: { post: pool('post'), read: pool('read'), other: pool('other') },
    now: () => ({ at: formatInstant(clocks.calendar.now(), home.timeZone), ms: clocks.machine.now() }),
    timeLeft: () => clocks.machine.now() < deadlineMs,
    lastInParent: new Map(),
  };
}

async function readEntry(deps: WorkerDeps, { parcel }: ParcelLease): Promise<DeclarationReading> {
  const reading = await deps.declarations.read(parcel.entry, parcel.channel);
  if (reading === undefined) throw refusal('names an entry that the ledger does not have', parcel.parcelId);
  return reading;
}

type Claim = {
  readonly entry: Entry;
  readonly notice: NoticeRef;
  readonly chunk: Chunk;
  readonly chunkHash: string;
  readonly parcelId: string;
};

/** The hash of each target's rendering, once the chunk is known to be the entry's. */
async function bornOut(deps: WorkerDeps, claim: Claim): Promise<(target: Target) => string> {
  const { entry, notice, chunk, chunkHash, parcelId } = claim;
  const wrong = (what: string): NotInTheRecord => refusal(what, parcelId);
  if (chunk.audience !== notice.audience) throw wrong('has targets of another audience than its notice');
  if (chunk.channel !== deps.channel.name) throw wrong('came to the worker of another channel');
  if (chunk.channel === 'sns') {
    const topics = topicChunk(notice);
    if (topics === undefined || digestOf(topics) !== chunkHash) throw wrong('has topics that its notice does not have');
    return (target) => {
      const rendering = renderingOfTopic(notice, target.targetId);
      if (rendering === undefined) throw wrong('has a topic in a language that its notice does not have');
      return rendering.hash;
    };
  }
  const [district, sheet] = await Promise.all([
    districtOf(entry.rules, deps.contents),
    sheetOf(entry.rules, chunk.schoolId, deps.contents),
  ]);
  if (sheet?.chunks.some(({ hash }) => hash === chunkHash) !== true)
    throw wrong('has targets that are not in the roster');
  const rendering = renderingOf(notice, chunk, district);
  if (rendering === undefined) throw wrong('has targets that its notice is not for');
  return () => rendering.hash;
}

function refusal(what: string, parcelId: string): NotInTheRecord {
  return new NotInTheRecord(`Parcel ${parcelId} ${what}: nothing is posted for it. See who wrote it.`, { parcelId });
}
