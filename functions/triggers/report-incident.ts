import { canonicalJson } from '../core/hash.ts';
import { formatInstant, parseInstant } from '../core/time.ts';
import { identify, type Origin } from './identify.ts';
import type { IncidentReport } from './incident-report.ts';
import type { Moment } from './merge-event.ts';
import type { IncidentContent, Signal } from './signal.ts';

/** The intake of `POST /v1/signals`. */
export const apiIntake = 'api';

/** By which way a report came, and with whose credential. */
export type Sender = Pick<Origin, 'intake' | 'credential'>;

/** The signal id of a report: its sender's credential is part of it, so nobody opens or resolves in another's name (S-20). */
export function signalIdOf(report: IncidentReport, sender: Sender): string {
  return identify({ ...sender, vendorId: report.sourceId }).signalId;
}

/** What a report through the API by the caller `credential` makes of the signal known under its id; as `reportFrom`. */
export function reportIncident(
  report: IncidentReport,
  credential: string,
  known: Signal | undefined,
  moment: Moment,
): Signal {
  return reportFrom({ intake: apiIntake, credential }, report, known, moment);
}

/**
 * What a report by an authenticated sender makes of the signal known under its id. The same report again returns the known signal; one
 * observed earlier than what is known changes nothing, so that reports may arrive in any order. Weather by ops is `reported-weather`:
 * it is evidence and never coverage.
 */
export function reportFrom(
  sender: Sender,
  report: IncidentReport,
  known: Signal | undefined,
  { now, timeZone }: Moment,
): Signal {
  const at = formatInstant(now, timeZone);
  const observedAt = report.observedAt ?? at;
  if (known !== undefined && known.kind !== 'weather' && isEarlier(observedAt, known.content.observedAt)) return known;

  const kind = report.kind === 'weather' ? ('reported-weather' as const) : ('incident' as const);
  const content: IncidentContent = {
    source: report.source,
    summary: report.summary,
    systems: report.systems,
    observedAt,
  };
  const signal: Signal = {
    ...identify({ ...sender, vendorId: report.sourceId }),
    kind,
    status: report.status === 'open' ? 'open' : 'ended',
    ...(report.status === 'open' ? {} : { endedBecause: 'resolved by its reporter' }),
    missedPolls: 0,
    firstSeenAt: known?.firstSeenAt ?? at,
    lastSeenAt: at,
    changedAt: at,
    revision: (known?.revision ?? 0) + 1,
    content: report.status === 'open' ? content : resolvedContent(content, known),
  };
  return known !== undefined && saysTheSame(signal, known) ? known : signal;
}

/** A resolution often carries an id and nothing else: what was reported stays readable. */
function resolvedContent(content: IncidentContent, known: Signal | undefined): IncidentContent {
  if (known === undefined || known.kind === 'weather') return content;
  return {
    ...content,
    summary: content.summary === '' ? known.content.summary : content.summary,
    systems: content.systems.length === 0 ? known.content.systems : content.systems,
  };
}

function saysTheSame(a: Signal, b: Signal): boolean {
  return canonicalJson(saying(a)) === canonicalJson(saying(b));
}

/** Repeating a report without a time of its own observes nothing new. */
function saying(signal: Signal): unknown {
  if (signal.kind === 'weather') return signal;
  const { observedAt: _, ...content } = signal.content;
  return { kind: signal.kind, status: signal.status, content };
}

function isEarlier(a: string, b: string): boolean {
  return parseInstant(a).epochMilliseconds < parseInstant(b).epochMilliseconds;
}
