import { PublishCommand, type PublishCommandInput, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { DeliveryChannel } from '../../deliveries/ports.ts';
import { failureOf } from './outcomes.ts';

export type SnsChannelDeps = {
  /** Region, and in the sandbox the endpoint. Retries are switched off here, whatever it says. */
  readonly client: SNSClientConfig;
  /** By the short names of topics: `public`, `staff`, … */
  readonly topicArns: Readonly<Record<string, string>>;
  readonly httpTimeoutMs: number;
};

/**
 * Publishes one message a target, `<topic>/<language>`. SNS cannot be looked at, so a doubt is settled by sending again: at least once,
 * with `deliveryId` among the attributes for receivers that want once.
 */
export function snsChannel({ client, topicArns, httpTimeoutMs }: SnsChannelDeps): DeliveryChannel {
  const sns = new SNSClient({ ...client, maxAttempts: 1 });
  return {
    name: 'sns',
    async post({ targetId }, { text, subject, attributes }, signal) {
      const TopicArn = topicArns[targetId.split('/')[0] ?? ''];
      if (TopicArn === undefined) {
        return {
          kind: 'refused',
          permanent: true,
          reason: `there is no topic for ${targetId}: deploy it, or correct the plan`,
        };
      }
      if (signal.aborted) return { kind: 'refused', permanent: false, reason: 'there was no time left to ask' };
      const publish = new PublishCommand({
        TopicArn,
        Message: text,
        ...(subject !== undefined && { Subject: oneLine(subject) }),
        MessageAttributes: asAttributes(attributes),
      });
      try {
        const timeout = AbortSignal.any([signal, AbortSignal.timeout(httpTimeoutMs)]);
        const { MessageId: providerId } = await sns.send(publish, { abortSignal: timeout });
        if (providerId !== undefined) return { kind: 'sent', providerId, postedAs: 'sns' };
        return { kind: 'doubt', reason: 'SNS answered without a message id' };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

type Attributes = NonNullable<PublishCommandInput['MessageAttributes']>;

/** SNS refuses a whole message for one empty attribute. */
function asAttributes(attributes: Readonly<Record<string, string>>): Attributes {
  const said = Object.entries(attributes).filter(([, value]) => value !== '');
  return Object.fromEntries(said.map(([name, value]) => [name, { DataType: 'String', StringValue: value }]));
}

/** SNS takes subjects without line breaks and control characters, of less than 100 characters. */
function oneLine(subject: string): string {
  return subject.replace(/\p{Cc}+/gu, ' ').slice(0, 99);
}
