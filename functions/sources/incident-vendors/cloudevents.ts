import * as z from 'zod';
import type { HookReading } from '../../triggers/hook-reading.ts';
import { idOf, ignored, jsonOf, observed, oneLine } from './body.ts';
import type { HookRequest } from '../../triggers/hook-request.ts';
import { bearerOf, type HookSecrets, isSecret } from './secrets.ts';

const structured = 'application/cloudevents+json';

/** Whether the request carries the hook's token, in its header or its query; with two different ways at once nobody knows whose it is. */
export function proveCloudEvent(request: HookRequest, secrets: HookSecrets): boolean {
  const tokens = [bearerOf(request), request.queryToken].filter((token) => token !== undefined);
  if (request.headers['authorization'] !== undefined && request.queryToken !== undefined) return false;
  return isSecret(tokens[0], secrets);
}

/** Whether an event comes in a form that is read: structured or binary JSON, not compressed, no batch. Others are answered 415. */
export function isReadableEvent({ headers }: HookRequest): boolean {
  const type = mediaType(headers['content-type']);
  const coding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  return coding === 'identity' && (type === structured || (type === 'application/json' && 'ce-id' in headers));
}

const Attributes = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().min(1),
  type: z.string().min(1),
  subject: z.string().optional(),
  time: z.string().optional(),
});

/** What we ask of an event's data: whether the incident is there, and in which words. */
const Data = z.object({ status: z.enum(['open', 'resolved']), summary: z.string().optional() });

/**
 * What a CloudEvent 1.0 says. The event is known by (source, id); the incident is its `subject` within the source, so that a later event can
 * resolve it, or the event itself where it has none.
 */
export function readCloudEvent(body: Uint8Array, headers: Readonly<Record<string, string>>): HookReading {
  const isStructured = mediaType(headers['content-type']) === structured;
  const json = jsonOf(body);
  const envelope = isStructured ? z.looseObject({ data: z.unknown() }).safeParse(json).data : binaryOf(headers, json);
  const attributes = Attributes.safeParse(envelope);
  if (!attributes.success) return ignored('it is no CloudEvent 1.0');
  const data = Data.safeParse(envelope?.data);
  if (!data.success) return ignored('its data names no incident: {"status": "open" or "resolved", "summary"}');
  const { id, source, type, subject, time } = attributes.data;
  return {
    kind: 'reports',
    eventId: idOf(source, id),
    reports: [
      {
        vendorId: idOf(source, subject ?? id),
        status: data.data.status,
        summary: oneLine(source, data.data.summary ?? subject ?? type),
        labels: { source: [source], type: [type], subject: subject === undefined ? [] : [subject] },
        ...observed(time),
      },
    ],
  };
}

function binaryOf(headers: Readonly<Record<string, string>>, data: unknown): { data: unknown } {
  const attributes = Object.entries(headers).flatMap(([name, value]): [string, unknown][] =>
    name.startsWith('ce-') ? [[name.slice(3), headerValue(value)]] : [],
  );
  return { ...Object.fromEntries(attributes), data };
}

/** A header's value: a quoted string without its quotes, percent-decoded once; undefined where that is no UTF-8. */
function headerValue(value: string): string | undefined {
  const quoted = /^"(.*)"$/s.exec(value.trim())?.[1];
  const plain = quoted === undefined ? value.trim() : quoted.replaceAll(/\\(.)/gs, '$1');
  try {
    return decodeURIComponent(plain);
  } catch {
    return undefined;
  }
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').replace(/;.*/s, '').trim().toLowerCase();
}
