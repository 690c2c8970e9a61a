import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { MachineClock } from '../core/clock.ts';
import { canonicalJson } from '../core/hash.ts';
import type { SignalStore } from '../triggers/ports.ts';
import { FeedState, Signal } from '../triggers/signal.ts';
import { feedKey, signalKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import { bodyOf, putRevised } from './revised-row.ts';

/** An ended signal stays this long for whoever asks what there was; the record keeps what mattered of it. */
const keptDays = 120;

/** Signals and feed states over the operations table; the machine clock dates the expiry of ended ones. */
export function signalStore(documents: DynamoDBDocumentClient, table: string, machine: MachineClock): SignalStore {
  return {
    async all() {
      const rows = await queryAll(documents, table, { pk: signalKey('').pk });
      return rows.map((row) => Signal.parse(JSON.parse(bodyOf(row))));
    },

    async put(signal) {
      const expiresAt = Math.floor(machine.now() / 1000) + keptDays * 86_400;
      const expiry = signal.status === 'ended' ? { expiresAt } : {};
      await putRevised(documents, table, signalKey(signal.signalId), { kind: 'signal', value: signal, ...expiry });
    },

    async feed(feed) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: feedKey(feed), ConsistentRead: true }),
      );
      return Item === undefined ? undefined : FeedState.parse(JSON.parse(bodyOf(Item)));
    },

    /** Unconditional: of two polls at once either tells the truth. */
    async putFeed(state) {
      const item = { ...feedKey(state.feed), kind: 'feed', body: canonicalJson(state) };
      await documents.send(new PutCommand({ TableName: table, Item: item }));
    },
  };
}
