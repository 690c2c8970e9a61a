import { compareInstants, formatInstant, parseInstant } from '../core/time.ts';
import { hookFeed } from './hook-as-of.ts';
import type { HookMessage } from './hook-message.ts';
import type { SignalStore } from './ports.ts';

/** Notes that something proven came by a hook, whatever it says; what comes late or twice takes nothing back. */
export async function hearHook(
  { signals, timeZone }: { readonly signals: Pick<SignalStore, 'feed' | 'putFeed'>; readonly timeZone: string },
  { hookId, receivedAt }: Pick<HookMessage, 'hookId' | 'receivedAt'>,
): Promise<void> {
  const feed = hookFeed(hookId);
  const at = parseInstant(receivedAt);
  const before = (await signals.feed(feed))?.lastGoodAt;
  if (before !== undefined && compareInstants(parseInstant(before), at) >= 0) return;
  await signals.putFeed({ feed, ok: true, lastGoodAt: formatInstant(at, timeZone), failures: 0, alerts: 0 });
}
