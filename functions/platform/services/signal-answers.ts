import type { SignalAnswer } from '../../api/contract/signals.ts';
import { parseInstant } from '../../core/time.ts';
import type { FeedState, Signal } from '../../triggers/signal.ts';

/** Signals as people see them, the newest change first; open weather says since when its feed is unknown. */
export function signalAnswers(signals: readonly Signal[], feed: FeedState | undefined): SignalAnswer[] {
  const unknown = feed?.ok === false && feed.unknownSince !== undefined ? { unknownSince: feed.unknownSince } : {};
  return signals
    .toSorted((a, b) => changedMs(b) - changedMs(a))
    .map((signal) => (signal.kind === 'weather' && signal.status === 'open' ? { ...signal, ...unknown } : signal));
}

// Timestamps carry the offset of their day: as texts they would be out of order on the night when clocks change.
const changedMs = ({ changedAt }: Signal): number => parseInstant(changedAt).epochMilliseconds;
