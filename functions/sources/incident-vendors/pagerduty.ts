import * as z from 'zod';
import { equalSecrets, hmacHex } from '../../core/hash.ts';
import type { HookReading } from '../../triggers/hook-reading.ts';
import { idOf, ignored, observed, oneLine } from './body.ts';
import type { HookRequest } from '../../triggers/hook-request.ts';
import type { HookSecrets } from './secrets.ts';

/** PagerDuty itself signs with a handful of secrets at most. */
const mostSignatures = 10;

/**
 * Whether one of the `v1` signatures is the HMAC-SHA256 of the raw body with one of the secrets; signatures of other versions are passed over
 * (facts: tools-and-incidents.md, 2.1). The header `X-Webhook-Id` is not covered, so nothing rests on it (S-21).
 */
export function provePagerDuty({ headers, body }: HookRequest, { current, previous }: HookSecrets): boolean {
  const given = (headers['x-pagerduty-signature'] ?? '')
    .split(',')
    .slice(0, mostSignatures)
    .flatMap((entry) => /^\s*v1=([0-9a-f]{64})\s*$/.exec(entry)?.[1] ?? []);
  const right = [current, ...(previous === undefined ? [] : [previous])].map((secret) => hmacHex(secret, body));
  const matches = given.flatMap((one) => right.map((signature) => equalSecrets(one, signature)));
  return matches.includes(true);
}

/** What tells that an incident is there. Notes, responders and pings say nothing about whether it is. */
const aboutIncidents = new Set([
  'incident.triggered',
  'incident.acknowledged',
  'incident.unacknowledged',
  'incident.escalated',
  'incident.delegated',
  'incident.reassigned',
  'incident.reopened',
  'incident.resolved',
  'incident.priority_updated',
]);

const Message = z.object({
  event: z.object({
    id: z.string().min(1).max(200),
    event_type: z.string(),
    occurred_at: z.string(),
    data: z.unknown(),
  }),
});

const Incident = z.object({
  id: z.string().min(1),
  status: z.string().optional(),
  title: z.string().nullish(),
  urgency: z.string().nullish(),
  service: z.object({ id: z.string().optional(), summary: z.string().nullish() }).nullish(),
  priority: z.object({ summary: z.string().nullish() }).nullish(),
});

/** What an event of PagerDuty v3 says. */
export function readPagerDuty(json: unknown): HookReading {
  const message = Message.safeParse(json);
  if (!message.success) return ignored('it is no event of PagerDuty v3');
  const { id: eventId, event_type: type, occurred_at: occurredAt, data } = message.data.event;
  if (!aboutIncidents.has(type)) return ignored('its type says nothing about an incident');
  const incident = Incident.safeParse(data);
  if (!incident.success) return ignored('its incident cannot be read');
  const { id, status, title, urgency, service, priority } = incident.data;
  const labels = {
    service: [service?.id, service?.summary],
    urgency: [urgency],
    priority: [priority?.summary],
  };
  return {
    kind: 'reports',
    eventId,
    reports: [
      {
        vendorId: idOf(id),
        // An incident that is over stays so, whatever else is changed about it afterwards.
        status: type === 'incident.resolved' || status === 'resolved' ? 'resolved' : 'open',
        summary: oneLine(service?.summary, title),
        labels: Object.fromEntries(
          Object.entries(labels).map(([name, values]) => [name, values.filter((value) => typeof value === 'string')]),
        ),
        ...observed(occurredAt),
      },
    ],
  };
}
