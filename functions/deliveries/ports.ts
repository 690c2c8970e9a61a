import type { Clocks, MachineMs } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { Entry, Signature } from '../declarations/entry.ts';
import type { Addressee, Posting } from '../declarations/live.ts';
import type { ContentStore } from '../declarations/ports.ts';
import type { DeclarationState } from '../declarations/state.ts';
import type { ChannelName, Lane, PageFolder } from '../names.ts';
import type { CheckOutcome } from '../readiness/channel-check.ts';
import type { Target } from '../roster/roster.ts';
import type { CheckMessage } from './check-message.ts';
import type { Delivery, EntryRef } from './delivery.ts';
import type { Parcel, ParcelMessage } from './parcel.ts';
import type { QuotaRow } from './quota.ts';
import type { TooFast } from './slow-down.ts';

/** The words and proof of one post. */
export type Post = {
  readonly deliveryId: string;
  /** The text with its slots filled. */
  readonly text: string;
  readonly subject?: string | undefined;
  /** Address of the notice's page for this delivery. */
  readonly link: string;
  /** Attributes for channels that carry them (SNS). */
  readonly attributes: Readonly<Record<string, string>>;
};

/** What became of an attempt. A refusal is definite: nothing was posted. Doubt is everything else (DELIVERY 2). */
export type PostOutcome =
  | { readonly kind: 'sent'; readonly providerId: string; readonly postedAs: string }
  | { readonly kind: 'refused'; readonly permanent: true; readonly reason: string }
  | {
      readonly kind: 'refused';
      readonly permanent: false;
      readonly reason: string;
      /** What is over its limit, when that is why. */
      readonly throttled?: TooFast['scope'];
      readonly retryAfterMs?: number;
    }
  | { readonly kind: 'doubt'; readonly reason: string };

/** Whatever is not what was asked for: for whoever changes something a doubt, for whoever reads just no answer. */
export type Failure = Exclude<PostOutcome, { kind: 'sent' }>;

/** What became of an edit in place. `removed`: the post is not there any more. A refusal is definite: the post is as it was. */
export type EditOutcome = { readonly kind: 'edited' } | { readonly kind: 'removed' } | Failure;

/** What a post shows, told by the words that it may show: others' words are compared at the border and never kept. */
export type ReadOutcome =
  /** `shows`: which of the known texts it is; absent: none of them. */
  { readonly kind: 'read'; readonly shows?: number } | { readonly kind: 'removed' } | Failure;

/** A post found by looking, already reduced to what settles a doubt: other people's words are never kept. */
export type Found = {
  readonly providerId: string;
  readonly createdMs: number;
  /** Ours beyond doubt: may be adopted, or removed when it is one too many. */
  readonly provablyOurs: boolean;
  readonly draft: boolean;
};

/** A list that fails or is cut short is no look. */
export type LookOutcome =
  | { readonly kind: 'looked'; readonly found: readonly Found[] }
  | {
      readonly kind: 'unable';
      readonly reason: string;
      readonly throttled?: TooFast['scope'];
      readonly retryAfterMs?: number;
    };

export type Look = {
  readonly deliveryId: string;
  /** How it may begin: line 1 up to its first slot, or a later entry's where its resulting day was put first. */
  readonly openings: readonly string[];
  /** Nothing older than this needs to be paged through, on the vendor's clock with 15 minutes' allowance made by the caller. */
  readonly notBeforeMs: number;
  readonly drafts: boolean;
  /** Asked before each request after the first: leave to make one more; false: no time for it. Absent: as many as are needed. */
  readonly more?: () => Promise<boolean>;
};

/** One destination. Every method makes one HTTP attempt per call, never retries, and never throws for what the vendor does. */
export type DeliveryChannel = {
  readonly name: ChannelName;
  /**
   * Gets ready to speak for a target (its access token), without a request that the provider counts. Asked before a permit is taken: where
   * the first token takes a while, permits would pile up behind it and be used all at once.
   */
  readonly ready?: (target: Target) => Promise<void>;
  /** Absent for channels that cannot be looked at (SNS): they are at least once. */
  readonly look?: (target: Target, look: Look, signal: AbortSignal) => Promise<LookOutcome>;
  post(target: Target, post: Post, signal: AbortSignal): Promise<PostOutcome>;
  /** A repeat in two steps where the vendor has drafts: `draft` shows nothing, `publish` does. */
  readonly draft?: (target: Target, post: Post, signal: AbortSignal) => Promise<PostOutcome>;
  readonly publish?: (target: Target, providerId: string, signal: AbortSignal) => Promise<PostOutcome>;
  readonly remove?: (target: Target, providerId: string, signal: AbortSignal) => Promise<PostOutcome>;
  /** Gives a post of ours other words; what cannot be edited (its link in Classroom) stays. Absent where nothing can be edited (SNS). */
  readonly edit?: (target: Target, providerId: string, post: Post, signal: AbortSignal) => Promise<EditOutcome>;
  /** Reads a post by its id and says which of these texts it shows, however the vendor has rewritten it. */
  readonly read?: (
    target: Target,
    providerId: string,
    known: readonly string[],
    signal: AbortSignal,
  ) => Promise<ReadOutcome>;
  /** Whether others may change a post of ours: then it is read before it is edited. */
  readonly othersMayEdit?: boolean;
  /** How it looks at its own right to post; made anew for each check, so that nothing remembered hides what was taken away. */
  readonly probe?: () => ChannelProbe;
};

