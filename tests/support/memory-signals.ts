import { Conflict } from '../../functions/core/errors.ts';
import type { SignalStore } from '../../functions/triggers/ports.ts';
import type { FeedState, Signal } from '../../functions/triggers/signal.ts';

/** Signals in memory, with the same promises as the table's. */
export function memorySignals(): SignalStore & { puts: number } {
  const signals = new Map<string, Signal>();
  const feeds = new Map<string, FeedState>();
  return {
    puts: 0,
    all: () => Promise.resolve([...signals.values()]),
    put(signal) {
      this.puts++;
      const stored = signals.get(signal.signalId)?.revision ?? 0;
      if (stored !== signal.revision - 1) return Promise.reject(new Conflict('It changed.'));
      signals.set(signal.signalId, signal);
      return Promise.resolve();
    },
    feed: (feed) => Promise.resolve(feeds.get(feed)),
    putFeed(state) {
      feeds.set(state.feed, state);
      return Promise.resolve();
    },
  };
}
