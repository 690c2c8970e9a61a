import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { unwritten } from '../../../functions/deliveries/advance.ts';
import { queueName, tableNames } from '../../../functions/names.ts';
import { messageQueues } from '../../../functions/platform/queue.ts';
import { deliveryStore } from '../../../functions/store/deliveries.ts';
import {
  type EngineFaults,
  engineFaultPlan,
  type FaultLayer,
  startFaultLayer,
} from '../../../sandbox/engines/fault-layer.ts';
import { type EngineFault, readRequest } from '../../../sandbox/engines/engine-faults.ts';
import { startDynamoDb } from '../../../sandbox/engines/dynamodb.ts';
import type { Engine } from '../../../sandbox/engines/engine.ts';
import { createQueues, createTopics } from '../../../sandbox/engines/queues.ts';
import { startSqsAndSns } from '../../../sandbox/engines/sqs-and-sns.ts';
import { createTables } from '../../../sandbox/engines/tables.ts';
import { madeUpCredentials } from '../../../sandbox/settings.ts';
import type { FaultRule } from '../../../sandbox/simulators/faults.ts';
import { stillClocks } from '../../support/clocks.ts';

const client = { region: 'us-east-2', credentials: madeUpCredentials };
const once = (fault: EngineFault, operation?: string): FaultRule<EngineFault>[] => [
  { fault, times: 1, ...(operation !== undefined && { operation }) },
];

describe('DynamoDB behind a layer of faults', () => {
  let dynamo: Engine;
  let layer: FaultLayer;
  let faults: EngineFaults;
  let database: DynamoDBClient;
  let store: ReturnType<typeof deliveryStore>;
  const entry = { schoolYear: '2022-23', version: 1 };
  let next = 0;
  /** A row that was never written. */
  const row = () => {
    next += 1;
    const ids = { deliveryId: `d${next}`, noticeId: 'n', parcelId: 'p', targetId: `c${next}`, schoolId: 's' };
    const first = unwritten({ ...ids, entry, channel: 'google-classroom' });
    return { ...first, revision: 1 };
  };
  const raw = (value: string, ConsistentRead?: boolean) => ({
    put: () =>
      database.send(
        new PutItemCommand({
          TableName: tableNames.operations,
          Item: { pk: { S: 'x' }, sk: { S: 'y' }, value: { S: value } },
        }),
      ),
    get: async () => {
      const Key = { pk: { S: 'x' }, sk: { S: 'y' } };
      const read = new GetItemCommand({ TableName: tableNames.operations, Key, ConsistentRead });
      return (await database.send(read)).Item?.['value']?.S;
    },
  });

  beforeAll(async () => {
    dynamo = await startDynamoDb();
    await createTables(dynamo.url);
    faults = engineFaultPlan();
    layer = await startFaultLayer(dynamo, faults);
    database = new DynamoDBClient({ ...client, endpoint: layer.url, maxAttempts: 2 });
    store = deliveryStore(
      DynamoDBDocumentClient.from(database),
      tableNames.operations,
      stillClocks(parseInstant('2023-02-21T14:11:00-06:00')).machine,
    );
  });
  let before = 0;
  const strikes = () => faults.strikes().slice(before);
  beforeEach(() => {
    faults.behave(1, []);
    before = faults.strikes().length;
  });
  afterAll(async () => {
    database.destroy();
    await layer.close();
    await dynamo.close();
  });

  it('given the answer of a conditional put is lost, then its writer still knows that it was first, and nobody else was', async () => {
    const mine = row();
    faults.behave(1, once({ kind: 'lost-answer' }, 'PutItem'));
    expect(await store.put(mine)).toBe(true);
    expect(await store.put({ ...mine, reason: 'somebody else' })).toBe(false);
    expect(strikes()).toMatchObject([{ kind: 'lost-answer', operation: 'PutItem' }]);
  });

  it.each([{ kind: 'throttled' }, { kind: 'unavailable' }] as const)(
    'given %o once, then the client sends again and it is done once',
    async (fault) => {
      faults.behave(1, once(fault));
      expect(await store.put(row())).toBe(true);
      expect(strikes()).toHaveLength(1);
    },
  );

  it('given throttling that outlasts the client, then it is an error and nothing was done', async () => {
    const mine = row();
    faults.behave(1, once({ kind: 'throttled', forMs: 60_000 }, 'PutItem'));
    await expect(store.put(mine)).rejects.toThrow(
      expect.objectContaining({ name: 'ProvisionedThroughputExceededException' }),
    );
    expect(await store.ofTargets(entry, 'google-classroom', [mine.targetId])).toEqual([undefined]);
  });

  it('given keys that are left unprocessed, then they are read all the same', async () => {
    const rows = [row(), row(), row()];
    for (const one of rows) await store.put(one);
    faults.behave(1, once({ kind: 'half-done' }, 'BatchGetItem'));
    const ids = rows.map(({ targetId }) => targetId);
    expect((await store.ofTargets(entry, 'google-classroom', ids)).map((one) => one?.targetId)).toEqual(ids);
    expect(strikes()).toHaveLength(1);
  });

  it('given a stale read, then who did not ask for consistency sees the past, and who did sees the present', async () => {
    faults.behave(1, [{ fault: { kind: 'stale' }, operation: 'GetItem', nth: 2 }]);
    await raw('old').put();
    expect(await raw('old').get()).toBe('old');
    await raw('new').put();
    expect(await raw('new').get()).toBe('old');
    faults.behave(1, [{ fault: { kind: 'stale' } }]);
    expect(await raw('new', true).get()).toBe('new');
  });
});

