import type { MachineMs } from '../core/clock.ts';
import type { EntryRef } from './delivery.ts';
import type { Parcel } from './parcel.ts';
import type { ParcelStore } from './ports.ts';

/** Makes a parcel due again, whatever it was, changed besides if so asked; its worker, if it has one, keeps its lease. Answers the parcel as it is then. */
export async function reopen(
  parcels: ParcelStore,
  entry: EntryRef,
  parcelId: string,
  dueMs: MachineMs,
  changed: (parcel: Parcel) => Pick<Parcel, 'lane' | 'figures'> = (parcel) => parcel,
): Promise<Parcel | undefined> {
  for (;;) {
    const found = await parcels.get(entry, parcelId);
    if (found === undefined) return undefined;
    const { reason: _reason, ...parcel } = found;
    const { lane, figures } = changed(parcel);
    const next: Parcel = {
      ...parcel,
      lane,
      figures,
      status: 'open',
      dueMs,
      reopened: (parcel.reopened ?? 0) + 1,
      wokenMs: 0,
      revision: parcel.revision + 1,
    };
    if (await parcels.put(next)) return next;
  }
}
