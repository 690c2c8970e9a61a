import { eachMessage } from '../../deliveries/each-message.ts';
import type { BatchAnswer } from '../../deliveries/ports.ts';
import { readHook } from '../../sources/incident-vendors/vendors.ts';
import { seenEvents } from '../../store/seen-events.ts';
import { HookMessage } from '../../triggers/hook-message.ts';
import { receiveHook, type ReceiveHookDeps } from '../../triggers/receive-hook.ts';
import { subscriptionConfirmer } from '../confirm-subscription.ts';
import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import type { Platform } from '../platform.ts';
import { documentClient } from './clients.ts';
import { knowledgeOf, type Knowledge } from './facts.ts';
import { situationsOf } from './situation.ts';
import { toolPollsOf } from './tool-polls.ts';

/** Reads proven webhooks from their queue: signals, pages asked again, subscriptions confirmed. */
export const composeIntake: Compose<unknown, BatchAnswer> = (platform) => {
  const { settings, clocks } = platform;
  const documents = documentClient(platform);
  const knowledge = knowledgeOf(platform, documents);
  const { district, signals } = knowledge;
  const situations = situationsOf(platform, documents, knowledge);
  const log = platform.log ?? lambdaLog('intake');
  const deps: ReceiveHookDeps = {
    signals,
    clocks,
    timeZone: district.timeZone,
    hooks: district.hooks,
    seen: seenEvents(documents, settings.tables.operations, clocks.machine),
    read: readHook,
    lookAgain: async (toolIds) => {
      if (await askPages(platform, knowledge, toolIds)) await situations.recompute();
    },
    recompute: () => situations.recompute(),
    confirm: subscriptionConfirmer(settings),
  };
  const failed = (_: string, { messageId, error }: Readonly<Record<string, string | number>>): void =>
    log.error('incident-not-taken-in', {
      alarm: 'incident-not-taken-in',
      messageId: messageId ?? '',
      error: error ?? '',
    });
  return (event) =>
    eachMessage(event, failed, async (body) => {
      const message = HookMessage.parse(body);
      const { taken, why, unread } = await receiveHook(deps, message);
      const ids = { provider: message.vendor, ...(unread === undefined ? {} : { count: unread }) };
      // Of the reason none is the sender's word.
      if (taken && unread === undefined) log.info('a webhook was taken in', ids);
      else log.warn('a webhook was not taken in whole', { ...ids, ...(why === undefined ? {} : { error: why }) });
    });
};

/** Looks at the status pages of some tools, or of all that have one; whether any stands otherwise than before. */
async function askPages(
  platform: Platform,
  { district, readiness }: Knowledge,
  toolIds: readonly string[],
): Promise<boolean> {
  const tools = district.tools.filter(
    ({ id, status }) => status.kind === 'statuspage' && (toolIds.length === 0 || toolIds.includes(id)),
  );
  const look = toolPollsOf(platform, { district: { ...district, tools }, store: readiness.store });
  return (await look()).changed;
}
