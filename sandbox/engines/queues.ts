import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  channelNames,
  deadLetterQueueName,
  intakeQueueName,
  lanes,
  planQueueName,
  queueName,
} from '../../functions/names.ts';
import { madeUpCredentials } from '../settings.ts';
import { engineRegion } from './engine.ts';

/** Makes the queues and returns their addresses by name. A queue that crashed its worker five times passes a message on. */
export async function createQueues(endpoint: string): Promise<Record<string, string>> {
  const client = new SQSClient({ endpoint, region: engineRegion, credentials: madeUpCredentials });
  const urls: Record<string, string> = {};
  const make = async (name: string, deadLetters?: string): Promise<void> => {
    const redrive = {
      deadLetterTargetArn: `arn:aws:sqs:${engineRegion}:000000000000:${deadLetters}`,
      maxReceiveCount: 5,
    };
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
  // A queue that passes messages on comes after the one that takes them.
  await Promise.all([
    make(planQueueName),
    make(intakeQueueName),
    ...channelNames.map((channel) => make(deadLetterQueueName(channel))),
  ]);
  await Promise.all(
    channelNames.flatMap((channel) =>
      lanes.map((lane) => make(queueName(channel, lane), deadLetterQueueName(channel))),
    ),
  );
  client.destroy();
  return urls;
}

/** Makes the topics and returns their ARNs by the short name they are known by. */
export async function createTopics(
  endpoint: string,
  topics: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const client = new SNSClient({ endpoint, region: engineRegion, credentials: madeUpCredentials });
  const arns = await Promise.all(
    Object.entries(topics).map(async ([short, name]): Promise<[string, string]> => {
      const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: name }));
      return [short, TopicArn];
    }),
  );
  client.destroy();
  return Object.fromEntries(arns);
}
