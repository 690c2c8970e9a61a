import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { Channel } from '../roster/roster.ts';

/** What became of one delivery, as sealed: no address and no name of a person. */
export const Receipt = z.strictObject({
  deliveryId: z.string(),
  channel: Channel,
  targetId: z.string(),
  schoolId: z.string(),
  status: z.enum(['sent', 'failed', 'in-doubt', 'superseded', 'expired']),
  attempts: z.int(),
  providerId: z.string().optional(),
  sentAt: Timestamp.optional(),
  sentMs: z.int().optional(),
  rendering: z.string(),
  reason: z.string().optional(),
  /** The newest edit of its words (DELIVERY 5), where one was wanted. */
  edit: z
    .strictObject({
      status: z.enum(['done', 'cannot-edit', 'removed', 'expired', 'in-doubt']),
      /** Version of the entry whose words it was to show, and of the later one whose resulting day was to stand first. */
      words: z.int(),
      mark: z.int().optional(),
      editedAt: Timestamp.optional(),
      editedMs: z.int().optional(),
      reason: z.string().optional(),
    })
    .optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** An immutable content row with the receipts of one parcel or several. */
export const ReceiptsChunk = z.strictObject({
  schoolYear: z.string(),
  version: z.int(),
  receipts: z.array(Receipt),
});
export type ReceiptsChunk = z.infer<typeof ReceiptsChunk>;
