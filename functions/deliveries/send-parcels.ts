import type { MachineMs } from '../core/clock.ts';
import type { ChannelName, Lane } from '../names.ts';
import type { Parcel } from './parcel.ts';
import type { ParcelQueue } from './ports.ts';

/** One message a parcel, each queue's in the order given, for when it is due. */
export async function sendParcels(parcels: readonly Parcel[], queue: ParcelQueue, nowMs: MachineMs): Promise<void> {
  const byQueue = new Map<string, { channel: ChannelName; lane: Lane; parcels: Parcel[] }>();
  for (const parcel of parcels) {
    const { channel, lane } = parcel;
    const key = `${channel}/${lane}`;
    const group = byQueue.get(key) ?? { channel, lane, parcels: [] };
    group.parcels.push(parcel);
    byQueue.set(key, group);
  }
  await Promise.all(
    [...byQueue.values()].map((group) =>
      queue.send(
        group.channel,
        group.lane,
        group.parcels.map(({ entry, parcelId, dueMs }) => {
          const message = { ...entry, parcelId };
          return dueMs > nowMs ? { message, delayMs: dueMs - nowMs } : { message };
        }),
      ),
    ),
  );
}
