import { hookFeed } from '../../triggers/hook-as-of.ts';
import { lookAtHooks, silentHooks } from '../../triggers/look-at-hooks.ts';
import { entraAssertion } from '../entra-assertion.ts';
import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import { documentClient } from './clients.ts';
import { knowledgeOf } from './facts.ts';
import { situationsOf } from './situation.ts';
import { toolPollsOf } from './tool-polls.ts';

/** The scheduled look at the weather, and at the status feeds of tools. */
export const composePoll: Compose<unknown, { ok: boolean }> = (platform) => {
  const documents = documentClient(platform);
  const knowledge = knowledgeOf(platform, documents);
  const { district, signals } = knowledge;
  const situations = situationsOf(platform, documents, knowledge);
  const lookAtTools = toolPollsOf(platform, {
    district,
    store: knowledge.readiness.store,
    ...(platform.settings.where === 'lambda' && { clientAssertion: entraAssertion() }),
  });
  const log = platform.log ?? lambdaLog('poll');
  return async () => {
    // Neither waits for the other: a slow status page may not keep a warning from being seen.
    const [{ ok, alerts, changed, problem, failures }, tools] = await Promise.all([situations.look(), lookAtTools()]);
    if (tools.changed) await situations.recompute();
    // Of the problem's words none is the service's.
    const said = problem === undefined ? {} : { error: problem };
    // One failed poll is the service's ordinary day; people on duty hear of the second, as findings do.
    if (failures > 1) log.error('weather-unknown', { alarm: 'weather-unknown', feed: 'weather', ...said });
    else if (problem !== undefined) log.warn('weather-doubted', { feed: 'weather', ...said });
    log.info('polled', { feed: 'weather', count: alerts, status: changed.length });
    const unknown = tools.readings.filter(({ status }) => status === 'unknown').length;
    log.info('polled', { feed: 'tools', count: tools.readings.length, status: unknown });
    const silent = silentHooks(await lookAtHooks({ hooks: district.hooks, signals, clocks: platform.clocks }));
    for (const { id, vendor } of silent) {
      log.error('hook-silent', { alarm: 'hook-silent', feed: hookFeed(id), provider: vendor });
    }
    return { ok };
  };
};
