import { randomUUID } from 'node:crypto';
import type { Handler } from '../functions/platform/entry.ts';

/** Lambda's limit on a synchronous payload, either way. */
const payloadLimit = 6 * 1024 * 1024;

export type Invoked<R> = { readonly ok: true; readonly value: R } | { readonly ok: false; readonly problem: string };

/** Calls a function as Lambda would: JSON in, JSON out, both within 6 MiB, and given up when its timeout has passed. */
export async function invoke<E, R>(
  name: string,
  handler: Handler<E, R>,
  event: E,
  timeoutSeconds: number,
): Promise<Invoked<R>> {
  if (JSON.stringify(event).length > payloadLimit)
    return { ok: false, problem: `${name}: the event is larger than 6 MiB` };
  const deadline = Date.now() + timeoutSeconds * 1000;
  const invocation = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<Invoked<R>>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, problem: `${name}: timed out after ${timeoutSeconds} s` }),
      timeoutSeconds * 1000,
    );
  });
  const run = async (): Promise<Invoked<R>> => {
    try {
      const value = await handler(event, invocation);
      const size = JSON.stringify(value ?? null).length;
      return size > payloadLimit
        ? { ok: false, problem: `${name}: the answer is larger than 6 MiB` }
        : { ok: true, value };
    } catch (error) {
      return { ok: false, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  const result = await Promise.race([run(), timeout]);
  clearTimeout(timer);
  return result;
}