/** A channel's look at its own right to post, without posting. Never throws for what the vendor does. */
export type ChannelProbe = {
  /** The accounts, each of which must be able to post; absent: those of the roster, as a sample. */
  readonly accounts?: readonly string[];
  /** Signs an account in anew, also where a token is at hand. Not a request that the provider counts. */
  readonly account: (account: string) => Promise<CheckOutcome>;
  /** Looks into a class, as one of its accounts: one request that counts. Absent where there is nothing to look into. */
  readonly place?: (target: Target, signal: AbortSignal) => Promise<CheckOutcome>;
  /** What that request counts as; absent: a read. */
  readonly placePermit?: 'read' | 'other';
};

export type DeliveryStore = {
  /** Consistent; same order as the targets, `undefined` where no row exists. */
  ofTargets(entry: EntryRef, channel: ChannelName, targetIds: readonly string[]): Promise<(Delivery | undefined)[]>;
  /** Writes `delivery` where the row has revision `delivery.revision - 1` (1: no row). False: somebody else was first. A repeat of the same write is true. */
  put(delivery: Delivery): Promise<boolean>;
};

export type ParcelStore = {
  /** Puts a parcel that is not there yet; one that is there stays as it is. */
  plan(parcel: Parcel): Promise<void>;
  get(entry: EntryRef, parcelId: string): Promise<Parcel | undefined>;
  /** All parcels of an entry, consistent. */
  ofEntry(entry: EntryRef): Promise<Parcel[]>;
  /** As `DeliveryStore.put`: conditional on the revision before. */
  put(parcel: Parcel): Promise<boolean>;
  /** When an entry was planned completely; undefined: not yet. */
  planned(entry: EntryRef): Promise<PlanMark | undefined>;
  markPlanned(entry: EntryRef, mark: PlanMark): Promise<void>;
};

export type PlanMark = { readonly parcels: number; readonly targets: number; readonly atMs: MachineMs };

export type ParcelQueue = {
  /** At most 15 minutes' delay; longer waits are woken by the tick. Order is kept as far as the queue keeps it. */
  send(
    channel: ChannelName,
    lane: Lane,
    messages: readonly { message: ParcelMessage; delayMs?: number }[],
  ): Promise<void>;
};

/** Asks a channel's worker to check itself. */
export type CheckQueue = {
  send(channel: ChannelName, lane: Lane, messages: readonly { message: CheckMessage }[]): Promise<void>;
};

/** Asks for an entry to be planned when its hold is over. */
export type PlanQueue = { sendPlan(entry: EntryRef, delayMs: number): Promise<void> };

/** An entry, the declaration it belongs to as all its entries leave it, and whether it may be posted. */
export type DeclarationReading = {
  readonly entry: Entry;
  readonly state: DeclarationState;
  /** Of entries that do not speak: undefined. */
  readonly posting: Posting | undefined;
};

/**
 * The ledger as deliveries see it. Every read is consistent: it is the gate before each attempt (S-05). It is asked often, so an
 * implementation may keep the entries it has read (they never change) and query only what came after them.
 */
export type Declarations = {
  /**
   * With an addressee the verdict is about their words: their channel's release time, and later entries that speak to them. Without one it is
   * about the entry as a whole. Undefined: there is no such entry.
   */
  read(entry: EntryRef, to?: Addressee): Promise<DeclarationReading | undefined>;
  /** Every speaking entry of a school year, oldest first. */
  speaking(schoolYear: string): Promise<readonly DeclarationReading[]>;
};

/** Content rows by hash: renderings, pages, chunks, sheets. `get` throws where one is missing or altered. */
export type Contents = ContentStore;

/** Checks the signature over an entry's hash; an implementation may keep verdicts by hash. */
export type VerifySignature = (hash: string, signature: Signature) => Promise<boolean>;

