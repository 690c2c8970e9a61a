/**
 * The shape of every failure a caller can do something about: a stable `problem` (the last part of its path under `/problems/`),
 * one sentence that says what to do, and the data a caller needs. HTTP statuses live in `api/problem.ts` alone.
 */
export abstract class BellwetherError extends Error {
  abstract readonly problem: string;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(message: string, data: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.data = data;
  }
}

/** One thing wrong with an input: where it stands, and what is wrong with it. */
export type Flaw = { readonly path: string; readonly message: string };

/** An input was refused whole; every flaw is listed. */
export class InvalidInput extends BellwetherError {
  readonly problem = 'invalid-input';
  readonly flaws: readonly Flaw[];

  constructor(what: string, flaws: readonly Flaw[]) {
    const shown = flaws.slice(0, 20).map((flaw) => `${flaw.path}: ${flaw.message}`);
    const more = flaws.length > 20 ? [`and ${flaws.length - 20} more`] : [];
    super([`${what} was refused, correct these and send it again:`, ...shown, ...more].join('\n  '), { flaws });
    this.flaws = flaws;
  }
}

/** Somebody else changed it in between; reading again and repeating is safe. */
export class Conflict extends BellwetherError {
  readonly problem = 'version-conflict';
}

/** A `switch` over a union reached a member it does not know. */
export function unreachable(value: never): never {
  throw new TypeError(`unexpected ${JSON.stringify(value)}`);
}
