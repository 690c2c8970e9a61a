import * as z from 'zod';
import type { HookReading } from '../../triggers/hook-reading.ts';
import { idOf, ignored, observed, oneLine } from './body.ts';
import type { HookRequest } from '../../triggers/hook-request.ts';
import { bearerOf, type HookSecrets, isSecret } from './secrets.ts';

/** Whether the request carries the hook's bearer token: Alertmanager signs nothing (facts: tools-and-incidents.md, 2.3). */
export function proveAlertmanager(request: HookRequest, secrets: HookSecrets): boolean {
  return isSecret(bearerOf(request), secrets);
}

/** More alerts than this in one group are one outage; the rest come again with the next repetition. */
const mostAlerts = 100;

const Group = z.object({ version: z.literal('4'), alerts: z.array(z.unknown()) });

const Alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()).default({}),
  startsAt: z.string().min(1),
  endsAt: z.string().optional(),
  fingerprint: z.string().min(1),
});

/**
 * What a group of Alertmanager says. A group may mix what fires with what is over; an alert is known by its fingerprint and its beginning, so
 * that a repetition is the same one. Operators may replace the whole body (`payload:`): such a one is not read.
 */
export function readAlertmanager(json: unknown): HookReading {
  const group = Group.safeParse(json);
  if (!group.success) return ignored('it is no group of Alertmanager, version 4; perhaps its payload was replaced');
  const alerts = group.data.alerts.flatMap((one) => Alert.safeParse(one).data ?? []);
  if (alerts.length === 0) return ignored('none of its alerts can be read');
  const read = alerts.slice(0, mostAlerts);
  const unread = group.data.alerts.length - read.length;
  return {
    kind: 'reports',
    ...(unread > 0 ? { unread } : {}),
    reports: read.map(({ status, labels, annotations, startsAt, endsAt, fingerprint }) => ({
      vendorId: idOf(fingerprint, startsAt),
      status: status === 'firing' ? 'open' : 'resolved',
      summary: oneLine(labels['alertname'], annotations['summary'] ?? annotations['description']),
      labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, [value]])),
      // While it fires its end is the year 1.
      ...observed(status === 'firing' ? startsAt : endsAt),
    })),
  };
}
