import { ReceiveMessageCommand, type SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageQueues, MessagesRefused } from '../../../functions/platform/queue.ts';
import { planQueueName, queueName } from '../../../functions/names.ts';
import { type Queues, startQueues } from '../../support/engines.ts';

let queues: Queues;
beforeAll(async () => {
  queues = await startQueues();
});
afterAll(() => queues.close());

async function received(name: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const QueueUrl = queues.queueUrls[name];
    const { Messages = [] } = await queues.client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    bodies.push(...Messages.map(({ Body = '' }) => Body));
  }
}

describe('the queues of parcels', () => {
  it('given 23 messages, then all arrive in their order on the queue of their channel and lane', async () => {
    const sending = messageQueues<number, never>(queues.client, queues.queueUrls);
    await sending.send(
      'teams',
      'urgent',
      Array.from({ length: 23 }, (_, message) => ({ message })),
    );
    expect(await received(queueName('teams', 'urgent'))).toEqual(Array.from({ length: 23 }, (_, i) => String(i)));
    expect(await received(queueName('teams', 'normal'))).toEqual([]);
  });

  it('given a delay, then the message cannot be had yet; given longer than a queue can wait, then as long as it can', async () => {
    const planning = messageQueues<never, string>(queues.client, queues.queueUrls);
    await planning.sendPlan('later', 5_000);
    await planning.sendPlan('much later', 86_400_000);
    expect(await received(planQueueName)).toEqual([]);
  });

  it('given a batch of which a part is refused, then that part alone is sent again, and at last that is said', async () => {
    const sent: string[][] = [];
    const partly = (refuse: (tries: number) => boolean): SQSClient =>
      ({
        async send({ input }: SendMessageBatchCommand) {
          const entries = input.Entries ?? [];
          sent.push(entries.map(({ MessageBody = '' }) => MessageBody));
          const Failed = refuse(sent.length) ? entries.filter(({ MessageBody }) => MessageBody === '1') : [];
          return { Failed };
        },
      }) as unknown as SQSClient;
    const urls = { [queueName('sns', 'normal')]: 'http://127.0.0.1/q' };
    const messages = [0, 1, 2].map((message) => ({ message }));
    await messageQueues(
      partly((tries) => tries < 2),
      urls,
    ).send('sns', 'normal', messages);
    expect(sent).toEqual([['0', '1', '2'], ['1']]);
    await expect(
      messageQueues(
        partly(() => true),
        urls,
      ).send('sns', 'normal', messages),
    ).rejects.toThrow(MessagesRefused);
  });
});
