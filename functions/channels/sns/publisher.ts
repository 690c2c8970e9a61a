import { PublishCommand, type PublishCommandInput, SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import type { PostOutcome } from '../../deliveries/ports.ts';
import { failureOf } from './outcomes.ts';

export type SnsPublisherDeps = {
  /** Region, and in the sandbox the endpoint. Retries are switched off here, whatever it says. */
  readonly client: SNSClientConfig;
  /** By the short names of topics: `public`, `staff`, … */
  readonly topicArns: Readonly<Record<string, string>>;
  readonly httpTimeoutMs: number;
};

/** One message; `to` is a topic's short name, for notices with the language: `public/en`. */
export type SnsMessage = {
  readonly to: string;
  readonly text: string;
  readonly subject?: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
};

/** Makes one attempt a call and never throws for what SNS does. */
export type SnsPublisher = (message: SnsMessage, signal?: AbortSignal) => Promise<PostOutcome>;

/** Publishes to the district's topics: notices and words to administrators alike. */
export function snsPublisher({ client, topicArns, httpTimeoutMs }: SnsPublisherDeps): SnsPublisher {
  const sns = new SNSClient({ ...client, maxAttempts: 1 });
  return async ({ to, text, subject, attributes }, signal) => {
    const TopicArn = topicArns[to.split('/')[0] ?? ''];
    if (TopicArn === undefined) {
      const reason = `there is no topic for ${to}: deploy it, or correct the plan`;
      return { kind: 'refused', permanent: true, reason };
    }
    if (signal?.aborted === true) {
      return { kind: 'refused', permanent: false, reason: 'there was no time left to ask' };
    }
    const publish = new PublishCommand({
      TopicArn,
      Message: text,
      ...(subject !== undefined && { Subject: oneLine(subject) }),
      MessageAttributes: asAttributes(attributes),
    });
    try {
      const timeout = AbortSignal.timeout(httpTimeoutMs);
      const abortSignal = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
      const { MessageId: providerId } = await sns.send(publish, { abortSignal });
      if (providerId !== undefined) return { kind: 'sent', providerId, postedAs: 'sns' };
      return { kind: 'doubt', reason: 'SNS answered without a message id' };
    } catch (error) {
      return failureOf(error);
    }
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
