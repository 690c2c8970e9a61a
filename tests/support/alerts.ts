import { placesOf } from '../../functions/sources/weather-service/weather-service.ts';
import { readAlerts, type AlertsRead } from '../../functions/sources/weather-service/read-alerts.ts';
import { parseInstant } from '../../functions/core/time.ts';
import type { WeatherReading } from '../../functions/triggers/ports.ts';
import { districtWith, school } from './district.ts';

/** A district of two schools in two counties: `west` in Hennepin, `east` in Ramsey. */
export const twoCounties = districtWith({
  schools: [
    school('west', { ugc: ['MNZ060', 'MNC053'], same: ['027053'] }),
    school('east', { ugc: ['MNZ062', 'MNC123'], same: ['027123'] }),
  ],
  programs: [],
});

/** What a test wants to be true of an alert; the rest is that of a winter storm warning of 21 February 2023. */
export type AlertSpec = {
  readonly id?: string;
  /** `NEW.KMPX.WS.W.0004`, with class `O.` before it; several for several strings; empty for none. */
  readonly vtec?: string | readonly string[];
  readonly from?: string;
  readonly until?: string;
  readonly ugc?: readonly string[];
  readonly same?: readonly string[];
  readonly sent?: string;
  readonly [property: string]: unknown;
};

/** An alert as the service lists it: a feature with local offsets, no polygon and the real one's odd corners. */
export function alertFeature(spec: AlertSpec = {}): { properties: Record<string, unknown> } & Record<string, unknown> {
  const { vtec = 'NEW.KMPX.WS.W.0004', from = '230221T2100Z', until = '230224T0000Z', ...rest } = spec;
  const {
    id = 'urn:oid:1',
    ugc = ['MNZ060'],
    same = ['027053'],
    sent = '2023-02-21T03:27:00-06:00',
    ...overrides
  } = rest;
  const strings = [vtec].flat().map((text) => {
    const whole = /^[OTEX]\./.test(text) ? text : `O.${text}`;
    return `/${whole}.${from}-${until}/`;
  });
  return {
    id: `https://api.weather.gov/alerts/${id}`,
    type: 'Feature',
    geometry: null,
    properties: {
      '@type': 'wx:Alert',
      id,
      areaDesc: 'Hennepin; Anoka',
      geocode: { SAME: same, UGC: ugc },
      affectedZones: ugc.map((code) => `https://api.weather.gov/zones/forecast/${code}`),
      references: [],
      sent,
      effective: sent,
      onset: timeOf(from) ?? sent,
      // The next product is due long before the storm ends, and often before it begins.
      expires: '2023-02-21T11:30:00-06:00',
      ends: timeOf(until) ?? null,
      status: 'Actual',
      messageType: 'Alert',
      severity: 'Severe',
      certainty: 'Likely',
      urgency: 'Expected',
      event: 'Winter Storm Warning',
      sender: 'w-nws.webmaster@noaa.gov',
      senderName: 'NWS Twin Cities MN',
      headline: `Winter Storm Warning issued ${sent} by NWS Twin Cities MN`,
      description: '* WHAT...Heavy snow expected.',
      instruction: null,
      response: 'Prepare',
      parameters: strings.length === 0 ? {} : { VTEC: strings, BLOCKCHANNEL: ['EAS', 'NWEM', 'CMAS'] },
      ...overrides,
    },
  };
}

/** An answer of `/alerts/active`. */
export function alertList(features: readonly unknown[], updated = '2023-02-21T09:30:00+00:00'): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features,
    title: 'Current watches, warnings, and advisories',
    updated,
  });
}

export const morning = parseInstant('2023-02-21T03:30:00-06:00');

/** Features as read for `twoCounties` on 21 February 2023 at 3:30 a.m. unless told otherwise. */
export function readFor(features: readonly unknown[], now = morning, district = twoCounties): AlertsRead {
  return readAlerts(features, { places: placesOf(district), now, timeZone: district.timeZone });
}

/** The same as a reading. */
export function readingOf(features: readonly unknown[], now = morning, district = twoCounties): WeatherReading {
  return { ok: true, ...readFor(features, now, district) };
}

function timeOf(vtecTime: string): string | undefined {
  if (vtecTime.startsWith('000000')) return undefined;
  const [, yy, mm, dd, hh, nn] = /^(\d\d)(\d\d)(\d\d)T(\d\d)(\d\d)Z$/.exec(vtecTime) ?? [];
  return `20${yy}-${mm}-${dd}T${hh}:${nn}:00+00:00`;
}
