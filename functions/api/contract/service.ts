import * as z from 'zod';

/** `GET /healthz`: the ledger can be read; which code and district file are running. */
export const HealthAnswer = z
  .object({ status: z.literal('ok'), code: z.string(), district: z.string() })
  .meta({ id: 'Health' });
export type HealthAnswer = z.infer<typeof HealthAnswer>;

/** RFC 9457: `type` is a stable path under `/problems/`, `detail` says what to do; more members depend on the type. */
export const Problem = z
  .looseObject({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

/** `GET /problems/{slug}`. */
export const ProblemType = z
  .object({ type: z.string(), title: z.string(), status: z.int() })
  .meta({ id: 'ProblemType' });
export type ProblemType = z.infer<typeof ProblemType>;
