import type { Signal } from '../triggers/signal.ts';
import type { Evidence } from './proposal.ts';

/**
 * A signal in a few words, internal: `Winter Storm Warning (NWS Twin Cities MN; was Winter Storm Watch)`, `helpdesk: phones are down`.
 * A watch that became a warning says so, lest its end read like an all-clear.
 */
export function whatOf(signal: Signal): string {
  if (signal.kind === 'weather') {
    const { upgradedFrom = [], upgradedTo = [], content } = signal;
    const about = [
      ...(content.senderName === undefined ? [] : [content.senderName]),
      ...upgradedFrom.map(({ event }) => `was ${event}`),
      ...upgradedTo.map(({ event }) => `became ${event}`),
    ];
    return about.length === 0 ? content.event : `${content.event} (${about.join('; ')})`;
  }
  const { source, summary } = signal.content;
  const reported = signal.kind === 'reported-weather' ? 'reported by ' : '';
  return summary === '' ? `${reported}${source}` : `${reported}${source}: ${summary}`;
}

/** What a proposal shows of a signal. */
export function evidenceOf(signal: Signal): Evidence {
  const { signalId, kind, status } = signal;
  const what = whatOf(signal);
  if (signal.kind !== 'weather') return { signalId, kind, what, begins: signal.content.observedAt, status };
  const { begins, ends } = signal.content;
  return { signalId, kind, what, begins, ...(ends === undefined ? {} : { ends }), status };
}

/** The evidence now, and what stood there before as it is now: a warning that ended stays to be seen. */
export function evidenceAfter(
  now: readonly Signal[],
  before: readonly Evidence[],
  signals: readonly Signal[],
): Evidence[] {
  const shown = new Set(now.map((signal) => signal.signalId));
  return [
    ...now.map(evidenceOf),
    ...refreshed(
      before.filter((it) => !shown.has(it.signalId)),
      signals,
    ),
  ];
}

/** Evidence as its signals stand now; of a signal that is no longer kept, as it stood. */
export function refreshed(before: readonly Evidence[], signals: readonly Signal[]): Evidence[] {
  return before.map((it) => {
    const signal = signals.find((candidate) => candidate.signalId === it.signalId);
    return signal === undefined ? it : evidenceOf(signal);
  });
}
