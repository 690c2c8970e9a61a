import * as z from 'zod';
import type { Declaration } from './declaration.ts';

/** One member of a merge patch: any JSON, for `null` removes and an object may name a part. The result is parsed, not the patch. */
const change = z.unknown().optional();

/**
 * What an amendment changes: a merge patch (RFC 7396) of the declaration's body. An array (`days`, `programs`, ...) takes the place of the
 * whole list; `null` takes a member away.
 */
export const Changes = z.strictObject({
  days: change,
  causes: change,
  programs: change,
  events: change,
  tools: change,
  staff: change,
  sameDay: change,
  confirmed: change,
  message: change,
  nextUpdateAt: change,
  decidedBy: change,
  audiences: change,
  release: change,
  recordOnly: change,
  drill: change,
  reasons: change,
} satisfies Record<keyof Declaration, typeof change>);
export type Changes = z.infer<typeof Changes>;
