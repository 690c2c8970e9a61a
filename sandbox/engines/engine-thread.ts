import { parentPort, workerData } from 'node:worker_threads';
import { EngineFolders, type EngineUrls } from './engine.ts';

/*
 * The engines' side of `start-engines.ts`: starts those that have a folder, says where they listen, and closes them at the first message.
 * Their packages are loaded here only, while the product loads its own.
 */
const { dynamodb, queues } = EngineFolders.parse(workerData);

const [tables, messages] = await Promise.all([
  dynamodb === undefined ? undefined : import('./dynamodb.ts').then(({ startDynamoDb }) => startDynamoDb(dynamodb)),
  queues === undefined ? undefined : import('./sqs-and-sns.ts').then(({ startSqsAndSns }) => startSqsAndSns(queues)),
]);

parentPort?.once('message', () => {
  void Promise.all([tables?.close(), messages?.close()]).then(() => process.exit(0));
});
parentPort?.postMessage({
  ...(tables && { dynamodb: tables.url }),
  ...(messages && { queues: messages.url }),
} satisfies EngineUrls);
