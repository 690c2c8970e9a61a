import type { FeedState, Signal, WeatherContent } from './signal.ts';

/** One event as a reading of the weather service shows it; `ended` says why where it is over. */
export type WeatherEvent = { readonly vendorId: string; readonly content: WeatherContent; readonly ended?: string };

/** A reading of `/alerts/active`: events, or the reason why nothing is known. */
export type WeatherReading =
  | { readonly ok: true; readonly events: readonly WeatherEvent[]; readonly alerts: number }
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
