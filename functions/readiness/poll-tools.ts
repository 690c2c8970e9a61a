import type { District } from '../calendar/district.ts';
import type { CalendarClock } from '../core/clock.ts';
import { mergeToolReading } from './merge-reading.ts';
import type { ReadToolFeeds, ReadingStore } from './ports.ts';
import type { ToolReading } from './tool-state.ts';

export type PollToolsDeps = {
  readonly district: Pick<District, 'tools' | 'timeZone'>;
  readonly readFeeds: ReadToolFeeds;
  readonly store: ReadingStore;
  readonly calendar: CalendarClock;
};

/** What a look at the feeds came to: every tool that has one, in the order of the district file, and whether any stands otherwise than before. */
export type ToolPoll = { readonly readings: readonly ToolReading[]; readonly changed: boolean };

/** Asks the status feeds of all tools once and keeps what they say. What vendors do never throws; a store that fails does. */
export async function pollTools({ district, readFeeds, store, calendar }: PollToolsDeps): Promise<ToolPoll> {
  const [read, before] = await Promise.all([readFeeds(district.tools), store.readings()]);
  const moment = { now: calendar.now(), timeZone: district.timeZone };
  const readings = district.tools.flatMap(({ id }) => {
    const reading = read.get(id);
    const known = before.find(({ toolId }) => toolId === id);
    // A feed that is somebody else's to ask stands as it was read.
    return reading === undefined ? (known ?? []) : mergeToolReading(id, known, reading, moment);
  });
  await Promise.all(readings.filter((reading) => !before.includes(reading)).map((one) => store.putReading(one)));
  const changed = readings.some(({ toolId, status, since }) => {
    const known = before.find((one) => one.toolId === toolId);
    return known?.status !== status || known.since !== since;
  });
  return { readings, changed };
}
