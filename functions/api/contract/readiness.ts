import * as z from 'zod';
import { Timestamp } from '../../core/time.ts';
import { CheckCode } from '../../readiness/channel-check.ts';
import { ToolStatus } from '../../readiness/tool-state.ts';
import { Channel } from '../../roster/roster.ts';

/** How a tool stands, since when and by whose word; `unknown` is what nobody has said anything about. */
export const ToolAnswer = z
  .object({
    toolId: z.string(),
    name: z.string(),
    status: ToolStatus,
    since: Timestamp.optional(),
    /** Who says so: a person's name, or the feed's. */
    source: z.string().optional(),
    note: z.string().optional(),
    neededForELearning: z.boolean(),
    /** The tool that it cannot do without and that holds it back. */
    because: z.string().optional(),
    /** Everything that is said of the tool itself, also what did not decide: IT's word beside a newer one of the vendor's. */
    evidence: z.array(
      z.object({ status: ToolStatus, since: Timestamp.optional(), source: z.string(), what: z.string().optional() }),
    ),
  })
  .meta({ id: 'Tool' });
export type ToolAnswer = z.infer<typeof ToolAnswer>;

/** `GET /v1/readiness`. A channel is armed only while a self-check says so (DESIGN 3.9). */
export const ReadinessAnswer = z
  .object({
    tools: z.array(ToolAnswer),
    channels: z.array(
      z.object({
        channel: Channel,
        armed: z.enum(['armed', 'not-armed', 'unknown']),
        since: Timestamp.optional(),
        /** When its own worker last looked, without posting. */
        checkedAt: Timestamp.optional(),
        /** What is wrong by a name that the runbook explains, and in words. */
        code: CheckCode.optional(),
        reason: z.string().optional(),
      }),
    ),
    /** The weather, and `hook/<id>` for each webhook that has spoken or should have: while a feed is not `ok` nothing is known of it since, be it their fault or that nobody has looked. */
    feeds: z.array(
      z.object({
        feed: z.string(),
        ok: z.boolean(),
        lastGoodAt: Timestamp.optional(),
        unknownSince: Timestamp.optional(),
        problem: z.string().optional(),
      }),
    ),
    /** Administrators of the district file, and whether one way to reach them is outside the district (USERS E16). */
    contacts: z.array(
      z.object({ administratorId: z.string(), name: z.string(), ok: z.boolean(), problem: z.string().optional() }),
    ),
  })
  .meta({ id: 'Readiness' });
export type ReadinessAnswer = z.infer<typeof ReadinessAnswer>;

/** `PUT /v1/readiness/{toolId}`: IT's attestation; its note is internal. */
export const AttestBody = z
  .strictObject({ status: ToolStatus, note: z.string().max(300).optional() })
  .meta({ id: 'Attest' });
export type AttestBody = z.infer<typeof AttestBody>;

/** `POST /v1/readiness/check`: the channels whose workers were asked; what they find stands in `GET /v1/readiness` some seconds later. */
export const CheckAccepted = z.object({ askedAt: Timestamp, channels: z.array(Channel) }).meta({ id: 'CheckAccepted' });
export type CheckAccepted = z.infer<typeof CheckAccepted>;
