import { createHash } from 'node:crypto';
import { EVENTS, type EventKind } from './events.ts';

/** The actions of VTEC. */
export type VtecAction = 'NEW' | 'CON' | 'EXT' | 'EXA' | 'EXB' | 'UPG' | 'CAN' | 'EXP' | 'ROU' | 'COR';

/** An alert in few words. Times are RFC 3339 with the local offset, as the National Weather Service writes them. */
export type AlertSpec = {
  /** Phenomenon and significance, such as `WS.W`. */
  readonly kind: EventKind;
  readonly eventNumber: number;
  readonly action: VtecAction;
  /** When the product was issued. */
  readonly sent: string;
  /** When it begins; null: it is in effect already. */
  readonly begins: string | null;
  /** When it ends; null: until further notice. */
  readonly ends: string | null;
  /** UGC codes. */
  readonly zones: readonly string[];
  readonly same?: readonly string[];
  readonly areaDesc?: string;
  /** When the product is due to be refreshed, usually long before the end. Default: nine hours after `sent`. */
  readonly expires?: string;
  /** Default `KMPX`. */
  readonly office?: string;
  /** `O` operational (default), `T` test, `E` experimental, `X` experimental in an operational product. */
  readonly vtecClass?: 'O' | 'T' | 'E' | 'X';
  readonly status?: 'Actual' | 'Exercise' | 'System' | 'Test' | 'Draft';
  /** Default: Alert for NEW, Update for every other action. Real feeds also carry others as Alert. */
  readonly messageType?: 'Alert' | 'Update' | 'Cancel';
  readonly headline?: string;
  readonly description?: string;
  readonly instruction?: string | null;
  /** Whatever a test wants otherwise; undefined takes a property away. */
  readonly properties?: Readonly<Record<string, unknown>>;
};

/** A feature of `/alerts/active`. */
export type AlertFeature = {
  readonly id: string;
  readonly type: 'Feature';
  readonly geometry: null;
  readonly properties: Readonly<Record<string, unknown>>;
};

const OVER: readonly VtecAction[] = ['CAN', 'UPG', 'EXP'];

/** Builds the feature that the National Weather Service would send for `spec`: same spec, same id. */
export function alertFeature(spec: AlertSpec): AlertFeature {
  const urn = urnOf(spec);
  const url = `https://api.weather.gov/alerts/${urn}`;
  const properties = { '@id': url, '@type': 'wx:Alert', id: urn, ...places(spec), ...times(spec), ...words(spec) };
  return { id: url, type: 'Feature', geometry: null, properties: defined({ ...properties, ...spec.properties }) };
}

/** The VTEC string of `spec`, such as `/O.NEW.KMPX.WS.W.0004.230222T0000Z-230223T1800Z/`. */
export function vtecOf(spec: AlertSpec): string {
  const number = String(spec.eventNumber).padStart(4, '0');
  const { vtecClass = 'O', office = 'KMPX', action, kind } = spec;
  return `/${vtecClass}.${action}.${office}.${kind}.${number}.${vtecTime(spec.begins)}-${vtecTime(spec.ends)}/`;
}

function places({ zones, same = [], areaDesc }: AlertSpec): Record<string, unknown> {
  return {
    areaDesc: areaDesc ?? zones.join('; '),
    geocode: { SAME: same, UGC: zones },
    affectedZones: zones.map(
      (zone) => `https://api.weather.gov/zones/${zone[2] === 'C' ? 'county' : 'forecast'}/${zone}`,
    ),
    references: [],
  };
}

function times(spec: AlertSpec): Record<string, unknown> {
  const { sent, begins, ends } = spec;
  return {
    sent,
    effective: sent,
    onset: begins ?? sent,
    expires: spec.expires ?? later(sent, 9),
    ends,
  };
}

function words(spec: AlertSpec): Record<string, unknown> {
  const { name, severity, certainty, urgency, response, sameCode } = EVENTS[spec.kind];
  const over = OVER.includes(spec.action);
  const until = spec.ends === null ? 'until further notice' : `until ${spoken(spec.ends)}`;
  const nwsHeadline = over ? `${name} is no longer in effect` : `${name} in effect ${until}`;
  return {
    status: spec.status ?? 'Actual',
    messageType: spec.messageType ?? (spec.action === 'NEW' ? 'Alert' : 'Update'),
    category: 'Met',
    severity,
    certainty: over ? 'Observed' : certainty,
    urgency: over ? 'Past' : urgency,
    event: name,
    sender: 'w-nws.webmaster@noaa.gov',
    senderName: 'NWS Twin Cities MN',
    headline: spec.headline ?? `${name} issued ${spoken(spec.sent)} ${until} by NWS Twin Cities MN`,
    description:
      spec.description ??
      `* WHAT...${name}.\n\n* WHERE...${spec.areaDesc ?? spec.zones.join(', ')}.\n\n* WHEN...${until}.`,
    instruction: spec.instruction === undefined ? 'Travel only in an emergency.' : spec.instruction,
    response: over ? 'AllClear' : response,
    parameters: {
      AWIPSidentifier: [`${sameCode}MPX`],
      NWSheadline: [nwsHeadline.toUpperCase()],
      BLOCKCHANNEL: ['EAS', 'NWEM', 'CMAS'],
      'EAS-ORG': ['WXR'],
      VTEC: [vtecOf(spec)],
      ...(spec.ends !== null && { eventEndingTime: [spec.ends] }),
    },
    scope: 'Public',
    code: 'IPAWSv1.0',
    language: 'en-US',
    web: 'http://www.weather.gov',
    eventCode: { SAME: [sameCode], NationalWeatherService: [spec.kind.replace('.', '')] },
  };
}

/** Every product has an id of its own, an update as well. */
function urnOf(spec: AlertSpec): string {
  const hash = createHash('sha1')
    .update(`${vtecOf(spec)} ${spec.sent} ${spec.zones.join(',')}`)
    .digest('hex');
  return `urn:oid:2.49.0.1.840.0.${hash}.001.1`;
}

/** `230222T0000Z`; all zeros where there is no time. */
function vtecTime(time: string | null): string {
  if (time === null) return '000000T0000Z';
  return `${new Date(time).toISOString().slice(2, 16).replaceAll(/[-:]/g, '')}Z`;
}

/** The same offset, `hours` later. */
function later(time: string, hours: number): string {
  const offset = time.slice(19);
  const wall = new Date(`${time.slice(0, 19)}Z`);
  wall.setUTCHours(wall.getUTCHours() + hours);
  return `${wall.toISOString().slice(0, 19)}${offset}`;
}

/** `February 23 at 12:00PM`: the wall clock of the offset that the time is written in. */
function spoken(time: string): string {
  const wall = new Date(`${time.slice(0, 19)}Z`);
  const day = wall.toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });
  const clock = wall.toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
  return `${day} at ${clock.replaceAll(/\s/g, '')}`;
}

function defined(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
