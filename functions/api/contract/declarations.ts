import * as z from 'zod';
import { Level } from '../../calendar/level.ts';
import { Timestamp } from '../../core/time.ts';
import { DeclaredDay, Declaration } from '../../declarations/declaration.ts';
import { Entry, EntryKind, Principal, Reach } from '../../declarations/entry.ts';
import { PreviewAnswer } from '../../declarations/preview-answer.ts';
import { Retraction } from '../../declarations/retraction.ts';
import { DryRun } from '../../deliveries/dry-run-answer.ts';
import { Finding } from '../../law/finding.ts';
import { CopyTexts } from '../../notices/copy-pack/copy-texts.ts';
import { Review } from '../../proposals/review.ts';
import { Digest } from './ids.ts';
import { PageQuery } from './page.ts';

/** `POST /v1/declarations/preview`: a declaration's body; `seen` is allowed, so that the same text can be previewed again, and ignored. */
export const PreviewBody = z
  .strictObject({ ...Declaration.shape, seen: z.string().optional() })
  .meta({ id: 'PreviewBody' });
export type PreviewBody = z.infer<typeof PreviewBody>;

const yes = z.stringbool({ truthy: ['1', 'true'], falsy: ['0', 'false'] }).default(false);

/** `?texts=1` asks for the copy pack too, which makes a long answer; `?dryRun=1` writes every target's post and posts none. */
export const PreviewQuery = z.strictObject({ texts: yes, dryRun: yes });

/** What would be said to whom, and what stands against it; `texts` and `dryRun` where they were asked for. */
export const Preview = PreviewAnswer.extend({
  texts: z.array(CopyTexts).optional(),
  dryRun: DryRun.optional(),
}).meta({ id: 'Preview' });
export type Preview = z.infer<typeof Preview>;

/** `POST /v1/declarations`: the body, with the digest of the preview that was seen. */
export const DeclareBody = z.strictObject({ ...Declaration.shape, seen: Digest }).meta({ id: 'DeclareBody' });
export type DeclareBody = z.infer<typeof DeclareBody>;

/** Why somebody decides: it goes into the record, not into a notice. */
export const reason = z.string().trim().min(1).max(500);

/** `POST …/approve` and `…/reject`: bound to what was read. An author who goes on alone in the last minutes gives a reason. */
export const ApproveBody = z.strictObject({ seen: Digest, reason: reason.optional() }).meta({ id: 'ApproveBody' });
export type ApproveBody = z.infer<typeof ApproveBody>;

/** `POST …/stop`: nothing has to be said to stop. */
export const StopBody = z
  .strictObject({
    reason: reason.optional(),
    pending: z.boolean().default(false).describe('Take back what awaits approval, as its author; what stands stays.'),
  })
  .meta({ id: 'StopBody' });
export type StopBody = z.infer<typeof StopBody>;

/** `POST …/retract`: what comes instead (default: as the calendar has it), why, and what was seen. */
export const RetractBody = z.strictObject({ ...Retraction.shape, reason, seen: Digest }).meta({ id: 'RetractBody' });
export type RetractBody = z.infer<typeof RetractBody>;

/** `POST …/retract?preview=1`: the same without having seen it yet. */
export const PreviewRetractionBody = RetractBody.partial({ reason: true, seen: true }).meta({
  id: 'PreviewRetractionBody',
});
export type PreviewRetractionBody = z.infer<typeof PreviewRetractionBody>;

/** How a declaration stands; `held` is before its first post, and while a stop holds what is unsent. */
export const Status = z.enum([
  'awaiting-approval',
  'held',
  'declared',
  'withdrawn',
  'rejected',
  'lapsed',
  'retracted',
  'closed',
]);

/** 201 of a declaration. `planned` are targets by channel; `releasesAt` is when the first post may go, absent while it awaits approval. */
export const DeclaredAnswer = z
  .object({
    declarationId: z.string(),
    version: z.int(),
    status: Status,
    schoolYear: z.string(),
    days: z.array(z.object(DeclaredDay.shape)),
    findings: z.array(Finding.loose()),
    planned: z.record(z.string(), z.int()),
    releasesAt: Timestamp.optional(),
  })
  .meta({ id: 'Declared' });
export type DeclaredAnswer = z.infer<typeof DeclaredAnswer>;

/** A change that awaits an approver; `digest` is what to name as `seen`. */
const Pending = z.object({
  version: z.int(),
  kind: EntryKind,
  at: Timestamp,
  by: Principal,
  digest: z.string(),
  days: z.array(z.object(DeclaredDay.shape)),
  findings: z.array(Finding.loose()),
  reach: Reach,
  approvalBecause: z.array(z.string()),
  /** From then on its approval would come too late. */
  lapsesAt: Timestamp.optional(),
});

/** A question whether a declaration is kept, for its `dates` have not begun. Internal: it quotes signals. */
export const OpenReview = Review.pick({ reviewId: true, what: true, since: true, digest: true, dates: true });
export type OpenReview = z.infer<typeof OpenReview>;

/** A channel that Bellwether does not post to, and whether somebody passed the words on there. */
const Outside = z.object({
  id: z.string(),
  name: z.string(),
  audience: z.string(),
  owner: z.string().optional(),
  /** Where it is for some schools or levels alone. */
  schools: z.array(z.string()).optional(),
  levels: z.array(Level).optional(),
  done: z.boolean(),
  at: Timestamp.optional(),
  by: z.string().optional(),
  note: z.string().optional(),
});

/** A declaration as its entries leave it. `declaration` is the whole body that stands. */
export const DeclarationAnswer = z
  .object({
    declarationId: z.string(),
    schoolYear: z.string(),
    /** The ledger's sequence number of its newest entry. */
    version: z.int(),
    status: Status,
    digest: z.string(),
    by: Principal,
    declaredAt: Timestamp,
    days: z.array(z.object(DeclaredDay.shape)),
    declaration: Declaration.loose(),
    findings: z.array(Finding.loose()),
    reach: Reach,
    /** Nothing of it is posted from then on. */
    notAfter: Timestamp,
    /** While it is held: when posting begins or goes on by itself. */
    releasesAt: Timestamp.optional(),
    pending: Pending.optional(),
    /** Every outside channel of the district, ticked for the words that stand or not yet. */
    outside: z.array(Outside),
    /** What has changed under it since it was decided; `keep` names its digest. It stands whether or not anybody answers. */
    review: OpenReview.optional(),
  })
  .meta({ id: 'Declaration' });
export type DeclarationAnswer = z.infer<typeof DeclarationAnswer>;

/** `GET /v1/declarations`: what is in earnest, or with `drill=1` drills; never both, so that nobody takes one for the other. */
export const DeclarationsQuery = PageQuery.extend({
  status: Status.optional(),
  drill: yes,
});

/** An entry of the record, complete in itself. */
export const EntryAnswer = Entry.meta({ id: 'Entry' });
export type EntryAnswer = z.infer<typeof EntryAnswer>;
