import type { MachineMs } from '../core/clock.ts';
import { formatInstant } from '../core/time.ts';
import type { Entry, NoticeRef } from '../declarations/entry.ts';
import { Chunk, type Target } from '../roster/roster.ts';
import type { DeliveryIdentity } from './advance.ts';
import { type Demand, demandOf } from './demand.ts';
import { deliveryIdOf } from './delivery-id.ts';
import { borneOut, notBorneOut } from './borne-out.ts';
import { type Faces, facesOf } from './faces.ts';
import { type Gate, gateOf } from './gate.ts';
import type { ParcelLease } from './parcel-lease.ts';
import { type PermitPool, permitPool } from './permit-pool.ts';
import type { DeclarationReading, Invocation, Moment, Permits } from './ports.ts';
import type { PermitKind } from './provider-limits.ts';
import type { Parcel } from './parcel.ts';
import { trusted } from './trusted-entry.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** One worker's turn at one parcel: everything it read from the record, and what it may use. */
export type Round = Faces & {
  readonly deps: WorkerDeps;
  readonly lease: ParcelLease;
  readonly entry: Entry;
  readonly notice: NoticeRef;
  readonly chunk: Chunk;
  /** The whole declaration as last read. */
  reading(): Promise<DeclarationReading>;
  /** The gate, read at most half a second ago. */
  gate(): Promise<Gate>;
  identityOf(target: Target): DeliveryIdentity;
  readonly permits: Record<PermitKind, PermitPool>;
  /** How many permits are worth buying now. */
  readonly demand: Demand;
  now(): Moment;
  /** Whether an attempt may still start in this invocation. */
  timeLeft(): boolean;
  /** When the last request into a team, and into a channel of one, began. */
  readonly lastRequest: Map<string, MachineMs>;
  /** Teams that were asked for fewer requests, and until when. */
  readonly resting: Map<string, MachineMs>;
};

/** The ledger is asked directly before an attempt; requests that start together share one answer. */
const gateAgeMs = 500;

type Opening = { readonly deps: WorkerDeps; readonly lease: ParcelLease; readonly invocation: Invocation };

/**
 * Reads what a parcel names and checks that the record bears it out: the entry's signature, its notice, its rendering, and that the
 * entry's roster has the chunk. Throws `NotInTheRecord` or `EntryNotGenuine`: a row of the operations table is never taken at its word.
 */
export async function openRound({ deps, lease, invocation }: Opening): Promise<Round> {
  const demand = demandOf();
  const { parcel } = lease;
  const { clocks, contents, home, times } = deps;
  const startMs = clocks.machine.now();
  const first = await readEntry(deps, lease);
  const { entry, content } = await trusted(first.entry, deps.verify);
  const notice = content.notices.find((one) => one.noticeId === parcel.noticeId);
  if (notice === undefined) throw notBorneOut('names a notice that its entry does not have', parcel.parcelId);
  const chunk = Chunk.parse(await contents.get(parcel.chunk));
  const renderingHash = await borneOut(deps, { entry, notice, chunk, parcel });
  const identityOf = identities(parcel, chunk, await deps.deliverySecret());
  const deadlineMs = startMs + invocation.getRemainingTimeInMillis() - times.minimumLeftMs;
  const pool = (kind: PermitKind): PermitPool =>
    permitPool({
      permits: deps.permits,
      clock: clocks.machine,
      times,
      kind,
      lane: parcel.lane,
      deadlineMs,
      wanted: (withinMs) => demand.wanted(withinMs),
      handed: () => demand.served(),
    });
  const reading = kept(deps, lease, first);
  return {
    deps,
    lease,
    entry,
    notice,
    chunk,
    reading,
    gate: async () => gateOf(await reading(), { ms: clocks.machine.now(), calendar: clocks.calendar.now() }),
    identityOf,
    ...(await facesOf({ deps, entry, notice, chunk, parcel, renderingHash, identityOf, reading })),
    permits: poolsOf(deps.permits, pool),
    demand,
    now: () => ({ at: formatInstant(clocks.calendar.now(), home.timeZone), ms: clocks.machine.now() }),
    timeLeft: () => clocks.machine.now() < deadlineMs,
    lastRequest: new Map(),
    resting: new Map(Object.entries(parcel.resting ?? {})),
  };
}

/** One pool for kinds that are counted together: of two, each would buy ahead what the other could have used. */
function poolsOf({ countedAs }: Permits, pool: (kind: PermitKind) => PermitPool): Round['permits'] {
  const pools = new Map<string, PermitPool>();
  const poolOf = (kind: PermitKind): PermitPool => {
    const row = countedAs?.[kind] ?? kind;
    const shared = pools.get(row) ?? pool(kind);
    pools.set(row, shared);
    return shared;
  };
  return { post: poolOf('post'), read: poolOf('read'), other: poolOf('other') };
}

function identities(parcel: Parcel, chunk: Chunk, secret: string): Round['identityOf'] {
  const { entry, noticeId, parcelId } = parcel;
  const { channel, schoolId } = chunk;
  return ({ targetId }) => {
    const deliveryId = deliveryIdOf(secret, noticeId, channel, targetId);
    return { entry, deliveryId, noticeId, parcelId, channel, targetId, schoolId };
  };
}

/** The declaration as read at most `gateAgeMs` ago. */
function kept(deps: WorkerDeps, lease: ParcelLease, first: DeclarationReading): Round['reading'] {
  let latest = { reading: first, atMs: deps.clocks.machine.now() };
  return async () => {
    const atMs = deps.clocks.machine.now();
    if (atMs - latest.atMs > gateAgeMs) latest = { reading: await readEntry(deps, lease), atMs };
    return latest.reading;
  };
}

async function readEntry(deps: WorkerDeps, { parcel }: ParcelLease): Promise<DeclarationReading> {
  const reading = await deps.declarations.read(parcel.entry, parcel);
  if (reading === undefined) throw notBorneOut('names an entry that the ledger does not have', parcel.parcelId);
  return reading;
}
