import type { Home } from '../../calendar/load-home.ts';
import { snsChannel } from '../../channels/sns/channel.ts';
import { snsProbe } from '../../channels/sns/probe.ts';
import { snsLimits } from '../../deliveries/provider-limits.ts';
import type { BatchAnswer, ChannelProbe } from '../../deliveries/ports.ts';
import type { Compose } from '../entry.ts';
import { composeWorker } from './worker.ts';

/** Publishes to the district's topics; SNS cannot be looked at, so it is at least once. */
export const composeSnsWorker: Compose<unknown, BatchAnswer> = (platform) =>
  composeWorker('sns-worker', platform, ({ home }) => {
    const { region, endpoints, topics, times } = platform.settings;
    const { requestHandler } = platform;
    const client = {
      region,
      ...(endpoints.sns !== undefined && { endpoint: endpoints.sns }),
      ...(requestHandler !== undefined && { requestHandler }),
    };
    const deps = { client, topicArns: topics, httpTimeoutMs: times.httpTimeoutMs };
    const probe = (): ChannelProbe => snsProbe(deps, publishedTopics(home));
    return { channel: { ...snsChannel(deps), probe }, limits: snsLimits() };
  });

/** The topics that notices in earnest go to: no drill's topic may keep the channel from being armed, and that of the people on duty is not ours. */
function publishedTopics({ channels }: Home): string[] {
  return Object.keys(channels.sns?.topics ?? {}).filter((topic) => topic !== 'operations' && topic !== 'drill');
}
