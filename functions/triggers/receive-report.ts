import type { Clocks } from '../core/clock.ts';
import { Conflict } from '../core/errors.ts';
import type { IncidentReport } from './incident-report.ts';
import type { SignalStore } from './ports.ts';
import { apiIntake, reportFrom, type Sender, signalIdOf } from './report-incident.ts';
import type { Signal } from './signal.ts';

export type ReceiveReportDeps = { readonly signals: SignalStore; readonly clocks: Clocks; readonly timeZone: string };

/** How often a report is taken again when its signal changed under it. */
const attempts = 5;

/** What became of a report; `changed` is false for a repeat. */
export type Received = { readonly signal: Signal; readonly changed: boolean };

/** Takes in a report of `POST /v1/signals` by the caller `credential`; as `receiveFrom`. */
export function receiveReport(deps: ReceiveReportDeps, report: IncidentReport, credential: string): Promise<Received> {
  return receiveFrom(deps, { intake: apiIntake, credential }, report);
}

/** Takes in a report by a sender who has proven who they are. Throws `Conflict` when it never settles. */
export async function receiveFrom(
  { signals, clocks, timeZone }: ReceiveReportDeps,
  sender: Sender,
  report: IncidentReport,
): Promise<Received> {
  const signalId = signalIdOf(report, sender);
  for (let attempt = 1; ; attempt++) {
    const known = (await signals.all()).find((signal) => signal.signalId === signalId);
    const signal = reportFrom(sender, report, known, { now: clocks.calendar.now(), timeZone });
    if (signal === known) return { signal, changed: false };
    try {
      await signals.put(signal);
      return { signal, changed: true };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}
