import type { MachineClock, MachineMs } from '../core/clock.ts';
import type { ChannelName } from '../names.ts';
import { pauseMs } from './advance.ts';
import type { Report, Times } from './ports.ts';

/** What one process knows of its channel: whether it answers at all. */
export type ChannelHealth = {
  /** Leave to ask. While nothing answers it is given once after each pause, to a probe. */
  mayAsk(): boolean;
  /** When a channel that answers nobody is asked again; undefined: it answers. */
  downUntilMs(): MachineMs | undefined;
  /** Hears of each request whether the vendor answered it, be it by refusing. */
  heard(targetId: string, answered: boolean): void;
};

type HealthDeps = {
  readonly clock: Pick<MachineClock, 'now'>;
  readonly times: Times;
  readonly channel: ChannelName;
  /** Hears of `channel-is-down` at the beginning, and of each probe in vain. */
  readonly report: Report;
};

/** So many classes in a row without an answer are the channel's fault, not theirs. */
const mostSilent = 5;

/**
 * A channel that is wholly down is asked with growing pauses, and by one request at a time: each of thousands of classes would else be tried
 * every two minutes. It is up again with the first answer. Every process finds out for itself; no row has to be right for that.
 */
export function channelHealth({ clock, times, channel, report }: HealthDeps): ChannelHealth {
  const silent = new Set<string>();
  let untilMs: MachineMs | undefined;
  let probing = false;
  let pauses = 0;

  const rest = (): void => {
    untilMs = clock.now() + pauseMs(pauses, times);
    pauses += 1;
    probing = false;
    report('channel-is-down', { channel, count: pauses });
  };
  return {
    mayAsk() {
      if (untilMs === undefined) return true;
      if (clock.now() < untilMs) return false;
      // Should the probe come to nothing, the next one follows when its answer must have been there.
      untilMs = clock.now() + times.httpTimeoutMs;
      probing = true;
      return true;
    },
    downUntilMs: () => untilMs,
    heard(targetId, answered) {
      if (answered) {
        silent.clear();
        [untilMs, probing, pauses] = [undefined, false, 0];
        return;
      }
      silent.add(targetId);
      const isFirst = untilMs === undefined && silent.size >= mostSilent;
      if (isFirst || probing) rest();
    },
  };
}
