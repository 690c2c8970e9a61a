import type { Entry } from '../declarations/entry.ts';
import { Chunk } from '../roster/roster.ts';
import { deliveryIdOf } from './delivery-id.ts';
import type { Parcel } from './parcel.ts';
import type { Contents, DeliveryStore, EndedDelivery } from './ports.ts';
import { renderingOfTopic } from './rendering-of.ts';

export type EndedDeps = {
  readonly contents: Pick<Contents, 'get'>;
  readonly deliveries: Pick<DeliveryStore, 'ofTargets'>;
  readonly deliverySecret: () => Promise<string>;
};

/** Every delivery of an entry's ended parcels, one parcel after the other, in the order of parcel ids and of the roster. */
export async function* endedDeliveries(
  deps: EndedDeps,
  entry: Entry,
  parcels: readonly Parcel[],
): AsyncGenerator<readonly EndedDelivery[]> {
  const secret = await deps.deliverySecret();
  const inOrder = parcels.toSorted((a, b) => (a.parcelId < b.parcelId ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += atOnce) {
    const some = inOrder.slice(from, from + atOnce);
    yield* await Promise.all(some.map((parcel) => ofParcel(deps, { entry, parcel, secret })));
  }
}

/** Parcels read at once: thousands of them one after the other would take longer than the tick has. */
const atOnce = 16;

type Reading = { readonly entry: Entry; readonly parcel: Parcel; readonly secret: string };

async function ofParcel(deps: EndedDeps, { entry, parcel, secret }: Reading): Promise<EndedDelivery[]> {
  const { noticeId, channel, schoolId } = parcel;
  const { targets } = Chunk.parse(await deps.contents.get(parcel.chunk));
  const ids = targets.map((target) => target.targetId);
  const rows = await deps.deliveries.ofTargets(parcel.entry, channel, ids);
  const notice = entry.content?.notices.find((one) => one.noticeId === noticeId);
  return ids.map((targetId, i) => {
    const topic = notice && channel === 'sns' ? renderingOfTopic(notice, targetId) : undefined;
    const deliveryId = deliveryIdOf(secret, noticeId, channel, targetId);
    const rendering = topic?.hash ?? parcel.rendering;
    return { deliveryId, channel, targetId, schoolId, rendering, delivery: rows[i], parcelReason: parcel.reason };
  });
}
