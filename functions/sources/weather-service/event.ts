import { formatInstant, type Temporal } from '../../core/time.ts';
import type { WeatherEvent } from '../../triggers/ports.ts';
import type { WeatherArea, WeatherContent } from '../../triggers/signal.ts';
import type { Places } from './alert.ts';
import type { Statement } from './statement.ts';

/** Why an event is over, the most telling reason first: an upgraded watch is no all-clear. */
const reasons = ['upgraded', 'cancelled', 'expired', 'all clear', 'past', 'over'];

/** How many of its alerts an event names; real ones are split over eleven at most. */
const keptAlerts = 50;

/**
 * One event from all that a reading says of it, whatever its order and however it was split over alerts. Of its area only the district's
 * own codes are kept. Undefined where nothing of it concerns the district.
 */
export function eventOf(statements: readonly Statement[], places: Places, timeZone: string): WeatherEvent | undefined {
  const here = newestPerZone(statements).map((statement) => ({
    ...statement,
    ugc: statement.ugc.filter((code) => places.ugc.has(code)),
    same: statement.same.filter((code) => places.same.has(code)),
  }));
  const concerning = here.filter((statement) => statement.ugc.length + statement.same.length > 0);
  const live = concerning.filter((statement) => statement.over === undefined);
  const shown = newestFirst(live.length > 0 ? live : concerning);
  const [newest] = shown;
  if (newest === undefined) return undefined;

  const content = contentOf(shown, newest, timeZone);
  const sentAt = formatInstant(newestFirst(concerning)[0]?.sent ?? newest.sent, timeZone);
  const event = { vendorId: newest.vendorId, content: { ...content, sentAt } };
  if (live.length === 0) return { ...event, ended: reasonOf(concerning) };

  const over = concerning.filter((statement) => statement.over !== undefined);
  const ugc = codesOf(over, 'ugc').filter((code) => !content.ugc.includes(code));
  const same = codesOf(over, 'same').filter((code) => !content.same.includes(code));
  return ugc.length + same.length === 0 ? event : { ...event, over: { ugc, same, because: reasonOf(over) } };
}

/**
 * Of two statements about one zone the newer holds. What is left without a zone is superseded, its counties with it; what lost some of
 * its zones keeps the counties of which nothing newer is said. Otherwise counties are not compared: two forecast zones may share one.
 */
function newestPerZone(statements: readonly Statement[]): Statement[] {
  const zones = newestOf(statements, 'ugc');
  const counties = newestOf(statements, 'same');
  return statements.flatMap((statement) => {
    const sent = statement.sent.epochMilliseconds;
    const ugc = statement.ugc.filter((code) => zones.get(code) === sent);
    if (ugc.length === statement.ugc.length) return [statement];
    if (ugc.length === 0) return [];
    return [{ ...statement, ugc, same: statement.same.filter((code) => counties.get(code) === sent) }];
  });
}

/** When each code was last spoken of. */
function newestOf(statements: readonly Statement[], kind: 'ugc' | 'same'): Map<string, number> {
  const newest = new Map<string, number>();
  for (const { [kind]: codes, sent } of statements) {
    for (const code of codes) newest.set(code, Math.max(newest.get(code) ?? 0, sent.epochMilliseconds));
  }
  return newest;
}

function contentOf(shown: readonly Statement[], newest: Statement, timeZone: string): WeatherContent {
  const areas = areasOf(shown, timeZone);
  const begins = shown.map((statement) => statement.begins).reduce(earlier);
  const endings = shown.map((statement) => statement.ends);
  // One area without an end leaves the event without one.
  const ends = endings.reduce((a, b) => (a && b ? later(a, b) : undefined));
  const { code, alert } = newest;
  return {
    ...(code === undefined ? {} : { code }),
    event: alert.event,
    ...(alert.headline == null ? {} : { headline: alert.headline }),
    ...(alert.senderName == null ? {} : { senderName: alert.senderName }),
    ...(alert.severity == null ? {} : { severity: alert.severity }),
    ugc: codesOf(shown, 'ugc'),
    same: codesOf(shown, 'same'),
    begins: formatInstant(begins, timeZone),
    ...(ends === undefined ? {} : { ends: formatInstant(ends, timeZone) }),
    areas,
    alertIds: [...new Set([...shown].reverse().map((statement) => statement.alert.id))].slice(-keptAlerts),
  };
}

function areasOf(shown: readonly Statement[], timeZone: string): WeatherArea[] {
  const byTimes = Map.groupBy(shown, ({ begins, ends }) => `${begins.toString()}/${ends?.toString() ?? ''}`);
  return [...byTimes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, together]) => {
      const [first] = together;
      if (first === undefined) return [];
      const ends = first.ends === undefined ? {} : { ends: formatInstant(first.ends, timeZone) };
      const begins = formatInstant(first.begins, timeZone);
      return [{ ugc: codesOf(together, 'ugc'), same: codesOf(together, 'same'), begins, ...ends }];
    });
}

function codesOf(statements: readonly Statement[], kind: 'ugc' | 'same'): string[] {
  return [...new Set(statements.flatMap((statement) => statement[kind]))].sort();
}

function newestFirst(statements: readonly Statement[]): Statement[] {
  return [...statements].sort(
    (a, b) => b.sent.epochMilliseconds - a.sent.epochMilliseconds || (a.alert.id < b.alert.id ? 1 : -1),
  );
}

function reasonOf(statements: readonly Statement[]): string {
  const given = new Set(statements.map((statement) => statement.over));
  return reasons.find((reason) => given.has(reason)) ?? 'over';
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  a.epochMilliseconds <= b.epochMilliseconds ? a : b;
const later = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  a.epochMilliseconds >= b.epochMilliseconds ? a : b;
