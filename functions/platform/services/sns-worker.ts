import { snsChannel } from '../../channels/sns/channel.ts';
import { snsLimits } from '../../deliveries/provider-limits.ts';
import type { BatchAnswer } from '../../deliveries/ports.ts';
import type { Compose } from '../entry.ts';
import { composeWorker } from './worker.ts';

/** Publishes to the district's topics; SNS cannot be looked at, so it is at least once. */
export const composeSnsWorker: Compose<unknown, BatchAnswer> = (platform) =>
  composeWorker('sns-worker', platform, () => {
    const { region, endpoints, topics, times } = platform.settings;
    const { requestHandler } = platform;
    const client = {
      region,
      ...(endpoints.sns !== undefined && { endpoint: endpoints.sns }),
      ...(requestHandler !== undefined && { requestHandler }),
    };
    return {
      channel: snsChannel({ client, topicArns: topics, httpTimeoutMs: times.httpTimeoutMs }),
      limits: snsLimits(),
    };
  });
