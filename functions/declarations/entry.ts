import * as z from 'zod';
import { Audience } from '../core/audience.ts';
import { Translated } from '../core/language.ts';
import { DateString, Timestamp } from '../core/time.ts';
import { Finding } from '../law/finding.ts';
import { Channel } from '../roster/roster.ts';
import { Declaration, ResolvedDay } from './declaration.ts';

/** Who acted: a person with a fresh sign-in, a machine (ends at `ops`), or Bellwether itself. */
export const Principal = z.looseObject({
  kind: z.enum(['person', 'machine', 'system']),
  sub: z.string(),
  name: z.string(),
  roles: z.array(z.string()).default([]),
  /** Seconds since 1970 of the sign-in, from the token. */
  authTime: z.int().optional(),
});
export type Principal = z.infer<typeof Principal>;

/** The rules in force: hashes of content rows, and the version of the code. */
export const RulesInForce = z.looseObject({
  district: z.string(),
  roster: z.string(),
  lawPack: z.string(),
  code: z.string(),
});
export type RulesInForce = z.infer<typeof RulesInForce>;

/** The words of a notice on one channel for the units that share the same facts; SNS has one per language and no units. */
export const RenderingRef = z.looseObject({
  channel: Channel,
  language: z.string(),
  units: z.array(z.string()),
  hash: z.string(),
});
export type RenderingRef = z.infer<typeof RenderingRef>;

/** What one audience is told because of one entry, in every language. */
export const NoticeRef = z.looseObject({
  /** Ten base32 characters: the notice's page is `/n/<noticeId>`. */
  noticeId: z.string(),
  audience: Audience,
  /** The minute of issue in each language: the value of the renderings' slot. */
  issued: Translated,
  /** Of a correction: its own minute; `issued` stays that of the notice, whose words it revises. */
  corrected: Translated.optional(),
  renderings: z.array(RenderingRef),
  /** Hash of the page's content row; absent for audiences without a public page (staff). */
  page: z.string().optional(),
});
export type NoticeRef = z.infer<typeof NoticeRef>;

/** Whom an entry reaches, counted from the roster when it was decided. */
export const Reach = z.record(
  z.string(),
  z.looseObject({ targets: z.int(), schools: z.int(), students: z.int().optional() }),
);
export type Reach = z.infer<typeof Reach>;

/** The whole declaration as an entry leaves it: nothing else is needed to read or to post it. */
export const Content = z.looseObject({
  declaration: Declaration.loose(),
  days: z.array(ResolvedDay.loose()),
  /** The days that its notices speak of, where that is not all: what had happened is declared and not said again. */
  said: z.array(ResolvedDay.loose()).optional(),
  findings: z.array(Finding.loose()),
  notices: z.array(NoticeRef),
  reach: Reach,
  /** Digest of what was previewed and seen. */
  digest: z.string(),
  /** People besides the author whose approval is needed before anything is posted. */
  needsApproval: z.boolean(),
  /** Why, in sentences, for whoever is asked to approve. */
  approvalBecause: z.array(z.string()).optional(),
  /** End of use on the calendar clock: nothing is posted from then on (DESIGN 3.8). */
  notAfter: Timestamp,
  /** Where an approval is needed: from then on it would come too late, and what awaits it lapses (USERS V14). */
  lapsesAt: Timestamp.optional(),
});
export type Content = z.infer<typeof Content>;

/** Kinds that say something to the outside; each carries the whole resulting content. */
export const speakingKinds = ['Declared', 'Amended', 'Corrected', 'Retracted', 'Resumed'] as const;
export const otherKinds = [
  'Approved',
  'Rejected',
  'Lapsed',
  'Withdrawn',
  'Held',
  'Reviewed',
  'Told',
  'Reached',
  'DayClosed',
  'Dismissed',
] as const;
/** `Unknown` is never written: it is how an older reader sees what a newer writer wrote (`stored-entry.ts`). */
export const EntryKind = z.enum([...speakingKinds, ...otherKinds, 'Unknown']);
export type EntryKind = z.infer<typeof EntryKind>;

/** The schema that this code writes. */
export const currentSchema = 1;

/** What `prev` of the first entry of a school year holds. */
export const firstPrev = '0'.repeat(64);

/** An entry is at most this many bytes of canonical JSON (DESIGN 3.1). */
export const maxEntryBytes = 65_536;

