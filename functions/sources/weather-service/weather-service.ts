import type { District } from '../../calendar/district.ts';
import type { Clocks } from '../../core/clock.ts';
import { parseInstant, type Temporal } from '../../core/time.ts';
import type { WeatherReading, WeatherSource } from '../../triggers/ports.ts';
import { AlertCollection, type Places } from './alert.ts';
import { BodyTooLarge, boundedText } from './bounded-body.ts';
import { clockOf } from './service-clock.ts';
import { readAlerts } from './read-alerts.ts';

export type WeatherServiceOptions = {
  /** A constant on Lambda, loopback in the sandbox; never from a request (S-23). */
  readonly baseUrl: string;
  readonly district: District;
  /** End of patience for one answer, its body included. */
  readonly httpTimeoutMs: number;
  readonly clocks: Clocks;
  readonly fetch?: typeof globalThis.fetch;
};

/** A storm-ridden national list is about 4 MB. */
const largestAnswer = 10 * 1024 * 1024;

/** An empty list older than this is a stale cache, not a quiet day. */
const staleAfterHours = 24;

/**
 * The alerts of the National Weather Service for a district. It asks for whole states (`area=MN`), because that is one question whatever
 * the number of schools, and leaves matching to `readAlerts`: county and zone asked for together answer everything twice, and `area`,
 * `zone` and `point` exclude each other. Only parameters the service knows: any other is a 400.
 *
 * Anything but a well-formed answer, an error page, a redirect, a body without features or with none that can be read, is `ok: false`
 * and never an all-clear. The retry is the next poll: a block of the service's CDN clears within seconds.
 */
export function weatherService(options: WeatherServiceOptions): WeatherSource {
  const { district, clocks, httpTimeoutMs, fetch = globalThis.fetch } = options;
  const places = placesOf(district);
  const states = [...new Set([district.state, ...[...places.ugc].map((code) => code.slice(0, 2))])].sort();
  const url = `${options.baseUrl}/alerts/active?status=actual&area=${states.join(',')}`;
  const headers = { 'User-Agent': userAgentOf(district), Accept: 'application/geo+json' };

  return {
    async read() {
      try {
        const signal = AbortSignal.timeout(httpTimeoutMs);
        const answer = await fetch(url, { headers, redirect: 'manual', signal });
        if (answer.status !== 200) {
          await answer.body?.cancel();
          return failed(`it answered ${answer.status}`);
        }
        const clock = clockOf(answer.headers, clocks);
        const text = await boundedText(answer, largestAnswer);
        const reading = readAnswer(text, places, clock.now, district.timeZone);
        return reading.ok && clock.differs ? { ...reading, clocksDiffer: true } : reading;
      } catch (error) {
        return failed(reasonOf(error, httpTimeoutMs));
      }
    },
  };
}

/** A body as a reading; `ok: false` for everything that is no list of alerts. */
export function readAnswer(text: string, places: Places, now: Temporal.Instant, timeZone: string): WeatherReading {
  const json = parseJson(text);
  const collection = AlertCollection.safeParse(json);
  if (!collection.success) return failed('it answered 200 with something that is no list of alerts');
  const { features, updated } = collection.data;
  // Seen in the wild: a 200 without features whose `updated` is days old, in the middle of a storm.
  if (features.length === 0 && updated !== undefined && hoursSince(updated, now) > staleAfterHours) {
    return failed(`it answered with an empty list of ${updated}`);
  }
  const read = readAlerts(features, { places, now, timeZone });
  if (features.length > 0 && read.unread === features.length) {
    return failed('of the alerts in its list none could be read');
  }
  return { ok: true, ...read, ...(features.length === 0 && updated !== undefined ? { emptyAsOf: updated } : {}) };
}

/** Every code under which one of the district's schools is found. */
export function placesOf(district: District): Places {
  return {
    ugc: new Set(district.schools.flatMap((school) => school.ugc)),
    same: new Set(district.schools.flatMap((school) => school.same)),
  };
}

/** The service wants an application's name and a contact, and turns others away with a page of HTML. */
function userAgentOf(district: District): string {
  const contact = district.contact ?? district.website ?? district.id;
  // Header values are ASCII.
  return `Bellwether (${contact})`.replaceAll(/[^\u0020-\u007e]/g, '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function hoursSince(updated: string, now: Temporal.Instant): number {
  return (now.epochMilliseconds - parseInstant(updated).epochMilliseconds) / 3_600_000;
}

function reasonOf(error: unknown, httpTimeoutMs: number): string {
  if (error instanceof BodyTooLarge) return `it answered with ${error.message}`;
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${httpTimeoutMs} ms`;
  return 'it could not be reached, or broke off';
}

function failed(what: string): WeatherReading {
  return { ok: false, problem: `The weather service cannot be read: ${what}.` };
}
