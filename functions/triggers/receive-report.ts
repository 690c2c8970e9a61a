import type { Clocks } from '../core/clock.ts';
import { Conflict } from '../core/errors.ts';
import type { IncidentReport } from './incident-report.ts';
import type { SignalStore } from './ports.ts';
import { reportIncident, signalIdOf } from './report-incident.ts';
import type { Signal } from './signal.ts';

export type ReceiveReportDeps = { readonly signals: SignalStore; readonly clocks: Clocks; readonly timeZone: string };

/** How often a report is taken again when its signal changed under it. */
const attempts = 5;

/** Takes in a report of `POST /v1/signals` by the caller `credential`; `changed` is false for a repeat. Throws `Conflict` when it never settles. */
export async function receiveReport(
  { signals, clocks, timeZone }: ReceiveReportDeps,
  report: IncidentReport,
  credential: string,
): Promise<{ signal: Signal; changed: boolean }> {
  const signalId = signalIdOf(report, credential);
  for (let attempt = 1; ; attempt++) {
    const known = (await signals.all()).find((signal) => signal.signalId === signalId);
    const signal = reportIncident(report, credential, known, { now: clocks.calendar.now(), timeZone });
    if (signal === known) return { signal, changed: false };
    try {
      await signals.put(signal);
      return { signal, changed: true };
    } catch (error) {
      if (!(error instanceof Conflict) || attempt === attempts) throw error;
    }
  }
}
