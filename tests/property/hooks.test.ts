import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Hook } from '../../functions/calendar/hooks.ts';
import { hookVendors, type HookVendor } from '../../functions/names.ts';
import { proveHook, readHook } from '../../functions/sources/incident-vendors/vendors.ts';
import type { HookRequest } from '../../functions/triggers/hook-request.ts';
import {
  alertGroup,
  bytesOf,
  cloudEvent,
  hookRequest,
  pagerDutyEvent,
  pagerDutySignature,
  secrets,
  snsMessage,
  snsPem,
  statuspageUpdate,
  topicArn,
} from '../support/hooks.ts';

const hooks = hookVendors.map((vendor) =>
  Hook.parse({ id: vendor, vendor, ...(vendor === 'sns' ? { topics: [topicArn] } : {}) }),
);
const proof = {
  secretsOf: () => Promise.resolve(secrets),
  certificateAt: () => Promise.resolve(snsPem),
  nowMs: () => Date.parse('2023-02-21T09:30:00Z'),
};

const event = bytesOf(pagerDutyEvent());
const bearer = { authorization: `Bearer ${secrets.current}` };
const structured = { 'content-type': 'application/cloudevents+json', ...bearer };
/** A request of each vendor that is proven. */
const right: Readonly<Record<HookVendor, HookRequest>> = {
  pagerduty: hookRequest(event, { headers: pagerDutySignature(event) }),
  statuspage: hookRequest(statuspageUpdate(), { pathSecret: secrets.previous }),
  alertmanager: hookRequest(alertGroup({}, { status: 'resolved' }), { headers: bearer }),
  sns: hookRequest(snsMessage()),
  cloudevents: hookRequest(cloudEvent(), { headers: structured }),
};

/** Bytes flipped, put in, taken out, repeated, or replaced whole. */
const mutateBytes = (bytes: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const at = fc.nat(bytes.length);
  const cut = (from: number, to: number, between: Uint8Array): Uint8Array =>
    Buffer.concat([bytes.subarray(0, from), between, bytes.subarray(to)]);
  return fc.oneof(
    fc
      .tuple(at, fc.integer({ min: 1, max: 255 }))
      .map(([i, bits]) => cut(i, i + 1, Buffer.from([(bytes[i] ?? 0) ^ bits]))),
    fc.tuple(at, fc.uint8Array({ minLength: 1, maxLength: 20 })).map(([i, more]) => cut(i, i, more)),
    fc.tuple(at, at).map(([from, to]) => cut(Math.min(from, to), Math.max(from, to), new Uint8Array())),
    fc.tuple(at, at).map(([from, to]) => cut(from, from, bytes.subarray(Math.min(from, to), Math.max(from, to)))),
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((json) => bytesOf(json)),
  );
};

const odd = fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('', ',', 'Bearer ', 'v1=', 'v1=,v1=', '__proto__'));
const mutateText = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    odd,
    fc.nat(text.length).map((i) => text.slice(0, i)),
    fc.tuple(fc.nat(text.length), odd).map(([i, more]) => text.slice(0, i) + more + text.slice(i)),
    fc.constant(text.toUpperCase()),
  );

/** A request whose body or proof is off, and often both. */
const mutated = (request: HookRequest): fc.Arbitrary<HookRequest> => {
  const { authorization, 'x-pagerduty-signature': signature } = request.headers;
  const maybe = <T>(value: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> => fc.oneof(fc.constant(value), other);
  return fc
    .record({
      body: maybe(request.body, mutateBytes(request.body)),
      authorization: maybe(authorization, authorization === undefined ? odd : mutateText(authorization)),
      signature: maybe(signature, signature === undefined ? odd : mutateText(signature)),
      pathSecret: maybe(request.pathSecret, request.pathSecret === undefined ? odd : mutateText(request.pathSecret)),
    })
    .map(({ body, authorization: bearerHeader, signature: signed, pathSecret }) => ({
      headers: { ...request.headers, authorization: bearerHeader, 'x-pagerduty-signature': signed },
      body,
      ...(pathSecret === undefined ? {} : { pathSecret }),
    }));
};

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** What a mutated request still proves itself by, told without the code that checks it: the very proof, over the very bytes where it covers them. */
const stillProven: Readonly<Record<HookVendor, (request: HookRequest) => boolean>> = {
  pagerduty: ({ headers, body }) =>
    sameBytes(body, event) &&
    (headers['x-pagerduty-signature'] ?? '')
      .split(',')
      .some((one) => one.trim() === pagerDutySignature(event)['x-pagerduty-signature']),
  statuspage: ({ pathSecret }) => pathSecret === secrets.previous,
  alertmanager: ({ headers }) =>
    /^bearer +\S+$/i.test(headers['authorization'] ?? '') &&
    headers['authorization']?.trim().endsWith(` ${secrets.current}`) === true,
  cloudevents: ({ headers }) =>
    /^bearer +\S+$/i.test(headers['authorization'] ?? '') &&
    headers['authorization']?.trim().endsWith(` ${secrets.current}`) === true,
  // The signature covers what the envelope says, not how its JSON is spaced: any that is accepted says the same.
  sns: ({ body }) => {
    const [given, wanted] = [body, right.sns.body].map((bytes) => fieldsOf(bytes));
    return given !== undefined && given === wanted;
  },
};

function fieldsOf(bytes: Uint8Array): string | undefined {
  try {
    const said: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof said !== 'object' || said === null) return undefined;
    const all = new Map<string, unknown>(Object.entries(said));
    const signed = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type', 'SignatureVersion'];
    return JSON.stringify(signed.map((name) => all.get(name)));
  } catch {
    return undefined;
  }
}

test.each(hookVendors)('%s: what is right is proven and read', async (vendor) => {
  expect(await proveHook(hooks, vendor, right[vendor], proof)).toMatchObject({ id: vendor });
  expect(readingOf(vendor, right[vendor]).kind).not.toBe('ignored');
});

test.each(hookVendors)(
  '%s: of 2,000 mutated requests none is accepted without its proof, and none breaks anything',
  async (vendor) => {
    await fc.assert(
      fc.asyncProperty(mutated(right[vendor]), async (request) => {
        const accepted = (await proveHook(hooks, vendor, request, proof)) !== undefined;
        if (accepted) expect(stillProven[vendor](request)).toBe(true);
        // Read all the same: a body that is proven may hold anything too.
        expect(['reports', 'look-again', 'confirm', 'ignored']).toContain(readingOf(vendor, request).kind);
      }),
      { numRuns: 2_000 },
    );
  },
);

function readingOf(vendor: HookVendor, { body, headers }: HookRequest) {
  const attributes = { 'content-type': headers['content-type'] ?? '' };
  const receivedAt = '2023-02-21T09:30:00Z';
  return readHook({ hookId: vendor, vendor, receivedAt, body: Buffer.from(body).toString('base64'), attributes });
}
