import { writeTime } from './say-times.ts';

/** What is compared of a signal: its times, and whether it goes on. */
export type SignalShown = {
  readonly what: string;
  readonly status: 'open' | 'ended';
  readonly begins?: string | undefined;
  readonly ends?: string | undefined;
};

/** What changed of a signal, in phrases for administrators; none where nothing did. */
export function describeSignal(before: SignalShown, after: SignalShown): string[] {
  if (before.status !== after.status)
    return [`${after.what} ${after.status === 'ended' ? 'has ended' : 'is open again'}`];
  return [
    ...(before.begins === after.begins
      ? []
      : [`${after.what} now begins ${local(after.begins)}, was ${local(before.begins)}`]),
    ...(before.ends === after.ends ? [] : [`${after.what} now ends ${local(after.ends)}, was ${local(before.ends)}`]),
  ];
}

function local(timestamp: string | undefined): string {
  return timestamp === undefined ? 'at a time unknown' : writeTime(timestamp);
}
