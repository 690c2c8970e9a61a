import { setTimeout as sleep } from 'node:timers/promises';
import type { Context, MiddlewareHandler, Next } from 'hono';
import * as z from 'zod';
import type { Fault, Happening } from '../faults.ts';
import type { Behaviour } from './behaviour.ts';
import { hang, reset, truncate } from './cut-wire.ts';
import type { WireEnv } from './http-server.ts';

/** How a vendor words an error that it did not mean: the body for a status, in its own wire shape. */
export type ErrorShape = (status: number) => unknown;

type Wire = Context<WireEnv>;

/** What the faults of one vendor stand on. */
export type Front = {
  readonly behaviour: Behaviour;
  readonly shape: ErrorShape;
  /** Names the course or channel for rules and chance. */
  readonly targetOf: (c: Wire) => string;
  /** Makes it happen where the request is about; `made` is the id of the post that the request has just made. */
  readonly happen: (what: Happening, c: Wire, made: string) => void;
};

/**
 * The middleware in front of one operation: takes its time, does what the plan says goes wrong, and counts the request by what was
 * seen on the wire.
 */
export function misbehave(operation: string, front: Front): MiddlewareHandler<WireEnv> {
  const { behaviour, targetOf } = front;
  return async (c, next) => {
    const { latencyMs } = behaviour.conduct();
    const fault = behaviour.plan().choose(operation, targetOf(c), c.req.method);
    const pause = (latencyMs + (fault?.kind === 'slow' ? fault.ms : 0)) / 2;
    if (pause > 0) await sleep(pause);
    const outcome = fault ? await strike(fault, c, next, front) : await work(c, next);
    if (pause > 0) await sleep(pause);
    behaviour.log.add(operation, c.req.method, outcome);
  };
}

async function work(c: Wire, next: Next): Promise<number> {
  await next();
  return c.res.status;
}

async function strike(fault: Fault, c: Wire, next: Next, front: Front): Promise<string | number> {
  const { behaviour, shape } = front;
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
    case 'list-lag':
      c.set('listLagMs', fault.ms);
      return work(c, next);
    case 'happens-before':
      front.happen(fault.what, c, '');
      return work(c, next);
    case 'done-then-happens':
      await work(c, next);
      if (c.res.ok) front.happen(fault.what, c, await madeIn(c.res));
      if (fault.status === undefined || !c.res.ok) return c.res.status;
      return loseAnswer({ kind: 'done-then-status', status: fault.status }, c, front);
    default:
      await work(c, next);
      return c.res.ok ? loseAnswer(fault, c, front) : c.res.status;
  }
}

type LostAnswer = Extract<
  Fault,
  { kind: 'done-then-hang' | 'done-then-reset' | 'done-then-truncated' | 'done-then-status' }
>;

const Made = z.object({ id: z.string() });

async function madeIn(answer: Response): Promise<string> {
  return Made.safeParse(await answer.clone().json()).data?.id ?? '';
}

async function loseAnswer(fault: LostAnswer, c: Wire, { behaviour, shape }: Front): Promise<string | number> {
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
