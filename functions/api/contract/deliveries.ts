import * as z from 'zod';
import { Delivery, DeliveryStatus, EditStatus } from '../../deliveries/delivery.ts';
import { EditFigures, Figures } from '../../deliveries/parcel.ts';
import { Timestamp } from '../../core/time.ts';
import { AudienceNotice } from '../../law/audience-notice.ts';
import { PostBy } from '../../receipts/place-figures.ts';
import { People } from '../../roster/people.ts';
import { Channel } from '../../roster/roster.ts';
import { Slug } from '../../calendar/slug.ts';
import { PageQuery } from './page.ts';

const Version = z.coerce.number().int().min(1).max(99_999_999);

/** `GET …/progress`: of the newest speaking entry where no version is named. */
export const ProgressQuery = z.strictObject({ version: Version.optional() });

const { edited: _edited, ...counts } = Figures.shape;
const Counts = z.object(counts);
const { by: _by, ...edits } = EditFigures.shape;

const { startsAt, legalDeadline, decideBy } = PostBy.shape;
const BySchool = z.object({ schoolId: z.string(), startsAt: startsAt.optional(), legalDeadline, decideBy });

/** How far an entry has got; `planned = sent + failed + inDoubt + pending + superseded + expired`. */
export const ProgressAnswer = Counts.extend({
  version: z.int(),
  /** Every target that was planned has ended in some way, and every edit: nothing of this entry is open any more. */
  settled: z.boolean(),
  /**
   * Posts that are to read otherwise, its own because of later entries and earlier ones' because of it;
   * `wanted = done + pending + cannotEdit + removed + expired`.
   */
  edits: z.object(edits),
  /** First and last post of each school, beside what the entry's first day that was still ahead asks for. */
  bySchool: z.array(Counts.extend(BySchool.shape)),
  byChannel: z.record(z.string(), Counts),
  /** When the last class will have it at the present pace, or had it. */
  reachedBy: Timestamp.optional(),
  /** Of the words that stand: who has no class to read them in, and which outside channel was ticked for them. */
  people: People.optional(),
  /** Of the words that stand: what the record knows of the notice that the law asks for, audience by audience. */
  notice: z.array(AudienceNotice).optional(),
}).meta({ id: 'Progress' });
export type ProgressAnswer = z.infer<typeof ProgressAnswer>;

/** `pending`: planned, and not attempted yet. */
export const ShownDeliveryStatus = z.enum(['pending', ...DeliveryStatus.options]);

/** `GET …/deliveries`. */
export const DeliveriesQuery = PageQuery.extend({
  version: Version.optional(),
  status: ShownDeliveryStatus.optional(),
  channel: Channel.optional(),
  schoolId: Slug.optional(),
  /** Only those whose newest edit is there. */
  edit: EditStatus.optional(),
});
export type DeliveriesQuery = z.infer<typeof DeliveriesQuery>;

const { deliveryId, targetId, schoolId, attempts, sentAt, providerId, reason, escalated } = Delivery.shape;

/** One notice on its way to one target. */
export const DeliveryAnswer = z
  .object({
    deliveryId,
    channel: Channel,
    targetId,
    schoolId,
    status: ShownDeliveryStatus,
    attempts,
    escalated,
    sentAt,
    providerId,
    reason,
    /** The one thing that a person does about it; absent where nothing is asked of anybody. */
    action: z.string().optional(),
    /** The newest edit of its words, where one was wanted; `removed`: by the class, and never posted again. */
    edit: z.object({ status: EditStatus, editedAt: Timestamp.optional(), reason: z.string().optional() }).optional(),
  })
  .meta({ id: 'Delivery' });
export type DeliveryAnswer = z.infer<typeof DeliveryAnswer>;

/** 202 of a retry: a look comes first. */
export const RetryAnswer = z.object({ deliveryId, status: ShownDeliveryStatus }).meta({ id: 'Retry' });
export type RetryAnswer = z.infer<typeof RetryAnswer>;
