import * as z from 'zod';
import { Timestamp } from '../../core/time.ts';
import { Digest } from './ids.ts';

/** The roster in force. Its targets carry teachers' addresses and are not shown. */
export const RosterAnswer = z
  .object({
    digest: z.string(),
    loadedAt: Timestamp.optional(),
    targets: z.int(),
    schools: z.array(z.object({ schoolId: z.string(), targets: z.int() })),
  })
  .meta({ id: 'Roster' });
export type RosterAnswer = z.infer<typeof RosterAnswer>;

const yes = z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).default(false);

/** `?drill=1` asks for the roster of drills: places that exist for nothing else, and that no notice in earnest reaches. */
export const WhichRoster = z.strictObject({ drill: yes });

/** `PUT /v1/roster`: without `confirm` nothing changes; with it the comparison that was read is carried out. */
export const RosterQuery = WhichRoster.extend({
  confirm: Digest.optional(),
  /** Takes the good lines of a file in which others are refused. */
  acceptPartial: yes,
});
export type RosterQuery = z.infer<typeof RosterQuery>;

/** What the new file would change, or has changed when `loaded`. `digest` is what to confirm: it covers the old roster and the new one. */
export const RosterComparison = z
  .object({
    digest: z.string(),
    loaded: z.boolean(),
    targets: z.int(),
    added: z.int(),
    removed: z.int(),
    changed: z.int(),
    refused: z.array(z.object({ line: z.int(), reason: z.string() })),
  })
  .meta({ id: 'RosterComparison' });
export type RosterComparison = z.infer<typeof RosterComparison>;
