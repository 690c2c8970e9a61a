import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { close, listen } from '../listen.ts';
import { type FaultRule, planFaults, type Strike } from '../simulators/faults.ts';
import type { Engine } from './engine.ts';
import {
  delayed,
  type EngineFault,
  type EngineRequest,
  eventual,
  halved,
  readRequest,
  refusal,
} from './engine-faults.ts';
import { askInPlace, type Received } from './in-place.ts';

/** Which faults there are now, the same for every layer that is given them. */
export type EngineFaults = {
  /** Which faults from now on, chosen by the seed; none at the start. */
  behave(seed: number, rules: readonly FaultRule<EngineFault>[]): void;
  choose(request: EngineRequest): EngineFault | undefined;
  /** The faults that struck, in order. */
  strikes(): readonly Strike[];
};

/** Stands in front of one engine and lets it fail as AWS does. `close` cuts every connection. */
export type FaultLayer = { readonly url: string; close(): Promise<void> };

/** Starts a layer in front of an engine of this process: the same protocol at another address of loopback. */
export async function startFaultLayer(
  { listener }: Pick<Engine, 'listener'>,
  faults: EngineFaults,
): Promise<FaultLayer> {
  const underWay = new Set<Promise<unknown>>();
  const layer: Layer = {
    engine: listener,
    choose: (request) => faults.choose(request),
    remembered: new Map(),
    begun(work) {
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    },
  };
  const server = createServer((incoming, outgoing) => {
    // Who was killed does not wait for an answer.
    pass(layer, incoming, outgoing).catch(() => void outgoing.destroy());
  });
  const url = await listen(server, 0);
  return {
    url,
    close: async () => {
      await close(server);
      // What the engine has begun, it ends: whoever closes the engine next does so between two requests.
      await Promise.all(underWay);
    },
  };
}

type Layer = {
  readonly engine: RequestListener;
  readonly choose: (request: EngineRequest) => EngineFault | undefined;
  /** What reads without consistency were answered. */
  readonly remembered: Map<string, Received>;
  /** Notes a request that is under way; a long poll is not one. */
  readonly begun: (work: Promise<unknown>) => void;
};

/** A plan's choices, and the throttling of an operation that goes on from before. Strikes are kept over changes of the plan. */
export function engineFaultPlan(): EngineFaults {
  let plan = planFaults<EngineFault>(1, []);
  const struck: Strike[] = [];
  const throttledUntil = new Map<string, number>();
  return {
    behave(seed, rules) {
      struck.push(...plan.strikes());
      plan = planFaults(seed, rules);
      throttledUntil.clear();
    },
    strikes: () => [...struck, ...plan.strikes()],
    choose({ operation, target, consistency }) {
      if ((throttledUntil.get(operation) ?? 0) > Date.now()) return { kind: 'throttled' };
      const fault = plan.choose(operation, target, consistency);
      if (fault?.kind === 'throttled' && fault.forMs !== undefined)
        throttledUntil.set(operation, Date.now() + fault.forMs);
      return fault;
    },
  };
}

async function pass(layer: Layer, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const sent = Buffer.concat(await incoming.toArray());
  const header = incoming.headers['x-amz-target'];
  const request = readRequest(typeof header === 'string' ? header : undefined, sent.toString('utf8'));
  const fault = layer.choose(request);
  const forward = (body?: string): Promise<Received> => {
    const asked = askInPlace(layer.engine, incoming, body === undefined ? sent : Buffer.from(body));
    if (request.operation !== 'ReceiveMessage') layer.begun(asked);
    return asked;
  };
  switch (fault?.kind) {
    case 'throttled':
    case 'unavailable': {
      const [status, text] = refusal(fault.kind, request);
      return answer(outgoing, { status, headers: { 'content-type': contentType(request) }, body: Buffer.from(text) });
    }
    case 'lost-answer':
      await forward();
      return void incoming.socket.resetAndDestroy();
    case 'half-done':
      return answer(outgoing, await halfDone(request, forward));
    case 'duplicated': {
      const first = await forward();
      if (request.body?.Entries !== undefined) await forward(JSON.stringify(delayed(request.body, fault.afterSeconds)));
      return answer(outgoing, first);
    }
    case 'overtaken': {
      const { body } = request;
      return answer(
        outgoing,
        await forward(body?.Entries === undefined ? undefined : JSON.stringify(delayed(body, fault.afterSeconds))),
      );
    }
    case 'stale':
    case undefined:
      return answer(outgoing, await readAgain(layer, request, fault !== undefined, forward));
  }
}

type Forward = (body?: string) => Promise<Received>;

async function halfDone({ body }: EngineRequest, forward: Forward): Promise<Received> {
  const half = body === undefined ? undefined : halved(body);
  if (half === undefined) return forward();
  const { status, headers, body: whole } = await forward(JSON.stringify(half.sent));
  const said: unknown = JSON.parse(whole.toString('utf8'));
  const changed = status === 200 && typeof said === 'object' && said !== null ? half.answered(said) : said;
  return { status, headers, body: Buffer.from(JSON.stringify(changed)) };
}

/** Reads that do not ask for consistency are remembered, so that a stale one has something old to show. */
async function readAgain(layer: Layer, request: EngineRequest, stale: boolean, forward: Forward): Promise<Received> {
  const { operation, target, consistency } = request;
  if (consistency !== eventual) return forward();
  const key = `${operation} ${target}`;
  const old = layer.remembered.get(key);
  if (stale && old !== undefined) return old;
  const received = await forward();
  layer.remembered.set(key, received);
  return received;
}

function contentType({ body }: EngineRequest): string {
  return body === undefined ? 'text/xml' : 'application/x-amz-json-1.0';
}

function answer(outgoing: ServerResponse, { status, headers, body }: Received): void {
  // The engine's checksum and length are of its own words.
  const { 'x-amz-crc32': _sum, 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = headers;
  for (const [name, value] of Object.entries(kept)) outgoing.setHeader(name, value);
  outgoing.writeHead(status, { 'content-length': body.byteLength }).end(body);
}
