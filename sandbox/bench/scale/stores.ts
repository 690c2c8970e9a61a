import { Readable } from 'node:stream';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonicalJson } from '../../../functions/core/hash.ts';
import type { ContentStore } from '../../../functions/declarations/ports.ts';
import { Delivery } from '../../../functions/deliveries/delivery.ts';
import { Parcel } from '../../../functions/deliveries/parcel.ts';
import type { DeliveryStore, ParcelStore, ParentLeases, QuotaStore } from '../../../functions/deliveries/ports.ts';
import { QuotaRow } from '../../../functions/deliveries/quota.ts';
import { contentStore } from '../../../functions/store/content.ts';
import { deliveryKey, type Key, parcelKey, parentLeaseKey, planKey, quotaKey } from '../../../functions/store/keys.ts';
import type { Engine } from './engine.ts';

const Mark = z.object({ parcels: z.int(), targets: z.int(), atMs: z.int() });

type Stores = {
  readonly deliveries: DeliveryStore;
  readonly parcels: ParcelStore;
  readonly quotas: QuotaStore;
  readonly parents: ParentLeases;
};

/** The operations table's stores over the bench's engine: keys, rows and consistency are the product's, only the wire is missing. */
export function scaleStores(engine: Engine): Stores {
  const put = (key: Key, kind: string, row: { readonly revision: number }): Promise<boolean> =>
    engine.put({ ...key, kind, revision: row.revision, body: canonicalJson(row) });
  const read = async (key: Key): Promise<unknown> => {
    const [item] = await engine.get([key]);
    return item === undefined ? undefined : JSON.parse(item.body);
  };
  const keyOf = ({ entry, parcelId }: Parcel): Key => parcelKey(entry.schoolYear, entry.version, parcelId);
  return {
    deliveries: {
      async ofTargets({ schoolYear, version }, channel, targetIds) {
        const items = await engine.get(targetIds.map((id) => deliveryKey(channel, id, schoolYear, version)));
        return items.map((item) => (item === undefined ? undefined : Delivery.parse(JSON.parse(item.body))));
      },
      put: (row) =>
        put(deliveryKey(row.channel, row.targetId, row.entry.schoolYear, row.entry.version), 'delivery', row),
    },
    parcels: {
      plan: async (parcel) => void (await put(keyOf(parcel), 'parcel', parcel)),
      async get({ schoolYear, version }, parcelId) {
        const row = await read(parcelKey(schoolYear, version, parcelId));
        return row === undefined ? undefined : Parcel.parse(row);
      },
      async ofEntry({ schoolYear, version }) {
        const rows = await engine.query(planKey(schoolYear, version).pk, 'parcel#');
        return rows.map(({ body }) => Parcel.parse(JSON.parse(body)));
      },
      put: (parcel) => put(keyOf(parcel), 'parcel', parcel),
      async planned({ schoolYear, version }) {
        const row = await read(planKey(schoolYear, version));
        return row === undefined ? undefined : Mark.parse(row);
      },
      markPlanned: async ({ schoolYear, version }, mark) =>
        void (await engine.put({
          ...planKey(schoolYear, version),
          kind: 'plan',
          revision: 1,
          body: canonicalJson(mark),
        })),
    },
    quotas: {
      async read(provider, kind) {
        const row = await read(quotaKey(provider, kind));
        return row === undefined ? undefined : QuotaRow.parse(row);
      },
      put: (row) => put(quotaKey(row.provider, row.kind), 'quota', row),
    },
    // No team is in two parcels here.
    parents: {
      async acquire(parentId) {
        return engine.put({ ...parentLeaseKey(parentId), kind: 'parent-lease', revision: 1, body: '{}' });
      },
      release: () => Promise.resolve(),
    },
  };
}

const Put = z.object({
  Item: z.object({
    pk: z.object({ S: z.string() }),
    sk: z.object({ S: z.string() }),
    contentKind: z.object({ S: z.string() }),
    body: z.object({ S: z.string() }),
  }),
});
const Get = z.object({ Key: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }) }) });

/** The product's own store of contents, with its cache, for one function: what it keeps is a part of that function's memory. */
export function scaleContents(engine: Engine): ContentStore {
  const handle = async (request: { readonly body?: unknown }) => {
    const sent = request.body instanceof Uint8Array ? new TextDecoder().decode(request.body) : '';
    const body = await answerOf(engine, JSON.parse(sent));
    return { response: { statusCode: 200, headers: {}, body: Readable.from([Buffer.from(body)]) } };
  };
  const client = new DynamoDBClient({
    region: 'us-east-2',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    requestHandler: { handle },
  });
  return contentStore(DynamoDBDocumentClient.from(client), 'ledger');
}

async function answerOf(engine: Engine, asked: unknown): Promise<string> {
  const put = Put.safeParse(asked);
  if (put.success) {
    const { pk, sk, contentKind, body } = put.data.Item;
    await engine.put({ pk: pk.S, sk: sk.S, kind: contentKind.S, revision: 1, body: body.S });
    return '{}';
  }
  const { pk, sk } = Get.parse(asked).Key;
  const [item] = await engine.get([{ pk: pk.S, sk: sk.S }]);
  if (item === undefined) return '{}';
  const text = { pk, sk, kind: { S: 'content' }, contentKind: { S: item.kind }, body: { S: item.body } };
  return JSON.stringify({ Item: text });
}
