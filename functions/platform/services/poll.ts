import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import { documentClient } from './clients.ts';
import { knowledgeOf } from './facts.ts';
import { situationsOf } from './situation.ts';

/** The scheduled look at the weather. */
export const composePoll: Compose<unknown, { ok: boolean }> = (platform) => {
  const documents = documentClient(platform);
  const situations = situationsOf(platform, documents, knowledgeOf(platform, documents));
  const log = platform.log ?? lambdaLog('poll');
  return async () => {
    const { ok, alerts, changed } = await situations.look();
    if (!ok) log.error('weather-unknown', { alarm: 'weather-unknown', feed: 'weather' });
    log.info('polled', { feed: 'weather', count: alerts, status: changed.length });
    return { ok };
  };
};
