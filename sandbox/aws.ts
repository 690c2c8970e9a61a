import { createQueues, createTopics } from './engines/queues.ts';
import type { Engines } from './engines/start-engines.ts';
import { createTables } from './engines/tables.ts';
import type { FarEnd } from './settings.ts';

/** Far ends whose address is known. */
export type Known = Readonly<Partial<Record<FarEnd, string>>>;

/** What stands where AWS would: where it is, and queues and topics by name. */
export type Aws = {
  readonly endpoints: Readonly<Record<'dynamodb' | 'sns' | 'sqs', string>>;
  readonly queues: Readonly<Record<string, string>>;
  readonly topics: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** Makes tables, queues and topics wherever they are to be: in the engines, or where the environment says. */
export async function prepareAws(
  starting: Promise<Engines>,
  given: Known,
  topicNames: Readonly<Record<string, string>>,
): Promise<Aws> {
  const engines = await starting;
  const { urls } = engines;
  const known: Known = {
    ...(urls.dynamodb !== undefined && { dynamodb: urls.dynamodb }),
    ...(urls.queues !== undefined && { sqs: urls.queues, sns: urls.queues }),
    ...given,
  };
  const endpoints = {
    dynamodb: addressOf('dynamodb', known),
    sns: addressOf('sns', known),
    sqs: addressOf('sqs', known),
  };
  const [queues, topics] = await Promise.all([
    createQueues(endpoints.sqs),
    createTopics(endpoints.sns, topicNames),
    createTables(endpoints.dynamodb),
  ]);
  return { endpoints, queues, topics, close: () => engines.close() };
}

/** Where a far end is; that somebody stands for each is ours to see to. */
export function addressOf(farEnd: FarEnd, known: Known): string {
  const url = known[farEnd];
  if (url === undefined) throw new Error(`nothing stands for ${farEnd}`);
  return url;
}
