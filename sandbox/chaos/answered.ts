import { setTimeout as pause } from 'node:timers/promises';
import type * as z from 'zod';

/** A chaos run that did not come to its end: neither good nor bad is said of the product. */
export class ChaosFailed extends Error {
  override readonly name = 'ChaosFailed';
}

const mostTries = 20;
const pauseMs = 500;

/** What the API answers in the end: it is asked again while it is away, and while what it stands on fails. */
export async function answered<T extends z.ZodType>(
  schema: T,
  ask: () => Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<z.output<T>> {
  for (let tries = 1; ; tries += 1) {
    const { status, body } = await ask().catch((error: unknown) => ({ status: 0, body: String(error) }));
    if (status >= 200 && status < 300) return schema.parse(body);
    if (tries === mostTries || (status >= 400 && status < 500))
      throw new ChaosFailed(`The API answered ${status}: ${JSON.stringify(body).slice(0, 1_000)}`);
    await pause(pauseMs);
  }
}
