import type { MachineClock } from '../core/clock.ts';
import type { Parcel } from './parcel.ts';
import type { ParcelStore, Times } from './ports.ts';

type LeaseDeps = { readonly parcels: ParcelStore; readonly clock: MachineClock; readonly times: Times };

/** What a worker may change of the parcel it holds. */
export type ParcelChange = Partial<Pick<Parcel, 'figures' | 'status' | 'dueMs' | 'resting'>>;

/** One worker's hold on a parcel. Losing it is never dangerous, only wasteful: each delivery's row decides who posts. */
export type ParcelLease = {
  readonly parcel: Parcel;
  /** False once somebody else has the parcel. Renews when half of the lease is over. */
  held(): Promise<boolean>;
  /** Writes figures and renews. */
  write(change: ParcelChange): Promise<boolean>;
  /** Writes the outcome and lets go: the parcel as it is then, still open where it was reopened meanwhile. Undefined: somebody else has it. */
  end(change: ParcelChange): Promise<Parcel | undefined>;
};

/** Leases an open parcel that nobody holds; undefined when somebody does. */
export async function leaseParcel(deps: LeaseDeps, parcel: Parcel, owner: string): Promise<ParcelLease | undefined> {
  const { parcels, clock, times } = deps;
  let current = parcel;
  let lost = false;
  let reopenedBefore = parcel.reopened;

  /** What was asked for since we began may be unknown to what we have read: it must outlive our own idea of when the parcel is due. */
  const asReopened = ({ reopened, dueMs }: Parcel, change: ParcelChange): ParcelChange => {
    const hasOutcome = change.status !== undefined || change.dueMs !== undefined;
    return reopened === reopenedBefore || !hasOutcome ? change : { ...change, status: 'open', dueMs };
  };

  /** Others write too (the tick its wake-up, a person a retry): their write is read and ours made again on top of it. */
  const put = async (change: ParcelChange, leaseUntilMs: number): Promise<boolean> => {
    while (!lost) {
      const lease = { startedMs: current.startedMs ?? Math.floor(clock.now()), leaseOwner: owner, leaseUntilMs };
      const next = { ...current, ...asReopened(current, change), ...lease, revision: current.revision + 1 };
      if (await parcels.put(next)) {
        current = next;
        return true;
      }
      const found = await parcels.get(current.entry, current.parcelId);
      const mine = found?.leaseOwner === owner || (found?.leaseUntilMs ?? 0) <= clock.now();
      if (found === undefined || found.status !== 'open' || !mine) lost = true;
      else current = found;
    }
    return false;
  };
  const until = (): number => clock.now() + times.leaseMs;
  // Requests in flight ask together: one renewal answers all.
  let renewal: Promise<boolean> | undefined;
  const renew = (): Promise<boolean> => {
    renewal ??= put({}, until()).finally(() => {
      renewal = undefined;
    });
    return renewal;
  };

  if (parcel.status !== 'open' || parcel.leaseUntilMs > clock.now()) return undefined;
  if (!(await put({}, until()))) return undefined;
  reopenedBefore = current.reopened;
  return {
    parcel,
    async held() {
      if (lost) return false;
      return current.leaseUntilMs - clock.now() > times.leaseMs / 2 || renew();
    },
    write: (change) => put(change, until()),
    end: async (change) => ((await put(change, 0)) ? current : undefined),
  };
}
