import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { channelNames, deadLetterQueueName, lanes, planQueueName, queueName } from '../../functions/names.ts';
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
  const client = new SNSClient({ endpoint, region: engineRegion, credentials: madeUpCredentials });
  const arns: Record<string, string> = {};
  for (const [short, name] of Object.entries(topics)) {
    arns[short] = (await client.send(new CreateTopicCommand({ Name: name }))).TopicArn ?? '';
  }
  client.destroy();
  return arns;
}
