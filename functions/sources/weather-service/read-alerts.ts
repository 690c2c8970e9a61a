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
  const events = [...Map.groupBy(standing, (statement) => statement.vendorId).values()]
    .flatMap((about) => eventOf(about, places, timeZone) ?? [])
    // Lists come in no order, and what is made of one must not depend on it.
    .sort((a, b) => (a.vendorId < b.vendorId ? -1 : 1));
  return { events, alerts: ids.size, unread, withdrawn: [...withdrawn] };
}

/** The codes of a feature; undefined where even they cannot be read, or there are none, so that it may concern anybody. */
function codesOf(feature: unknown): Codes | undefined {
  const read = AlertPlaces.safeParse(feature);
  if (!read.success) return undefined;
  const { geocode, affectedZones } = read.data.properties;
  const zones = affectedZones?.map((url) => url.slice(url.lastIndexOf('/') + 1)) ?? [];
  const codes = { ugc: [...new Set([...(geocode?.UGC ?? []), ...zones])], same: geocode?.SAME ?? [] };
  return codes.ugc.length + codes.same.length === 0 ? undefined : codes;
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
