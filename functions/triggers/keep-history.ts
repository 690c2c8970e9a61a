import { canonicalJson } from '../core/hash.ts';
import { formatInstant } from '../core/time.ts';
import { compareWeather, type Difference } from './compare-weather.ts';
import type { Moment } from './merge-event.ts';
import type { WeatherEvent } from './ports.ts';
import { keptAlertIds, keptChanges, type SignalChange } from './signal-change.ts';
import type { WeatherContent, WeatherSignal } from './signal.ts';

/** What a reading makes of one signal. */
export type Step = {
  /** Absent: seen for the first time. */
  readonly before?: WeatherSignal | undefined;
  /** Its state now, with the history and revision that it had. */
  readonly after: WeatherSignal;
  /** What the reading shows of it. */
  readonly event?: WeatherEvent | undefined;
  /** What is known of it beyond its own two states. */
  readonly upgrades: readonly Difference[];
};

/** The row after a reading: the next revision with what changed, or the same signal where nothing of it differs. */
export function keepHistory({ before, after, event, upgrades }: Step, { now, timeZone }: Moment): WeatherSignal {
  const at = formatInstant(now, timeZone);
  const alertIds = event?.content.alertIds.slice(-keptAlertIds) ?? [];
  const dated = (found: readonly Difference[]): SignalChange[] => found.map((it) => ({ at, ...it, alertIds }));
  if (before === undefined) return { ...after, changes: dated([firstSeen(after.content), ...upgrades]) };

  if (before === after || canonicalJson(stateOf(before)) === canonicalJson(stateOf(after))) return before;
  const found = compareWeather(before, after).filter(({ kind }) => kind !== 'upgraded' || upgrades.length === 0);
  const all = [...before.changes, ...dated([...found, ...upgrades])];
  const changes = all.slice(-keptChanges);
  return {
    ...after,
    lastSeenAt: at,
    changedAt: saysTheSame(before, after) ? before.changedAt : at,
    revision: before.revision + 1,
    changes,
    olderChanges: before.olderChanges + all.length - changes.length,
  };
}

/** Whether two states of a signal say the same to anybody who decides: words, ids and doubts are no change. */
export function saysTheSame(a: WeatherSignal, b: WeatherSignal): boolean {
  return canonicalJson(sayingOf(a)) === canonicalJson(sayingOf(b));
}

function sayingOf({ status, upgradedTo, upgradedFrom, content }: WeatherSignal): unknown {
  const { code, event, ugc, same, begins, ends, areas } = content;
  return { status, upgradedTo, upgradedFrom, code, event, ugc, same, begins, ends, areas };
}

function stateOf({ changes: _, ...state }: WeatherSignal): unknown {
  return state;
}

function firstSeen({ event, headline, begins, ends }: WeatherContent): Difference {
  return { kind: 'seen', what: headline ?? event, from: begins, ...(ends === undefined ? {} : { to: ends }) };
}
