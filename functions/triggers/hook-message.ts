import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { hookVendors } from '../names.ts';

/** A webhook whose proof held, as it waits to be read: ids, and the body exactly as it came. */
export const HookMessage = z.strictObject({
  hookId: z.string().min(1).max(63),
  vendor: z.enum(hookVendors),
  /** On the calendar clock. */
  receivedAt: Timestamp,
  /** Base64 of the bytes: whatever they are, the message is a third longer and no more. */
  body: z.base64(),
  /** What a CloudEvent in binary mode says in headers: `ce-*` and `content-type`, as they came. */
  attributes: z.record(z.string().max(80), z.string().max(4_000)).default({}),
});
export type HookMessage = z.infer<typeof HookMessage>;
