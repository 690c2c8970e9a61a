import * as z from 'zod';
import type { Access } from './access.ts';
import type { MediaType } from './request-body.ts';
import type { Command } from './services.ts';

/**
 * How a repeated request is recognised by its Idempotency-Key: by the ledger, which knows every command, or by answers kept for a day.
 * `required` refuses a request without a key.
 */
export type Repeats = { readonly key: 'required' | 'welcome'; readonly knownBy: 'ledger' | 'kept answers' };

/** What there is to know of a route without running it. */
export type Route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With `{name}` where a path parameter stands. */
  readonly path: string;
  /** What it does, in one line, for `openapi.json`. */
  readonly summary: string;
  readonly access: Access;
  /** What the route itself asks for instead of a token, in a sentence for `openapi.json`; of public ones alone. */
  readonly proof?: string;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly media: MediaType;
  readonly answer: A;
  /** What the answer is written as; absent: JSON. A text's schema is a string. */
  readonly answerMedia?: 'text/csv' | 'text/html';
  /** Headers of the answer besides those that every answer has. */
  readonly answerHeaders?: Readonly<Record<string, string>>;
  readonly status: 200 | 201 | 202;
  /** Absent: it changes nothing, or doing it twice is doing it once. */
  readonly repeats?: Repeats;
};

/** A route of the API; everything that is the same for all of them is done by `serve.ts`. */
type Definition<S, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> = Route<
  P,
  Q,
  B,
  A
> & {
  /** Whether a request with this query only looks: then no key is needed. */
  readonly onlyLooks?: (query: z.output<Q>) => boolean;
  readonly handle: (
    services: S,
    request: { readonly command: Command<z.output<B>>; readonly params: z.output<P>; readonly query: z.output<Q> },
  ) => Promise<z.input<A>>;
};

/** A route as the server sees it: its types stay inside, so that routes of all kinds stand in one list. */
export type Operation<S> = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType> & {
  /** Parses parameters and query; what is wrong with them is handed to `refuse`. */
  readonly prepare: (raw: { readonly params: unknown; readonly query: unknown }, refuse: Refuse) => Prepared<S>;
};

/** The part of a request that a schema refuses, and why; throws what the caller is to be told. */
export type Refuse = (part: 'params' | 'query' | 'body', error: z.ZodError) => never;

export type Prepared<S> = {
  readonly onlyLooks: boolean;
  /** Parses the body; what is wrong with it is handed to `refuse`. */
  readonly withBody: (body: unknown) => {
    readonly parsed: unknown;
    /** Carries the request out; its answer is not checked yet. */
    readonly run: (services: S, identity: Omit<Command<unknown>, 'body'>) => Promise<unknown>;
  };
};

/** What a route without parameters, query or body says of them. */
export const nothing = {
  params: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({}),
  media: 'application/json',
} as const;

/** Makes a route of its definition. */
export function operation<S, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  definition: Definition<S, P, Q, B, A>,
): Operation<S> {
  const { handle, onlyLooks, ...route } = definition;
  return {
    ...route,
    prepare: (raw, refuse) => {
      const parse = <T extends z.ZodType>(part: Parameters<Refuse>[0], schema: T, value: unknown): z.output<T> => {
        const result = schema.safeParse(value);
        return result.success ? result.data : refuse(part, result.error);
      };
      const params = parse('params', definition.params, raw.params);
      const query = parse('query', definition.query, raw.query);
      return {
        onlyLooks: onlyLooks?.(query) ?? false,
        withBody: (given) => {
          const body = parse('body', definition.body, given);
          return {
            parsed: body,
            run: (services, identity) => handle(services, { command: { ...identity, body }, params, query }),
          };
        },
      };
    },
  };
}
