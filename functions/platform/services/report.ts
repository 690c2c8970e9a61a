import type { Report } from '../../deliveries/ports.ts';
import type { Log } from '../log.ts';

/** Things a person may have to look at become log lines with ids alone; alarms count them by `alarm`. */
export function reportTo(log: Log): Report {
  return (what, ids) => {
    log.error(what, { alarm: what, ...pick(ids) });
  };
}

const known = [
  ...(['schoolYear', 'version', 'parcelId', 'deliveryId', 'channel', 'schoolId', 'error', 'code', 'count'] as const),
  ...(['status', 'provider', 'kind', 'retryAfterMs', 'messageId', 'ms'] as const),
] as const;

function pick(ids: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(known.flatMap((key) => (ids[key] === undefined ? [] : [[key, ids[key]]])));
}