/** A delivery whose parcel has ended, with or without a row. */
export type EndedDelivery = Pick<Delivery, 'deliveryId' | 'channel' | 'targetId' | 'schoolId'> & {
  /** Hash of the rendering that it was to post. */
  readonly rendering: string;
  readonly delivery: Delivery | undefined;
  /** Why its parcel was given up. */
  readonly parcelReason: string | undefined;
};

/**
 * Writes an entry's receipts into the record, if they are not there as they are (DESIGN 3.2); several at once are harmless. `parcels` reads the
 * deliveries of one parcel after the other, always in the same order.
 */
export type Seal = (due: {
  readonly reading: DeclarationReading;
  readonly parcels: AsyncIterable<readonly EndedDelivery[]>;
}) => Promise<void>;

/** Something a person may have to look at. `what` is a stable slug for logs and alarms; `ids` never hold words, tokens or addresses. */
export type Report = (what: string, ids: Readonly<Record<string, string | number>>) => void;

/** What a Lambda invocation knows of itself. */
export type Invocation = { readonly awsRequestId: string; getRemainingTimeInMillis(): number };

/** The moment of a write on both clocks; `at` is RFC 3339 in the district's zone. */
export type Moment = { readonly at: string; readonly ms: MachineMs };

/** What queues read from a handler: the messages that failed and are to come again. */
export type BatchAnswer = { batchItemFailures: { itemIdentifier: string }[] };

/** Leave to make requests at a provider's speed (DELIVERY 6). */
export type Permits = {
  /** Waits until `count` requests may start and returns their start times; fewer when the deadline comes first (possibly none). */
  take(kind: 'post' | 'read' | 'other', count: number, lane: Lane, deadlineMs: MachineMs): Promise<MachineMs[]>;
  /** How many milliseconds after its time a permit is still of use; absent: as long as the settings say. */
  readonly usableMs?: Readonly<Partial<Record<'post' | 'read' | 'other', number>>>;
  /**
   * Resolves when a request that has its permit may leave. Requests of one process that were held up together (a slow table, a busy
   * moment) leave one after the other at the provider's pace: all at once they would be more than a second's worth. False: the permit for
   * `startMs` is of no use any more; without one it is always true.
   */
  evenly(kind: 'post' | 'read' | 'other', startMs?: MachineMs): Promise<boolean>;
  /** What a kind is counted under: permits of kinds that share it serve either. Absent: each by itself. */
  readonly countedAs?: Readonly<Record<'post' | 'read' | 'other', string>>;
  /**
   * The provider said it is too much (429). One team's refusal alone is noted; several in a row, or the provider's own limit, halve the pace for
   * 30 s after a pause of `retryAfterMs`, at most two minutes.
   */
  slowDown(kind: 'post' | 'read' | 'other', said: TooFast): Promise<void>;
};

/** Quota rows; each is conditional on its revision. */
export type QuotaStore = {
  read(provider: string, kind: string): Promise<QuotaRow | UnreadableQuota | undefined>;
  /**
   * Writes where the row has revision `row.revision - 1` (1: no row), or in the place of `over` where that still stands there. False: somebody
   * else bought first.
   */
  put(row: QuotaRow, over?: UnreadableQuota): Promise<boolean>;
};

/** What stands where a quota row should, and is none: its text, where it has one. */
export type UnreadableQuota = { readonly unreadable: string | undefined };

/** Turn-taking over teams that several parcels share. */
export type ParentLeases = {
  acquire(parentId: string, owner: string, untilMs: MachineMs): Promise<boolean>;
  /** Others may have it from `fromMs` on. Another's lease is left alone. */
  release(parentId: string, owner: string, fromMs: MachineMs): Promise<void>;
};

/** Static pages, served without us (DESIGN 3.13). */
export type PageStore = { put(noticeId: string, html: string, folder: PageFolder): Promise<void> };

/** Waiting times of DELIVERY 3 in milliseconds; one table, smaller in the sandbox. */
export type Times = {
  readonly httpTimeoutMs: number;
  readonly leaseMs: number;
  /** No attempt starts with less function time left. */
  readonly minimumLeftMs: number;
  /** After the end of a lease or a timeout: first and second look. */
  readonly looksMs: readonly [number, number];
  readonly closingLookMs: number;
  readonly permitUnusedMs: number;
  /** Longest wait of a temporary refusal before it is tried again. */
  readonly refusalWaitMs: number;
};

export type WorkerTools = { readonly clocks: Clocks; readonly ids: Ids; readonly times: Times };

/** The district as a worker needs it. */
export type Home = { readonly id: string; readonly timeZone: string };
