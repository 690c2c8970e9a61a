import { formatInstant, type Temporal } from '../core/time.ts';
import { identify } from './identify.ts';
import type { WeatherEvent } from './ports.ts';
import { weatherIntake, type WeatherContent, type WeatherSignal } from './signal.ts';
import { areasOf, keepBeginnings, msOf, unmentioned, withAreas } from './weather-areas.ts';

export type Moment = { readonly now: Temporal.Instant; readonly timeZone: string };

/** Good readings in a row that must miss something before it is believed gone: stale caches make alerts flicker. */
const missesToEnd = 2;

/** The same for an event that was believed gone before and came back: a feed that takes turns between two lists must not take us along. */
const missesToEndAgain = 10;

/** Endings that nobody has said: they are taken back as soon as the event is listed again. */
const unsaid: readonly (string | undefined)[] = ['no longer listed', 'over'];

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
    changes: [],
    olderChanges: 0,
    content: withAreas(event.content, areasOf(event.content)),
  };
}

/**
 * The signal after a good reading that shows its event, its history and revision yet as they were. A part of its area that the reading
 * neither shows nor ends is doubted as a missing event is; a reading in which `silence` means nothing only keeps it.
 */
export function mergeEvent(
  signal: WeatherSignal,
  event: WeatherEvent,
  { now }: Moment,
  silence: 'tells' | 'means nothing' = 'tells',
): WeatherSignal {
  if (isStale(event.content, signal.content) || isKnownEnd(signal, event)) return unchanged(signal, now);
  const missing = signal.status === 'open' ? unmentioned(signal.content, event, now) : [];
  const misses = missing.length > 0 ? signal.missedPolls + (silence === 'tells' ? 1 : 0) : 0;
  const kept = misses < patience(signal) ? missing : [];
  if (event.ended !== undefined && (kept.length === 0 || signal.status === 'ended')) {
    return signal.status === 'ended' ? signal : ended(withEvidence(signal, event), event.ended);
  }
  const shown = event.ended === undefined ? areasOf(event.content) : [];
  const areas = [...keepBeginnings(shown, areasOf(signal.content), now), ...kept];
  const { endedBecause: _, ...open } = signal;
  const missedPolls = kept.length > 0 ? misses : 0;
  return { ...open, status: 'open', content: withAreas(event.content, areas), missedPolls };
}

/** The signal after a good reading without its event: over by its own time, doubted once, gone the second time. */
export function missEvent(signal: WeatherSignal, { now }: Moment): WeatherSignal {
  if (isOver(signal.content, now)) return ended(signal, 'over');
  const missedPolls = signal.missedPolls + 1;
  return missedPolls < patience(signal) ? { ...signal, missedPolls } : ended(signal, 'no longer listed');
}

/** The signal ended for a reason. */
export function ended(signal: WeatherSignal, because: string): WeatherSignal {
  return { ...signal, status: 'ended', endedBecause: because, missedPolls: 0 };
}

const origin = { intake: weatherIntake.intake, credential: weatherIntake.credential };

/** What was known of its times and places, with the alerts that ended it: an older one read later must not open it again. */
function withEvidence(signal: WeatherSignal, { content }: WeatherEvent): WeatherSignal {
  const { alertIds, sentAt } = content;
  return { ...signal, content: { ...signal.content, alertIds, ...(sentAt === undefined ? {} : { sentAt }) } };
}

function patience({ changes }: WeatherSignal): number {
  return changes.some(({ kind }) => kind === 'reopened') ? missesToEndAgain : missesToEnd;
}

/** An alert older than one already read: a cache that lags must not take back an extension or a cancellation. */
function isStale(read: WeatherContent, known: WeatherContent): boolean {
  if (read.sentAt === undefined || known.sentAt === undefined) return false;
  return msOf(read.sentAt) < msOf(known.sentAt);
}

/** The very alerts that were known when somebody said that it is over: only another one opens it again. */
function isKnownEnd({ status, endedBecause, content }: WeatherSignal, event: WeatherEvent): boolean {
  if (status === 'open' || unsaid.includes(endedBecause)) return false;
  return event.content.alertIds.every((id) => content.alertIds.includes(id));
}

/** A signal that was seen as it is known: no longer doubted, and over when its time is. */
function unchanged(signal: WeatherSignal, now: Temporal.Instant): WeatherSignal {
  if (signal.status === 'ended') return signal;
  return isOver(signal.content, now) ? ended(signal, 'over') : { ...signal, missedPolls: 0 };
}

function isOver({ ends }: WeatherContent, now: Temporal.Instant): boolean {
  return ends !== undefined && msOf(ends) <= now.epochMilliseconds;
}
