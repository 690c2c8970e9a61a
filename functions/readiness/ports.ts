import type { Tool } from '../calendar/district.ts';
import type { ChannelCheck, CheckRequest } from './channel-check.ts';
import type { Attestation, ToolReading, ToolStatus } from './tool-state.ts';
import type { ChannelName } from '../names.ts';

/** What a status feed says of one tool now; `unknown` says in `what` why. */
export type FeedReading = {
  readonly status: ToolStatus;
  /** The feed's name, `Google Workspace status`. */
  readonly source: string;
  /** Since when, by the vendor's word. */
  readonly since?: string;
  /** What the vendor calls it, on one line; of `unknown`: why nothing is known. */
  readonly what?: string;
};

/** Asks the status feeds of tools. Never throws for what a vendor does; answers every tool that has a feed which is its to ask, and no other. */
export type ReadToolFeeds = (tools: readonly Tool[]) => Promise<ReadonlyMap<string, FeedReading>>;

/** Readings as kept: the newest of each tool. */
export type ReadingStore = {
  readings(): Promise<ToolReading[]>;
  putReading(reading: ToolReading): Promise<void>;
};

/** Attestations as kept: the newest of each tool replaces the one before. */
export type AttestationStore = { all(): Promise<Attestation[]>; put(attestation: Attestation): Promise<void> };

/** Self-checks of channels as kept, and who last asked for them. */
export type CheckStore = {
  /** The last of each channel. */
  all(): Promise<{ readonly checks: readonly ChannelCheck[]; readonly requests: readonly CheckRequest[] }>;
  check(channel: ChannelName): Promise<ChannelCheck | undefined>;
  /** Unconditional: of two checks at once either tells the truth. */
  putCheck(check: ChannelCheck): Promise<void>;
  putRequest(request: CheckRequest): Promise<void>;
};
