import type { Temporal } from '../../core/time.ts';
import type { WeatherEvent } from '../../triggers/ports.ts';
import { Alert, AlertPlaces, type Places } from './alert.ts';
import { eventOf } from './event.ts';
import { statementsOf, UnreadableAlert, type Codes, type Statement } from './statement.ts';

/** What a list of alerts holds for a district. */
export type AlertsRead = {
  readonly events: WeatherEvent[];
  /** Actual alerts that concern the district, each id once. */
  readonly alerts: number;
  /** Alerts that may concern it and could not be read. */
  readonly unread: number;
  /** Ids of alerts that a cancellation takes back. */
  readonly withdrawn: string[];
};

export type ReadingFor = {
  readonly places: Places;
  readonly now: Temporal.Instant;
  /** In which zone times are written. */
  readonly timeZone: string;
};

/**
 * Features of `/alerts/active` as weather events: one per VTEC event and year over all its features, matched by UGC or SAME (most alerts
 * have no polygon, some have no UGC). Only what may concern the district is parsed in full. A feature that cannot be read is counted and
 * loses none of the others.
 */
export function readAlerts(features: readonly unknown[], { places, now, timeZone }: ReadingFor): AlertsRead {
  const statements: Statement[] = [];
  const ids = new Set<string>();
  const withdrawn = new Set<string>();
  let unread = 0;
  for (const feature of features) {
    const codes = codesOf(feature);
    if (codes !== undefined && !concerns(codes, places)) continue;
    const said = codes === undefined ? undefined : say(feature, codes, now);
    if (said === undefined) {
      unread++;
      continue;
    }
    if (said.alert.status !== 'Actual') continue;
    statements.push(...said.statements);
    ids.add(said.alert.id);
    if (said.alert.messageType === 'Cancel') said.alert.references.forEach((it) => withdrawn.add(it.identifier));
  }
  const standing = statements.map((it) => (withdrawn.has(it.alert.id) ? { ...it, over: it.over ?? 'cancelled' } : it));
  const events = [...Map.groupBy(standing, (statement) => statement.vendorId).values()].flatMap(
    (about) => eventOf(about, places, timeZone) ?? [],
  );
  return { events: events.map((event) => linked(event, events)), alerts: ids.size, unread, withdrawn: [...withdrawn] };
}

/** The codes of a feature; undefined where even they cannot be read, so that it may concern anybody. */
function codesOf(feature: unknown): Codes | undefined {
  const read = AlertPlaces.safeParse(feature);
  if (!read.success) return undefined;
  const { geocode, affectedZones } = read.data.properties;
  const zones = affectedZones?.map((url) => url.slice(url.lastIndexOf('/') + 1)) ?? [];
  return { ugc: [...new Set([...(geocode?.UGC ?? []), ...zones])], same: geocode?.SAME ?? [] };
}

function concerns({ ugc, same }: Codes, places: Places): boolean {
  return ugc.some((code) => places.ugc.has(code)) || same.some((code) => places.same.has(code));
}

const Properties = AlertPlaces.extend({ properties: Alert });

function say(
  feature: unknown,
  codes: Codes,
  now: Temporal.Instant,
): { alert: Alert; statements: Statement[] } | undefined {
  const read = Properties.safeParse(feature);
  if (!read.success) return undefined;
  const alert = read.data.properties;
  try {
    return { alert, statements: statementsOf(alert, codes, now) };
  } catch (error) {
    if (error instanceof UnreadableAlert) return undefined;
    throw error;
  }
}

/** An upgraded watch names the warning that replaced it: of the same office and product, for the same place, not over. */
function linked(event: WeatherEvent, all: readonly WeatherEvent[]): WeatherEvent {
  if (event.ended !== 'upgraded') return event;
  const office = event.vendorId.split('.', 1)[0];
  const successors = all.filter(
    ({ ended, vendorId, content }) =>
      ended === undefined &&
      vendorId.split('.', 1)[0] === office &&
      content.sentAt === event.content.sentAt &&
      content.ugc.some((code) => event.content.ugc.includes(code)),
  );
  // A watch for snow turns into the warning for snow rather than into the one for the cold behind it.
  const phenomenon = event.content.code?.slice(0, 2) ?? '';
  const rank = ({ vendorId, content: { code = '' } }: WeatherEvent): string =>
    `${code.endsWith('.W') ? 0 : 1} ${code.startsWith(phenomenon) ? 0 : 1} ${vendorId}`;
  const [successor] = successors.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return successor === undefined ? event : { ...event, ended: `upgraded to ${successor.vendorId}` };
}
