import * as z from 'zod';
import { Changes } from '../../declarations/amendment.ts';
import { Correction, onlyWords } from '../../declarations/correction.ts';
import { Resumption } from '../../declarations/resumption.ts';
import { Timestamp } from '../../core/time.ts';
import { reason } from './declarations.ts';
import { Digest } from './ids.ts';

/** Beside what changes: why, and what was seen. A preview needs neither yet. */
const explained = { reason, seen: Digest };
const unexplained = { reason: reason.optional(), seen: Digest.optional() };

/** `POST …/amend`: a merge patch (RFC 7396) of the declaration's body. */
export const AmendBody = z.strictObject({ ...Changes.shape, ...explained }).meta({ id: 'AmendBody' });
export type AmendBody = z.infer<typeof AmendBody>;

/** `POST …/amend?preview=1`. */
export const PreviewAmendBody = z.strictObject({ ...Changes.shape, ...unexplained }).meta({ id: 'PreviewAmendBody' });

/** `POST …/correct`: own words and notes of programs; whatever people act on is amended. */
export const CorrectBody = z
  .strictObject({ ...Correction.shape, ...explained }, { error: onlyWords })
  .meta({ id: 'CorrectBody' });
export type CorrectBody = z.infer<typeof CorrectBody>;

/** `POST …/correct?preview=1`. */
export const PreviewCorrectBody = z
  .strictObject({ ...Correction.shape, ...unexplained }, { error: onlyWords })
  .meta({ id: 'PreviewCorrectBody' });

/** `POST …/resume`: the first regular day, and what differs on it. */
export const ResumeBody = z.strictObject({ ...Resumption.shape, ...explained }).meta({ id: 'ResumeBody' });
export type ResumeBody = z.infer<typeof ResumeBody>;

/** `POST …/resume?preview=1`. */
export const PreviewResumeBody = z
  .strictObject({ ...Resumption.shape, ...unexplained })
  .meta({ id: 'PreviewResumeBody' });

/** `POST …/keep`: `seen` is the digest of the review that is answered. */
export const KeepBody = z.strictObject({ seen: Digest }).meta({ id: 'KeepBody' });
export type KeepBody = z.infer<typeof KeepBody>;

/** `PUT …/outside/{channelId}`: by default it was done now, by whoever says so. */
export const ToldBody = z
  .strictObject({
    done: z.boolean(),
    at: Timestamp.optional(),
    by: z.string().trim().min(1).max(120).optional(),
    note: z.string().trim().max(300).optional(),
  })
  .meta({ id: 'ToldBody' });
export type ToldBody = z.infer<typeof ToldBody>;
