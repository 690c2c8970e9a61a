import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { type ChannelName, type Lane, planQueueName, queueName } from '../names.ts';

/** Addresses by queue name. */
export type QueueUrls = Readonly<Record<string, string>>;

/** One message, and after how long it may be taken. */
export type Outgoing<M> = { readonly message: M; readonly delayMs?: number };

const mostInBatch = 10;
/** SQS delays at most 15 minutes. */
const longestDelaySeconds = 900;
const mostTries = 4;

/** Some messages of a batch were refused again and again; those before them were sent. */
export class MessagesRefused extends Error {
  override readonly name = 'MessagesRefused';
}

/** The queues of parcels and of held entries. */
export type MessageQueues<M, E> = {
  send(channel: ChannelName, lane: Lane, messages: readonly Outgoing<M>[]): Promise<void>;
  sendPlan(entry: E, delayMs: number): Promise<void>;
};

/** Sends messages as JSON in the order given, ten at a time; what a batch refused in part is sent again. */
export function messageQueues<M, E>(sqs: SQSClient, urls: QueueUrls): MessageQueues<M, E> {
  const sendAll = async (name: string, messages: readonly Outgoing<M | E>[]): Promise<void> => {
    const url = urls[name];
    if (url === undefined) throw new MessagesRefused(`There is no queue ${name}: name it in the settings.`);
    for (let from = 0; from < messages.length; from += mostInBatch) {
      await sendBatch(sqs, url, messages.slice(from, from + mostInBatch));
    }
  };
  return {
    send: (channel, lane, messages) => sendAll(queueName(channel, lane), messages),
    sendPlan: (message, delayMs) => sendAll(planQueueName, [{ message, delayMs }]),
  };
}

/** Sends one message at once to the queue of a name. */
export function oneQueue<M>(sqs: SQSClient, urls: QueueUrls, name: string): (message: M) => Promise<void> {
  return async (message) => {
    const url = urls[name];
    if (url === undefined) throw new MessagesRefused(`There is no queue ${name}: name it in the settings.`);
    await sendBatch(sqs, url, [{ message }]);
  };
}

/** A batch is answered 200 with part of it refused (`Failed`): only that part is sent again. */
async function sendBatch(sqs: SQSClient, url: string, messages: readonly Outgoing<unknown>[]): Promise<void> {
  let left = messages.map(({ message, delayMs = 0 }, index) => ({
    Id: String(index),
    MessageBody: JSON.stringify(message),
    DelaySeconds: Math.min(longestDelaySeconds, Math.ceil(Math.max(0, delayMs) / 1000)),
  }));
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: left }));
    const failed = new Set(Failed.map(({ Id }) => Id));
    left = left.filter(({ Id }) => failed.has(Id));
    if (left.length === 0) return;
  }
  throw new MessagesRefused(`${left.length} messages were refused ${mostTries} times: the tick will send them.`);
}
