import { mkdirSync } from 'node:fs';
import { buildApp, type BuildAppOptions } from 'fauxqs';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { channelNames, deadLetterQueueName, lanes, planQueueName, queueName } from '../../functions/names.ts';
import { loopback } from '../listen.ts';
import { madeUpCredentials } from '../settings.ts';
import type { Engine } from './tables.ts';

const region = 'us-east-2';

/**
 * SQS and SNS on loopback, kept in `folder` (in memory without one). The engine's own start binds every interface, so its parts are put
 * together here: the same stores and persistence, on loopback only.
 */
export async function startQueues(folder?: string): Promise<Engine> {
  const app = buildApp({
    logger: false,
    defaultRegion: region,
    ...(folder === undefined ? {} : await keptStores(folder)),
  });
  const url = await app.listen({ host: loopback, port: 0 });
  return {
    url,
    close: async () => {
      await app.close();
    },
  };
}

type Stores = NonNullable<BuildAppOptions['stores']>;

/** A class of the engine by its shape: its package exports no more than the ready-made server. */
const classOf = <T>() => z.custom<T>((value) => typeof value === 'function');

const Parts = z.object({
  SqsStore: classOf<new () => Stores['sqsStore']>(),
  SnsStore: classOf<new () => Stores['snsStore']>(),
  S3Store: classOf<new () => Stores['s3Store']>(),
  PersistenceManager: classOf<new (folder: string) => { load(...stores: object[]): void }>(),
});

const partOf = async (file: string): Promise<object> => {
  const module: unknown = await import(new URL(file, import.meta.resolve('fauxqs')).href);
  return typeof module === 'object' && module !== null ? module : {};
};

async function keptStores(folder: string): Promise<{ stores: Stores }> {
  mkdirSync(folder, { recursive: true });
  const files = ['./sqs/sqsStore.js', './sns/snsStore.js', './s3/s3Store.js', './persistence.js'];
  const modules = await Promise.all(files.map(partOf));
  const { SqsStore, SnsStore, S3Store, PersistenceManager } = Parts.parse({
    ...modules[0],
    ...modules[1],
    ...modules[2],
    ...modules[3],
  });
  const stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const persistence = new PersistenceManager(folder);
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  for (const kept of [stores.sqsStore, stores.snsStore, ...stores.sqsStore.allQueues()])
    Object.assign(kept, { persistence });
  return { stores };
}

/** Makes the queues and returns their addresses by name. A queue that crashed its worker five times passes a message on. */
export async function createQueues(endpoint: string): Promise<Record<string, string>> {
  const client = new SQSClient({ endpoint, region, credentials: madeUpCredentials });
  const urls: Record<string, string> = {};
  const make = async (name: string, deadLetters?: string): Promise<void> => {
    const redrive = { deadLetterTargetArn: `arn:aws:sqs:${region}:000000000000:${deadLetters}`, maxReceiveCount: 5 };
    await client.send(
      new CreateQueueCommand({
        QueueName: name,
        Attributes: {
          VisibilityTimeout: '360',
          ...(deadLetters === undefined ? {} : { RedrivePolicy: JSON.stringify(redrive) }),
        },
      }),
    );
    urls[name] = `${endpoint}/000000000000/${name}`;
  };
  for (const channel of channelNames) {
    await make(deadLetterQueueName(channel));
    for (const lane of lanes) await make(queueName(channel, lane), deadLetterQueueName(channel));
  }
  await make(planQueueName);
  client.destroy();
  return urls;
}

/** Makes the topics and returns their ARNs by the short name they are known by. */
export async function createTopics(
  endpoint: string,
  topics: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const client = new SNSClient({ endpoint, region, credentials: madeUpCredentials });
  const arns: Record<string, string> = {};
  for (const [short, name] of Object.entries(topics)) {
    arns[short] = (await client.send(new CreateTopicCommand({ Name: name }))).TopicArn ?? '';
  }
  client.destroy();
  return arns;
}
