import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import { Channel } from '../roster/roster.ts';

/** What may keep a post from its class, found without asking anybody. */
export const DryRunFinding = z.object({
  what: z.enum(['too-long', 'account-gone', 'failed-last-time']),
  channel: Channel,
  schoolId: z.string(),
  /** How many targets of this school it is about. */
  targets: z.int(),
  /** Some of their ids. */
  examples: z.array(z.string()),
  message: z.string(),
});
export type DryRunFinding = z.infer<typeof DryRunFinding>;

/** The longest post of a channel, in what the channel's own limit is counted in. */
const Longest = z.object({
  size: z.int(),
  limit: z.int(),
  unit: z.enum(['characters', 'bytes']),
  audience: Audience,
  schoolId: z.string(),
  targetId: z.string(),
});

/** What posting would come to: every post was written, none was sent. Seconds count from the end of the hold, at the channels' speed. */
export const DryRun = z
  .object({
    targets: z.int(),
    parcels: z.int(),
    seconds: z.int(),
    byChannel: z.record(
      z.string(),
      z.object({ targets: z.int(), parcels: z.int(), seconds: z.int(), longest: Longest.optional() }),
    ),
    /** When each school's last target would have its post, the earliest bell first; `*` are the topics. */
    bySchool: z.array(z.object({ schoolId: z.string(), targets: z.int(), seconds: z.int() })),
    findings: z.array(DryRunFinding),
  })
  .meta({ id: 'DryRun' });
export type DryRun = z.infer<typeof DryRun>;