describe('SQS and SNS behind a layer of faults', () => {
  let queues: Engine;
  let queueUrls: Record<string, string>;
  let layer: FaultLayer;
  let faults: EngineFaults;
  let sqs: SQSClient;
  const name = queueName('teams', 'urgent');
  const send = (count: number) =>
    messageQueues<number, never>(sqs, { [name]: queueUrls[name] ?? '' }).send(
      'teams',
      'urgent',
      Array.from({ length: count }, (_, message) => ({ message })),
    );
  const received = async (): Promise<number[]> => {
    const ask = { QueueUrl: queueUrls[name], MaxNumberOfMessages: 10, WaitTimeSeconds: 0 };
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand(ask));
    return Messages.map(({ Body }) => Number(Body));
  };

  beforeAll(async () => {
    queues = await startSqsAndSns();
    queueUrls = await createQueues(queues.url);
    faults = engineFaultPlan();
    layer = await startFaultLayer(queues, faults);
    sqs = new SQSClient({ ...client, endpoint: layer.url, useQueueUrlAsEndpoint: false });
  });
  beforeEach(() => faults.behave(1, []));
  afterAll(async () => {
    sqs.destroy();
    await layer.close();
    await queues.close();
  });

  it('given a batch of which half was refused with 200, then all arrive', async () => {
    faults.behave(1, once({ kind: 'half-done' }, 'SendMessageBatch'));
    await send(5);
    expect((await received()).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });

  it('given messages that come twice or are overtaken, then they do', async () => {
    faults.behave(1, once({ kind: 'duplicated', afterSeconds: 0 }, 'SendMessageBatch'));
    await send(1);
    expect(await received()).toEqual([0, 0]);
    faults.behave(1, once({ kind: 'overtaken', afterSeconds: 60 }, 'SendMessageBatch'));
    await send(2);
    expect(await received()).toEqual([]);
  });

  it('given a throttled publish, then the error has SNS’s name and status', async () => {
    const { staff } = await createTopics(layer.url, { staff: 'staff' });
    const sns = new SNSClient({ ...client, endpoint: layer.url, maxAttempts: 1 });
    faults.behave(1, once({ kind: 'throttled' }, 'Publish'));
    const publish = () => sns.send(new PublishCommand({ TopicArn: staff, Message: 'x' }));
    await expect(publish()).rejects.toThrow(expect.objectContaining({ name: expect.stringMatching(/^Throttled/) }));
    expect((await publish()).MessageId).toBeDefined();
    sns.destroy();
  });
});

describe('chance', () => {
  it('given the same seed, then the same requests are struck, in whatever order they come', () => {
    const struck = (seed: number, order: readonly string[]): string[] => {
      const faults = engineFaultPlan();
      faults.behave(seed, [{ fault: { kind: 'unavailable' }, share: 0.5 }]);
      for (const pk of order) {
        const body = JSON.stringify({ TableName: 't', Key: { pk: { S: pk } } });
        faults.choose(readRequest('DynamoDB_20120810.GetItem', body));
      }
      faults.behave(seed, []);
      return faults
        .strikes()
        .map(({ target }) => target)
        .toSorted();
    };
    const keys = Array.from({ length: 30 }, (_, index) => `row-${index}`);
    const first = struck(7, keys);
    expect(struck(7, keys.toReversed())).toEqual(first);
    expect(struck(8, keys)).not.toEqual(first);
    expect(first.length).toBeGreaterThan(5);
  });
});
