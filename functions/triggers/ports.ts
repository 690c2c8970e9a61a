import type { FeedState, Signal, WeatherContent } from './signal.ts';

/** One event as a reading of the weather service shows it; `ended` says why where it is over. */
export type WeatherEvent = {
  readonly vendorId: string;
  readonly content: WeatherContent;
  readonly ended?: string;
  /** Codes of the district for which this reading says that it is over while it goes on elsewhere, and the most telling reason. */
  readonly over?: { readonly ugc: readonly string[]; readonly same: readonly string[]; readonly because: string };
};

/** A reading of `/alerts/active`: events, or the reason why nothing is known. */
export type WeatherReading =
  | {
      readonly ok: true;
      readonly events: readonly WeatherEvent[];
      /** Alerts that concern the district, each counted once. */
      readonly alerts: number;
      /** Alerts that may concern the district and could not be read: nothing is inferred from what is missing then. */
      readonly unread?: number;
      /** Ids of alerts that a cancellation of this reading takes back. */
      readonly withdrawn?: readonly string[];
      /** How old the list says it is, where it holds no alert at all: older than an alert that was read, it knows nothing of it. */
      readonly emptyAsOf?: string;
      /** The service's clock and ours differ so much that nothing may end by time. */
      readonly clocksDiffer?: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** The weather service as the poll sees it: never throws for what the service does. */
export type WeatherSource = { read(): Promise<WeatherReading> };

/** Signals and feed states as kept. */
export type SignalStore = {
  all(): Promise<Signal[]>;
  /** Writes a signal if its row still has revision `signal.revision - 1` (or is absent for 1); else throws `Conflict`. */
  put(signal: Signal): Promise<void>;
  feed(feed: string): Promise<FeedState | undefined>;
  putFeed(state: FeedState): Promise<void>;
};

/** Events of vendors that were taken in, by a hash of hook and event id. */
export type SeenEvents = { has(key: string): Promise<boolean>; add(key: string): Promise<void> };
