import * as z from 'zod';
import type { BatchAnswer, Invocation, Report } from './ports.ts';

/** What is read of an SQS event. */
const QueueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** How an entry answers one event of its own kind. */
export type Handle<R> = (event: unknown, invocation: Invocation) => Promise<R>;

/** Handles a batch's messages one by one; those whose handling throws are reported, and answered to come again. */
export async function eachMessage(
  event: unknown,
  report: Report,
  handle: (body: unknown) => Promise<void>,
): Promise<BatchAnswer> {
  const batchItemFailures: BatchAnswer['batchItemFailures'] = [];
  for (const { messageId, body } of QueueEvent.parse(event).Records) {
    try {
      await handle(parsed(body));
    } catch (error) {
      report('message-failed', { messageId, error: error instanceof Error ? error.name : 'unknown' });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
