import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import type { District } from '../calendar/district.ts';
import { Channel } from '../roster/roster.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';

/**
 * The fixed words of a notice on one channel, a content row: `text` has the slots `{{issued}}` and `{{deliveryId}}` and nothing else open.
 * Classroom: plain text; Teams: HTML; SNS: plain text with `subject`.
 */
export const Rendering = z.strictObject({
  channel: Channel,
  audience: Audience,
  language: z.string(),
  text: z.string(),
  /** The beginning of line 1 that never changes: how a post is recognised as ours (DELIVERY 4). */
  opening: z.string(),
  subject: z.string().optional(),
  /** Of what changes an earlier notice: what stands first in the post whose place it takes, in the channel's form (USERS E12). */
  mark: z.string().optional(),
  /** Address of the notice's page with the slot `{{deliveryId}}`; empty where the audience has none (staff, administrators). */
  link: z.string(),
});
export type Rendering = z.infer<typeof Rendering>;

/**
 * The static page of a notice, a content row: every language, the same for every class. HTML with slots `{{issued:<language>}}`. `headings` are what
 * it leads with in each language; rows of before there was a history have none.
 */
export const NoticePage = z.strictObject({
  title: z.string(),
  html: z.string(),
  headings: z.record(z.string(), z.string()).optional(),
});
export type NoticePage = z.infer<typeof NoticePage>;

/** A notice before it has an id: what preview shows and a decision turns into content rows. */
export type DraftNotice = {
  readonly audience: Audience;
  /** One per channel and group of units that share the same facts; SNS one per language, with no units. */
  readonly renderings: readonly { readonly units: readonly string[]; readonly rendering: Rendering }[];
  /** Absent for audiences without a public page (staff, administrators). */
  readonly page?: NoticePage;
};

/** What a decision asks the notices stage to put into words. */
export type NoticeBrief = {
  readonly act: 'declared' | 'amended' | 'corrected' | 'retracted' | 'resumed';
  readonly district: District;
  readonly declaration: Declaration;
  /** Resolved days; for a retraction the resulting ones. */
  readonly days: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
  /** Origin of the notice pages, `https://notices.example.org`. */
  readonly publicUrl: string;
};

/** The words for every audience of a brief, or what cannot be said (a text over its limit, an unknown stock sentence) as `InvalidInput`. */
export type RenderNotices = (brief: NoticeBrief) => DraftNotice[];

/** The minute of issue in each language of the district, `Tue 2:11 p.m.` */
export type WriteIssued = (at: string, district: District) => Record<string, string>;
