import { DeleteMessageCommand, ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Handler } from '../functions/platform/entry.ts';
import { invoke } from './invoke.ts';

/** A queue and the function that Lambda would feed from it. */
export type Feed = {
  readonly queueUrl: string;
  readonly functionName: string;
  readonly timeoutSeconds: number;
  /** The mapping's maximum concurrency. */
  readonly concurrency: number;
  readonly handler: Handler<SQSEvent, SQSBatchResponse | void>;
};

/**
 * Stands where Lambda's event source mappings stand: takes messages from the real queues one at a time, calls the function with Lambda's
 * event, timeout and payload limit, deletes what succeeded and leaves the rest to the queue's visibility.
 */
export function startPump(
  client: SQSClient,
  feeds: readonly Feed[],
  report: (problem: string) => void,
): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const loops = feeds.flatMap((feed) =>
    Array.from({ length: feed.concurrency }, () => pumpOne(client, feed, report, stopped.signal)),
  );
  return {
    stop: async () => {
      stopped.abort();
      await Promise.all(loops);
    },
  };
}

async function pumpOne(
  client: SQSClient,
  feed: Feed,
  report: (problem: string) => void,
  stopped: AbortSignal,
): Promise<void> {
  while (!stopped.aborted) {
    try {
      const message = await receiveOne(client, feed.queueUrl, stopped);
      if (message !== undefined) await handOver(client, feed, message, report);
    } catch (error) {
      if (stopped.aborted) return;
      report(`${feed.functionName}: ${error instanceof Error ? error.message : String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function receiveOne(client: SQSClient, queueUrl: string, stopped: AbortSignal): Promise<Message | undefined> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: 20,
    MessageSystemAttributeNames: ['All'],
  });
  const answer = await client.send(command, { abortSignal: stopped });
  return answer.Messages?.[0];
}

async function handOver(
  client: SQSClient,
  feed: Feed,
  message: Message,
  report: (problem: string) => void,
): Promise<void> {
  const result = await invoke(feed.functionName, feed.handler, sqsEvent(feed.queueUrl, message), feed.timeoutSeconds);
  if (!result.ok) return report(`${feed.functionName} crashed: ${result.problem}`);
  const failed =
    result.value?.batchItemFailures.some((failure) => failure.itemIdentifier === message.MessageId) ?? false;
  if (failed) return;
  await client.send(new DeleteMessageCommand({ QueueUrl: feed.queueUrl, ReceiptHandle: message.ReceiptHandle }));
}

function sqsEvent(queueUrl: string, message: Message): SQSEvent {
  const attributes = message.Attributes ?? {};
  return {
    Records: [
      {
        messageId: message.MessageId ?? '',
        receiptHandle: message.ReceiptHandle ?? '',
        body: message.Body ?? '',
        attributes: {
          ApproximateReceiveCount: attributes['ApproximateReceiveCount'] ?? '1',
          SentTimestamp: attributes['SentTimestamp'] ?? '0',
          SenderId: attributes['SenderId'] ?? 'SANDBOX',
          ApproximateFirstReceiveTimestamp: attributes['ApproximateFirstReceiveTimestamp'] ?? '0',
        },
        messageAttributes: {},
        md5OfBody: message.MD5OfBody ?? '',
        eventSource: 'aws:sqs',
        eventSourceARN: `arn:aws:sqs:us-east-2:000000000000:${queueUrl.split('/').at(-1)}`,
        awsRegion: 'us-east-2',
      },
    ],
  };
}
