import type * as z from 'zod';
import { InvalidInput, type Flaw } from './errors.ts';

/** Zod's issues as flaws, each with its path as `schools[3].start`. */
export function flawsOf(error: z.ZodError): Flaw[] {
  return error.issues.map((issue) => ({ path: pathOf(issue.path), message: issue.message }));
}

/** Parses a value whole or refuses it whole with every flaw listed. */
export function parseOrRefuse<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInput(what, flawsOf(result.error));
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return text.replace(/^\./, '') || '(whole)';
}