/** A receipts chunk sealed by a `Reached` entry. */
export const Sealed = z.looseObject({
  /** The speaking entry whose receipts these are. */
  ofVersion: z.int(),
  /** Content hashes of the receipts chunks. */
  receipts: z.array(z.string()),
  counts: z.record(z.string(), z.int()),
  firstSentAt: Timestamp.optional(),
  lastSentAt: Timestamp.optional(),
  /** Content hash of the figures by school and channel, each school's first and last post beside its deadline. */
  places: z.string().optional(),
  /** Version of the `Reached` entry that this one replaces. */
  replaces: z.int().optional(),
});
export type Sealed = z.infer<typeof Sealed>;

/** How a declaration ended: what became of all its deliveries, from the sealed receipts alone. */
export const Closing = z.looseObject({
  /** The last day that it spoke of. */
  date: DateString,
  /** Newest entry of the declaration that it takes account of. */
  ofVersion: z.int().optional(),
  /** `planned`, `sent`, `failed`, `inDoubt`, `superseded`, `expired`: deliveries of all its entries. */
  figures: z.record(z.string(), z.number()),
  byChannel: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  /** Content hash of the same by school, with each school's first and last post beside its deadline. */
  places: z.string().optional(),
  /** Versions of the `Reached` entries that it sums up. */
  sealed: z.array(z.int()).optional(),
  /** Speaking entries without receipts: nothing of them was planned, or nobody knows any more. */
  unsealed: z.array(z.int()).optional(),
  /** Outside channels of the district, ticked for the words that stand or not. */
  outside: z.array(z.looseObject({ channelId: z.string(), done: z.boolean(), at: Timestamp.optional() })).optional(),
  /** Version of the `DayClosed` entry that this one replaces. */
  replaces: z.int().optional(),
});
export type Closing = z.infer<typeof Closing>;

/**
 * One entry of the ledger, schema 1. Read tolerantly: unknown members are kept, so that a newer writer never stops an older reader
 * from retracting. `hash` is SHA-256 over the canonical JSON of everything but `hash` and `signature`; `prev` is the hash before it.
 */
export const Entry = z.looseObject({
  schema: z.int().min(1),
  schoolYear: z.string(),
  /** The ledger's sequence, from 1. */
  version: z.int().min(1),
  kind: EntryKind,
  /** The declaration it belongs to; for `Dismissed` the proposal's id. */
  declarationId: z.string(),
  /** Calendar time, RFC 3339 with the district's offset. */
  at: Timestamp,
  /** The same moment on the machine clock, milliseconds. */
  atMs: z.int(),
  by: Principal,
  /** Hash of caller, route and Idempotency-Key: how the ledger recognises a repeated command. */
  commandId: z.string(),
  bodyHash: z.string(),
  rules: RulesInForce,
  seen: z.string().optional(),
  reason: z.string().optional(),
  /** Of speaking entries. */
  content: Content.optional(),
  /** Machine milliseconds at which a hold ends: of speaking entries and approvals the first post, of `Held` the going-on by itself. */
  releasesAtMs: z.int().optional(),
  sealed: Sealed.optional(),
  /** Of `Withdrawn`: the change that its author takes back before it is approved; absent: the whole declaration, before anything was posted. */
  withdraws: z.int().optional(),
  /** Of an approval: its author gave it, with a reason, because nobody else answered in time (S-03). */
  alone: z.boolean().optional(),
  told: z
    .looseObject({
      /** The speaking entry that was passed on: a later change has to be passed on anew. */
      ofVersion: z.int().optional(),
      channelId: z.string(),
      done: z.boolean(),
      at: Timestamp,
      by: z.string(),
      note: z.string().optional(),
    })
    .optional(),
  /** Of `DayClosed`. */
  closes: Closing.optional(),
  prev: z.string(),
  hash: z.string(),
  signature: z.looseObject({ keyId: z.string(), value: z.string() }),
});
export type Entry = z.infer<typeof Entry>;
export type Signature = Entry['signature'];

/** What a decision returns; the ledger adds sequence, chain and signature. */
export type EntryDraft = {
  [K in keyof Entry as Exclude<K, 'schema' | 'version' | 'prev' | 'hash' | 'signature'>]: Entry[K];
};
