/** Counts what happened within the last `windowMs`, exactly: every event leaves the window at its own time. */
export type SlidingWindow = {
  hasRoom(now: number): boolean;
  add(now: number): void;
};

/** A window that has room while fewer than `limit` events lie in the last `windowMs` milliseconds. */
export function slidingWindow(limit: number, windowMs: number): SlidingWindow {
  let times: number[] = [];
  let first = 0;
  const forget = (now: number): void => {
    while (first < times.length && (times[first] ?? now) <= now - windowMs) first += 1;
    if (first > 4096) {
      times = times.slice(first);
      first = 0;
    }
  };
  return {
    hasRoom(now) {
      forget(now);
      return times.length - first < limit;
    },
    add(now) {
      forget(now);
      times.push(now);
    },
  };
}

/** One limit that holds for each key (a teacher, a team, a channel) on its own. */
export type KeyedLimit = { readonly limit: number; readonly windowMs: number };

/** The windows of one `KeyedLimit`, made on first sight of a key. */
export function keyedWindows({ limit, windowMs }: KeyedLimit): (key: string) => SlidingWindow {
  const windows = new Map<string, SlidingWindow>();
  return (key) => {
    const known = windows.get(key);
    if (known) return known;
    const made = slidingWindow(limit, windowMs);
    windows.set(key, made);
    return made;
  };
}
