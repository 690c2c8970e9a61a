import { canonicalJson, sha256 } from '../../core/hash.ts';
import { parseInstant, type Temporal } from '../../core/time.ts';
import type { Alert } from './alert.ts';
import { parseVtec, type Vtec } from './vtec.ts';

/** What one alert says of one event: an alert with two VTEC strings makes two. */
export type Statement = {
  /** `KMPX.WS.W.0004.2023`, or a hash for an alert without VTEC. */
  readonly vendorId: string;
  readonly alert: Alert;
  readonly code?: string;
  readonly sent: Temporal.Instant;
  readonly ugc: readonly string[];
  readonly same: readonly string[];
  readonly begins: Temporal.Instant;
  readonly ends?: Temporal.Instant;
  /** Why it is over for this area. */
  readonly over?: string;
};

export type Codes = { readonly ugc: readonly string[]; readonly same: readonly string[] };

/** An alert contradicts itself or carries a VTEC string that cannot be read. */
export class UnreadableAlert extends Error {}

const endingActions: Readonly<Record<string, string>> = { CAN: 'cancelled', UPG: 'upgraded', EXP: 'expired' };

/** The statements of an alert; none for tests and for anything but actual alerts. Throws `UnreadableAlert`. */
export function statementsOf(alert: Alert, codes: Codes, now: Temporal.Instant): Statement[] {
  if (alert.status !== 'Actual') return [];
  // Hydrologic strings (`/00000.0.ER…/`) stand beside or instead of ours and name no event.
  const strings = (alert.parameters?.VTEC ?? []).filter((text) => !/^\/?[A-Z0-9]{5}\./.test(text));
  if (strings.length === 0) return [withoutVtec(alert, codes, now)];
  const parsed = strings.map((text) => parseVtec(text) ?? unreadable(`VTEC ${text.slice(0, 80)}`));
  return parsed
    .filter((vtec) => vtec.productClass !== 'T')
    .map((vtec) => fromVtec(alert, vtec, codes, now, parsed.length === 1));
}

function fromVtec(alert: Alert, vtec: Vtec, codes: Codes, now: Temporal.Instant, alone: boolean): Statement {
  const begins = vtec.begins ?? beginningOf(alert);
  // With several strings `ends`, urgency and response belong to no one of them.
  const ends = vtec.ends ?? (alone ? instant(alert.ends) : undefined);
  // Never `expires`: that is when the office means to write again, mostly long before the storm ends, often before it begins.
  const over =
    endingActions[vtec.action] ?? cancelledBy(alert) ?? (alone ? pastBy(alert) : undefined) ?? overBy(ends, now);
  // Event numbers restart each year, and only a beginning or the sending says which year it is. Where an event runs over New Year
  // the trigger finds it again under the year before.
  const year = begins.toZonedDateTimeISO('UTC').year;
  const vendorId = `${vtec.office}.${vtec.code}.${vtec.number}.${year}`;
  return { vendorId, alert, code: vtec.code, ...timed(alert, codes, begins, ends, over) };
}

/** Special weather statements, air quality, civil emergencies: known again by who says what of which time and place. */
function withoutVtec(alert: Alert, codes: Codes, now: Temporal.Instant): Statement {
  const begins = beginningOf(alert);
  const ends = instant(alert.ends ?? alert.expires);
  const over = cancelledBy(alert) ?? pastBy(alert) ?? overBy(ends, now);
  const places = codes.ugc.length > 0 ? codes.ugc : codes.same;
  // Without an onset its beginning is when it was sent, and every update would be an event of its own.
  const onset = alert.onset == null ? '' : begins.toString();
  const identity = [alert.sender ?? '', alert.senderName ?? '', alert.event, onset, [...places].sort()];
  const vendorId = `alert.${sha256(canonicalJson(identity)).slice(0, 32)}`;
  return { vendorId, alert, ...timed(alert, codes, begins, ends, over) };
}

type Timed = Omit<Statement, 'vendorId' | 'alert' | 'code'>;

function timed(
  alert: Alert,
  codes: Codes,
  begins: Temporal.Instant,
  ends: Temporal.Instant | undefined,
  over: string | undefined,
): Timed {
  return {
    sent: parseInstant(alert.sent),
    ...codes,
    begins,
    ...(ends === undefined ? {} : { ends }),
    ...(over === undefined ? {} : { over }),
  };
}

function beginningOf(alert: Alert): Temporal.Instant {
  return parseInstant(alert.onset ?? alert.effective ?? alert.sent);
}

function cancelledBy(alert: Alert): string | undefined {
  return alert.messageType === 'Cancel' ? 'cancelled' : undefined;
}

/** A cancelled or upgraded segment stays listed as an `Alert` that ends in the future; these two tell it all the same. */
function pastBy(alert: Alert): string | undefined {
  if (alert.response === 'AllClear') return 'all clear';
  return alert.urgency === 'Past' ? 'past' : undefined;
}

function overBy(ends: Temporal.Instant | undefined, now: Temporal.Instant): string | undefined {
  return ends !== undefined && ends.epochMilliseconds <= now.epochMilliseconds ? 'over' : undefined;
}

function instant(text: string | null | undefined): Temporal.Instant | undefined {
  return text == null ? undefined : parseInstant(text);
}

function unreadable(what: string): never {
  throw new UnreadableAlert(`cannot read ${what}`);
}
