import { GetTopicAttributesCommand, SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import type { ChannelProbe } from '../../deliveries/ports.ts';
import { silenceOf } from '../../platform/answer.ts';
import type { CheckOutcome } from '../../readiness/channel-check.ts';
import type { SnsPublisherDeps } from './publisher.ts';

/** How SNS looks at its own right to publish without publishing: whether each topic is there and open to us. */
export function snsProbe(
  { client, topicArns, httpTimeoutMs }: SnsPublisherDeps,
  topics: readonly string[],
): ChannelProbe {
  const sns = new SNSClient({ ...client, maxAttempts: 1 });
  return {
    accounts: topics,
    account: async (topic) => {
      const TopicArn = topicArns[topic];
      if (TopicArn === undefined) return { kind: 'unable', code: 'topic-missing' };
      try {
        const ask = new GetTopicAttributesCommand({ TopicArn });
        await sns.send(ask, { abortSignal: AbortSignal.timeout(httpTimeoutMs) });
        return { kind: 'able' };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** What a topic that is gone or closed answers; anything else says nothing about it. */
const refusals = ['NotFoundException', 'AuthorizationErrorException', 'InvalidParameterException'];

function failureOf(error: unknown): CheckOutcome {
  if (error instanceof SNSServiceException) {
    if (refusals.includes(error.name)) return { kind: 'unable', code: 'topic-missing' };
    return { kind: 'untold', why: `SNS answered ${error.$metadata.httpStatusCode ?? 'nothing'}` };
  }
  const silence = silenceOf(error);
  return { kind: 'untold', why: `SNS could not be asked: ${silence.kind === 'silent' ? silence.why : 'unknown'}` };
}
