import type { Clocks } from '../core/clock.ts';
import { Chunk } from '../roster/roster.ts';
import { figuresOf } from './figures.ts';
import type { Parcel, ParcelMessage } from './parcel.ts';
import type { Contents, DeliveryStore, ParcelStore, Report } from './ports.ts';

export type DeadLetterDeps = {
  readonly clocks: Pick<Clocks, 'machine'>;
  readonly parcels: ParcelStore;
  readonly deliveries: Pick<DeliveryStore, 'ofTargets'>;
  readonly contents: Pick<Contents, 'get'>;
  readonly report: Report;
};

const reason = 'its worker crashed five times on it: see the log, mend the cause, then retry its deliveries';

/**
 * Records a parcel whose message crashed its worker five times: it is `dead`, its deliveries stay as they are and can be seen, and nobody
 * takes it up until a person retries. One that somebody works on just now, or that has ended, is left as it is.
 */
export async function recordDeadLetter(deps: DeadLetterDeps, { parcelId, ...ref }: ParcelMessage): Promise<void> {
  for (;;) {
    const parcel = await deps.parcels.get(ref, parcelId);
    if (parcel === undefined) return deps.report('dead-letter-unknown', { ...ref, parcelId });
    if (parcel.status !== 'open' || parcel.leaseUntilMs > deps.clocks.machine.now()) return;
    const figures = await counted(deps, parcel);
    const dead: Parcel = { ...parcel, status: 'dead', reason, figures, revision: parcel.revision + 1 };
    if (await deps.parcels.put(dead)) return deps.report('parcel-dead', { ...ref, parcelId });
  }
}

/** Counted anew where its chunk can be read; that it cannot may be just why the worker crashed. */
async function counted({ deliveries, contents }: DeadLetterDeps, parcel: Parcel): Promise<Parcel['figures']> {
  const chunk = Chunk.safeParse(await contents.get(parcel.chunk).catch(() => undefined));
  if (!chunk.success) return parcel.figures;
  const ids = chunk.data.targets.map((target) => target.targetId);
  return figuresOf(await deliveries.ofTargets(parcel.entry, parcel.channel, ids));
}
