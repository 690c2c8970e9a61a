import * as z from 'zod';
import { Timestamp } from '../core/time.ts';
import { channelNames } from '../names.ts';

/** Whether a channel can be posted to. `unknown`: nobody has looked lately, or the vendor could not be asked. */
export const Armed = z.enum(['armed', 'not-armed', 'unknown']);
export type Armed = z.infer<typeof Armed>;

/** What keeps a channel from being posted to; the runbook has a line for each. */
export const CheckCode = z.enum([
  'grant-removed',
  'account-disabled',
  'sign-in-ended',
  'not-a-member',
  'class-gone',
  'not-accepted',
  'topic-missing',
  'not-asked',
]);
export type CheckCode = z.infer<typeof CheckCode>;

/** What a self-check found of one account or one class. `untold`: the vendor could not be asked, which says nothing about us. */
export type CheckOutcome =
  | { readonly kind: 'able' }
  | { readonly kind: 'unable'; readonly code: CheckCode }
  | { readonly kind: 'untold'; readonly why: string };

/** The last self-check of a channel, by its own worker: what it found without posting anything (E13, S-17). */
export const ChannelCheck = z.strictObject({
  channel: z.enum(channelNames),
  /** The request that it answers, and when that was made. */
  checkId: z.string(),
  askedMs: z.number().optional(),
  armed: Armed,
  /** Since when it has been so. */
  since: Timestamp,
  checkedAt: Timestamp,
  /** Why it is not armed or not known, or what is wrong with a part of it. Names no account and no class. */
  problem: z.strictObject({ code: CheckCode, words: z.string().max(300) }).optional(),
  /** How much was looked at: accounts that asked for a token, classes that were listed, and those of both that were refused. */
  sample: z.strictObject({ accounts: z.int(), places: z.int(), refused: z.int() }),
});
export type ChannelCheck = z.infer<typeof ChannelCheck>;

/** The last time somebody asked for a check of a channel. */
export const CheckRequest = z.strictObject({
  channel: z.enum(channelNames),
  checkId: z.string(),
  askedAt: Timestamp,
  askedMs: z.number(),
  /** Open proposals that it was asked for; a new one asks again. */
  proposalIds: z.array(z.string()),
  /** The version of the code that asked: each deployment is checked. */
  code: z.string(),
  /** The roster of then: another one has other classes and other teachers. */
  roster: z.string().optional(),
});
export type CheckRequest = z.infer<typeof CheckRequest>;

/** A channel as people and decisions see it. */
export type ChannelState = {
  readonly channel: ChannelCheck['channel'];
  readonly armed: Armed;
  readonly since?: string;
  readonly checkedAt?: string;
  readonly code?: CheckCode;
  readonly reason?: string;
};
