import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, MiddlewareHandler, Next } from 'hono';
import type { Fault } from '../faults.ts';
import type { Behaviour } from './behaviour.ts';
import { hang, reset, truncate } from './cut-wire.ts';
import type { WireEnv } from './http-server.ts';

/** How a vendor words an error that it did not mean: the body for a status, in its own wire shape. */
export type ErrorShape = (status: number) => unknown;

type Wire = Context<WireEnv>;

/**
 * The middleware in front of one operation: takes its time, does what the plan says goes wrong, and counts the request by what was
 * seen on the wire. `targetOf` names the course or channel for rules and chance.
 */
export function misbehave(
  operation: string,
  behaviour: Behaviour,
  shape: ErrorShape,
  targetOf: (c: Wire) => string,
): MiddlewareHandler<WireEnv> {
  return async (c, next) => {
    const { latencyMs } = behaviour.conduct();
    const fault = behaviour.plan().choose(operation, targetOf(c), c.req.method);
    const pause = (latencyMs + (fault?.kind === 'slow' ? fault.ms : 0)) / 2;
    if (pause > 0) await sleep(pause);
    const outcome = fault ? await strike(fault, c, next, behaviour, shape) : await work(c, next);
    if (pause > 0) await sleep(pause);
    behaviour.log.add(operation, c.req.method, outcome);
  };
}

async function work(c: Wire, next: Next): Promise<number> {
  await next();
  return c.res.status;
}

async function strike(
  fault: Fault,
  c: Wire,
  next: Next,
  behaviour: Behaviour,
  shape: ErrorShape,
): Promise<string | number> {
  switch (fault.kind) {
    case 'slow':
      return work(c, next);
    case 'refused':
      return answer(c, fault.status, fault.body === 'html' ? HTML : shape(fault.status));
    case 'throttled':
      if (fault.retryAfter !== undefined) c.header('retry-after', String(fault.retryAfter));
      return answer(c, 429, shape(429));
    case 'hang':
      return cut(c, 'hang', await hang(c, behaviour.closing.signal));
    case 'reset':
      return cut(c, 'reset', reset(c));
    case 'done-late':
      await workLater(fault.afterMs, c, next, behaviour);
      return answer(c, fault.status, shape(fault.status));
    default:
      await work(c, next);
      return c.res.ok ? loseAnswer(fault, c, behaviour, shape) : c.res.status;
  }
}

type LostAnswer = Extract<
  Fault,
  { kind: 'done-then-hang' | 'done-then-reset' | 'done-then-truncated' | 'done-then-status' }
>;

async function loseAnswer(
  fault: LostAnswer,
  c: Wire,
  behaviour: Behaviour,
  shape: ErrorShape,
): Promise<string | number> {
  switch (fault.kind) {
    case 'done-then-hang':
      return cut(c, 'hang', await hang(c, behaviour.closing.signal));
    case 'done-then-reset':
      return cut(c, 'reset', reset(c));
    case 'done-then-truncated':
      return cut(c, `truncated ${c.res.status}`, await truncate(c, c.res));
    case 'done-then-status':
      return answer(c, fault.status, fault.body === 'html' ? HTML : shape(fault.status));
  }
}

const HTML = '<!DOCTYPE html><html><head><title>Error</title></head><body><h1>That’s an error.</h1></body></html>';

/** A string goes out as HTML, all else as JSON. */
function answer(c: Wire, status: number, body: unknown): number {
  const html = typeof body === 'string';
  const headers = new Headers({
    'content-type': html ? 'text/html; charset=UTF-8' : 'application/json; charset=UTF-8',
  });
  const retryAfter = c.res.headers.get('retry-after');
  if (retryAfter !== null) headers.set('retry-after', retryAfter);
  replace(c, new Response(html ? body : JSON.stringify(body), { status, headers }));
  return status;
}

/** Hono copies the headers of an earlier response into the next one unless it is taken away first. */
function replace(c: Wire, response: Response): void {
  c.res = undefined;
  c.res = response;
}

function cut(c: Wire, outcome: string, sent: Response): string {
  replace(c, sent);
  return outcome;
}

async function workLater(afterMs: number, c: Wire, next: Next, { closing }: Behaviour): Promise<void> {
  await c.req.text(); // kept by Hono, for the answer goes out long before the handler reads it
  const timer = setTimeout(() => void next(), afterMs);
  closing.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
