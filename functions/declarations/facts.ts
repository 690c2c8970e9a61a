import type { District, SchoolYear } from '../calendar/district.ts';
import type { Clocks } from '../core/clock.ts';
import type { Ids } from '../core/ids.ts';
import type { LawPack } from '../law/pack.ts';
import type { ChannelState } from '../readiness/channel-check.ts';
import type { ToolState } from '../readiness/tool-state.ts';
import type { Roster } from '../roster/roster.ts';
import type { FeedState, Signal } from '../triggers/signal.ts';
import type { Entry, RulesInForce } from './entry.ts';
import type { RenderNotices, WriteIssued } from './rendering.ts';

/** What a decision looks at that says nothing new to the outside. */
export type RecordFacts = Pick<Facts, 'district' | 'schoolYear' | 'clocks' | 'rules' | 'lawPack' | 'entries'>;

/** Everything a decision looks at, read before it and passed to it: with the same facts it decides the same. */
export type Facts = {
  readonly district: District;
  readonly schoolYear: SchoolYear;
  readonly roster: Roster;
  readonly lawPack: LawPack;
  readonly rules: RulesInForce;
  /** The ledger of the school year, in order. */
  readonly entries: readonly Entry[];
  readonly signals: readonly Signal[];
  readonly feeds: readonly FeedState[];
  /** Tools by id: `up`, `degraded`, `down` or `unknown`, as `tools` has them. */
  readonly readiness: Readonly<Record<string, string>>;
  /** Every tool of the district, assessed: by whose word, since when, and what holds it back. */
  readonly tools: readonly ToolState[];
  /** The channels of the district, and whether their self-checks say that they can be posted to. */
  readonly channels: readonly ChannelState[];
  /** When this version of the roster was loaded, calendar time; absent when nobody knows. */
  readonly rosterLoadedAt?: string;
  /** Whether a live weather warning of the policy's list covers a unit's school day. */
  readonly covers: (unitId: string, date: string) => boolean;
  /** Keys of the reviewed stock sentences, and languages whose wording no native speaker has reviewed. */
  readonly wording: {
    readonly stockSentences: readonly string[];
    readonly unreviewed: readonly string[];
    /** Stock sentences that fit a cause's kind, the plainest first; a kind that is absent is not checked. */
    readonly ofKind?: Readonly<Record<string, readonly string[]>>;
  };
  readonly publicUrl: string;
  readonly clocks: Clocks;
  readonly ids: Ids;
  readonly render: RenderNotices;
  readonly writeIssued: WriteIssued;
  /** Targets a second that are really reached, for `reachedBy`. */
  readonly speeds: Readonly<Record<string, number>>;
};
