import * as z from 'zod';

/**
 * What is kept of one service user's sign-in, as JSON under the secret `serviceUserSecret`; set up as `{"refreshToken":"…"}`. The
 * predecessor stays: Microsoft leaves it valid, and a successor whose keeping was interrupted may be lost. The access token is here
 * too, so that workers share one.
 */
export const KeptTokens = z.strictObject({
  refreshToken: z.string().min(1),
  previous: z.string().min(1).optional(),
  access: z.strictObject({ token: z.string().min(1), expiresAtMs: z.int() }).optional(),
  /** Directory id: how what it posted is recognised. */
  userId: z.string().min(1).optional(),
});
export type KeptTokens = z.infer<typeof KeptTokens>;

/** Says who renews: one process at a time for one service user. Kept in the operations table. */
export type TokenLeases = {
  /** False while somebody else holds it; an ended lease is free, one's own is renewed. */
  acquire(serviceUser: string, owner: string, nowMs: number, untilMs: number): Promise<boolean>;
  release(serviceUser: string, owner: string): Promise<void>;
};
