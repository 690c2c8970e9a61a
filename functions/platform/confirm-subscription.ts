import { ConfirmSubscriptionCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Settings } from './settings.ts';

/**
 * Confirms a subscription by the API of SNS in the topic's own region, so that no address of a request is ever asked (S-23). Afterwards only the
 * topic's owner may end it. Rejects when SNS refuses the token.
 */
export function subscriptionConfirmer({
  endpoints,
}: Pick<Settings, 'endpoints'>): (topicArn: string, token: string) => Promise<void> {
  return async (TopicArn, Token) => {
    const region = TopicArn.split(':')[3] ?? '';
    const client = new SNSClient({ region, ...(endpoints.sns !== undefined && { endpoint: endpoints.sns }) });
    await client.send(new ConfirmSubscriptionCommand({ TopicArn, Token, AuthenticateOnUnsubscribe: 'true' }));
  };
}
