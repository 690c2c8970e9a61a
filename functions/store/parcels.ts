import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { canonicalJson } from '../core/hash.ts';
import type { EntryRef } from '../deliveries/delivery.ts';
import { Parcel } from '../deliveries/parcel.ts';
import type { ParcelStore } from '../deliveries/ports.ts';
import { type Key, parcelKey, planKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import { bodyOf, wasRevised } from './revised-row.ts';

const Mark = z.strictObject({ parcels: z.int(), targets: z.int(), atMs: z.int() });

/** Parcels over the operations table: all of an entry stand together, beside the mark that it was planned completely. */
export function parcelStore(documents: DynamoDBDocumentClient, table: string): ParcelStore {
  const read = async (key: Key): Promise<unknown> => {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item === undefined ? undefined : JSON.parse(bodyOf(Item));
  };
  const keyOf = ({ entry, parcelId }: Parcel): Key => parcelKey(entry.schoolYear, entry.version, parcelId);

  return {
    async plan(parcel) {
      await wasRevised(documents, table, keyOf(parcel), { kind: 'parcel', value: parcel });
    },

    async get({ schoolYear, version }, parcelId) {
      const row = await read(parcelKey(schoolYear, version, parcelId));
      return row === undefined ? undefined : Parcel.parse(row);
    },

    async ofEntry(entry) {
      const sortKey = { condition: 'begins_with(sk, :sk)', value: 'parcel#' } as const;
      const rows = await queryAll(documents, table, { pk: planKeyOf(entry).pk, sortKey });
      return rows.map((row) => Parcel.parse(JSON.parse(bodyOf(row))));
    },

    put: (parcel) => wasRevised(documents, table, keyOf(parcel), { kind: 'parcel', value: parcel }),

    async planned(entry) {
      const row = await read(planKeyOf(entry));
      return row === undefined ? undefined : Mark.parse(row);
    },

    /** The first mark stays: it says when the entry was planned. */
    async markPlanned(entry, mark) {
      await putOnce(documents, table, { key: planKeyOf(entry), kind: 'plan', body: canonicalJson(mark) });
    },
  };
}

const planKeyOf = ({ schoolYear, version }: EntryRef): Key => planKey(schoolYear, version);

type Once = { readonly key: Key; readonly kind: string; readonly body: string };

async function putOnce(documents: DynamoDBDocumentClient, table: string, { key, kind, body }: Once): Promise<void> {
  try {
    await documents.send(
      new PutCommand({
        TableName: table,
        Item: { ...key, kind, body },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
