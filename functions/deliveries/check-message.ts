import * as z from 'zod';

/** What a channel's urgent queue also carries: ask yourself whether you can post (E13). The name of the request, and where to see whether classes are being posted to. */
export const CheckMessage = z.strictObject({
  check: z.string().min(1).max(40),
  /** When it was asked for: of two that run at once, what the later one finds stands. */
  askedMs: z.number().optional(),
  schoolYears: z.array(z.string().max(10)).max(10).optional(),
});
export type CheckMessage = z.infer<typeof CheckMessage>;
