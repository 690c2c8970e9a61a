import * as z from 'zod';

/** What a channel's urgent queue also carries: ask yourself whether you can post (E13). The name of the request, and nothing else. */
export const CheckMessage = z.strictObject({ check: z.string().min(1).max(40) });
export type CheckMessage = z.infer<typeof CheckMessage>;
