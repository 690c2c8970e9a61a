import { canonicalJson } from '../core/hash.ts';
import { formatInstant, type Temporal } from '../core/time.ts';
import { identify } from './identify.ts';
import type { WeatherEvent } from './ports.ts';
import { weatherIntake, type WeatherContent, type WeatherSignal } from './signal.ts';
import { areasOf, keepBeginnings, msOf, unmentioned, withAreas } from './weather-areas.ts';

/** Good readings in a row that must miss something before it is believed gone: stale caches make alerts flicker. */
export const missesToEnd = 2;

export type Moment = { readonly now: Temporal.Instant; readonly timeZone: string };

/** The signal of an event seen for the first time; undefined where it is over already. */
export function firstSignal(event: WeatherEvent, { now, timeZone }: Moment): WeatherSignal | undefined {
  if (event.ended !== undefined) return undefined;
  const at = formatInstant(now, timeZone);
  return {
    ...identify({ ...origin, vendorId: event.vendorId }),
    kind: 'weather',
    status: 'open',
    missedPolls: 0,
    firstSeenAt: at,
    lastSeenAt: at,
    changedAt: at,
    revision: 1,
    content: withAreas(event.content, areasOf(event.content)),
  };
}

/**
 * The signal after a good reading that shows its event; itself when nothing changed. A part of its area that the reading neither shows nor
 * ends is doubted as a missing event is; with `unread` alerts in the reading it is only kept.
 */
export function mergeEvent(signal: WeatherSignal, event: WeatherEvent, moment: Moment, unread = 0): WeatherSignal {
  if (isStale(event.content, signal.content)) return unchanged(signal, moment);
  const missing = signal.status === 'open' ? unmentioned(signal.content, event, moment.now) : [];
  const misses = missing.length > 0 ? signal.missedPolls + (unread > 0 ? 0 : 1) : 0;
  const kept = misses < missesToEnd ? missing : [];
  if (event.ended !== undefined && (kept.length === 0 || signal.status === 'ended')) {
    return signal.status === 'ended' ? signal : ended(withEvidence(signal, event), event.ended, moment);
  }
  const shown = event.ended === undefined ? areasOf(event.content) : [];
  const areas = [...keepBeginnings(shown, areasOf(signal.content), moment.now), ...kept];
  return rewritten(
    signal,
    { status: 'open', content: withAreas(event.content, areas), missedPolls: kept.length > 0 ? misses : 0 },
    moment,
  );
}

/** What was known of its times and places, with the alerts that ended it: an older one read later must not open it again. */
function withEvidence(signal: WeatherSignal, { content }: WeatherEvent): WeatherSignal {
  const { alertIds, sentAt } = content;
  return { ...signal, content: { ...signal.content, alertIds, ...(sentAt === undefined ? {} : { sentAt }) } };
}

/** The signal after a good reading without its event: over by its own time, doubted once, gone the second time. */
export function missEvent(signal: WeatherSignal, moment: Moment): WeatherSignal {
  if (isOver(signal.content, moment.now)) return ended(signal, 'over', moment);
  const missedPolls = signal.missedPolls + 1;
  return missedPolls < missesToEnd
    ? rewritten(signal, { missedPolls }, moment)
    : ended(signal, 'no longer listed', moment);
}

/** The signal ended for a reason. */
export function ended(signal: WeatherSignal, because: string, moment: Moment): WeatherSignal {
  return rewritten(signal, { status: 'ended', endedBecause: because, missedPolls: 0 }, moment);
}

/** Whether two states of a signal say the same to anybody who decides. */
export function saysTheSame(a: WeatherSignal, b: WeatherSignal): boolean {
  return canonicalJson(saying(a)) === canonicalJson(saying(b));
}

const origin = { intake: weatherIntake.intake, credential: weatherIntake.credential };

function saying({ status, content: { code, event, ugc, same, begins, ends, areas } }: WeatherSignal): unknown {
  return { status, code, event, ugc, same, begins, ends, areas };
}

/** An alert older than one already read: a cache that lags must not take back an extension or a cancellation. */
function isStale(read: WeatherContent, known: WeatherContent): boolean {
  if (read.sentAt === undefined || known.sentAt === undefined) return false;
  return msOf(read.sentAt) < msOf(known.sentAt);
}

/** A signal that was seen as it is known: no longer doubted, and over when its time is. */
function unchanged(signal: WeatherSignal, moment: Moment): WeatherSignal {
  if (signal.status === 'ended') return signal;
  if (isOver(signal.content, moment.now)) return ended(signal, 'over', moment);
  return signal.missedPolls === 0 ? signal : rewritten(signal, { missedPolls: 0 }, moment);
}

function isOver({ ends }: WeatherContent, now: Temporal.Instant): boolean {
  return ends !== undefined && msOf(ends) <= now.epochMilliseconds;
}

type Change = Partial<Pick<WeatherSignal, 'status' | 'endedBecause' | 'missedPolls' | 'content'>>;

/** The next revision, or the same signal where nothing of it differs. */
function rewritten(signal: WeatherSignal, change: Change, { now, timeZone }: Moment): WeatherSignal {
  const { endedBecause, ...rest } = { ...signal, ...change };
  const reason = rest.status === 'ended' && endedBecause !== undefined ? { endedBecause } : {};
  const next: WeatherSignal = { ...rest, ...reason };
  if (canonicalJson(next) === canonicalJson(signal)) return signal;
  const at = formatInstant(now, timeZone);
  const changedAt = saysTheSame(signal, next) ? signal.changedAt : at;
  return { ...next, lastSeenAt: at, changedAt, revision: signal.revision + 1 };
}
