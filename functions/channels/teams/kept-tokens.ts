import * as z from 'zod';

/**
 * What is kept of one service user's sign-in, as JSON under one secret. The predecessor stays: Microsoft leaves it valid, and a
 * successor whose keeping was interrupted may be lost. The access token is here too, so that workers share one.
 */
export const KeptTokens = z.strictObject({
  refreshToken: z.string().min(1),
  previous: z.string().min(1).optional(),
  access: z.strictObject({ token: z.string().min(1), expiresAtMs: z.int() }).optional(),
  /** Directory id: how what it posted is recognised. */
  userId: z.string().min(1).optional(),
});
export type KeptTokens = z.infer<typeof KeptTokens>;

/** The secret of a service user. Set up as `{"refreshToken":"…"}`. */
export function secretNameOf(serviceUser: string): string {
  return `teams-service-user/${serviceUser}`;
}

/** What the keeper needs of the platform's secrets: a fresh read sees what another process has just put. */
export type TokenSecrets = {
  get(name: string, options?: { readonly fresh: boolean }): Promise<string>;
  put(name: string, value: string): Promise<void>;
};

/** Says who renews: one process at a time for one service user. Kept in the operations table. */
export type TokenLeases = {
  /** False while somebody else holds it; an ended lease is free, one's own is renewed. */
  acquire(serviceUser: string, owner: string, nowMs: number, untilMs: number): Promise<boolean>;
  release(serviceUser: string, owner: string): Promise<void>;
};
