import type { Hook } from '../calendar/hooks.ts';
import type { Clocks } from '../core/clock.ts';
import { hookAsOf, hookFeed } from './hook-as-of.ts';
import type { SignalStore } from './ports.ts';
import type { FeedState } from './signal.ts';

/** A hook beside how it stands. */
export type HookSeen = { readonly hook: Hook; readonly feed: FeedState };

/** The hooks of the district file that have spoken, or should have, as of now. */
export async function lookAtHooks({
  hooks,
  signals,
  clocks,
}: {
  readonly hooks: readonly Hook[];
  readonly signals: Pick<SignalStore, 'feed'>;
  readonly clocks: Pick<Clocks, 'calendar'>;
}): Promise<HookSeen[]> {
  const rows = await Promise.all(hooks.map(({ id }) => signals.feed(hookFeed(id))));
  const now = clocks.calendar.now();
  return hooks.flatMap((hook, i) => {
    const feed = hookAsOf(hook, rows[i], now);
    return feed === undefined ? [] : [{ hook, feed }];
  });
}

/** Those that spoke once and have fallen silent; one that never did is not connected yet, which is no alarm. */
export function silentHooks(seen: readonly HookSeen[]): Hook[] {
  return seen.filter(({ feed }) => !feed.ok && feed.lastGoodAt !== undefined).map(({ hook }) => hook);
}
