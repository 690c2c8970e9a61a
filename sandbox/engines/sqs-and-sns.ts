import { mkdirSync } from 'node:fs';
import { buildApp, type BuildAppOptions } from 'fauxqs';
import * as z from 'zod';
import { loopback } from '../listen.ts';
import { engineRegion, type Engine } from './engine.ts';

/**
 * SQS and SNS on loopback, kept in `folder` (in memory without one). The engine's own start binds every interface, so its parts are put
 * together here: the same stores and persistence, on loopback only.
 */
export async function startSqsAndSns(folder?: string): Promise<Engine> {
  const app = buildApp({
    logger: false,
    defaultRegion: engineRegion,
    ...(folder === undefined ? {} : await keptStores(folder)),
  });
  const url = await app.listen({ host: loopback, port: 0 });
  return {
    url,
    listener: (request, response) => void app.server.emit('request', request, response),
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
