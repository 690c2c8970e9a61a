import { parseInstant, type Temporal } from '../core/time.ts';
import type { WeatherEvent } from './ports.ts';
import type { WeatherArea, WeatherContent } from './signal.ts';

/** What was known and this reading neither shows nor says to be over; what has run out by its time is not missed. */
export function unmentioned(
  known: WeatherContent,
  { content, over }: WeatherEvent,
  now: Temporal.Instant,
): WeatherArea[] {
  const ugc = new Set([...content.ugc, ...(over?.ugc ?? [])]);
  const same = new Set([...content.same, ...(over?.same ?? [])]);
  return areasOf(known)
    .filter((area) => area.ends === undefined || msOf(area.ends) > now.epochMilliseconds)
    .map((area) => ({ ...area, ugc: area.ugc.filter((c) => !ugc.has(c)), same: area.same.filter((c) => !same.has(c)) }))
    .filter((area) => area.ugc.length + area.same.length > 0);
}

/** Once in effect, alerts give the time of their product as the beginning: the earlier one known stays. */
export function keepBeginnings(
  areas: readonly WeatherArea[],
  known: readonly WeatherArea[],
  now: Temporal.Instant,
): WeatherArea[] {
  return areas.map((area) => {
    if (msOf(area.begins) > now.epochMilliseconds) return area;
    const before = known.filter((old) => shareCodes(old, area) && msOf(old.begins) < msOf(area.begins));
    const begins = [area, ...before].map((old) => old.begins).reduce((a, b) => (msOf(a) <= msOf(b) ? a : b));
    return { ...area, begins };
  });
}

/** A content with these areas: those of the same times as one, and the whole's codes and times from them. */
export function withAreas(content: WeatherContent, areas: readonly WeatherArea[]): WeatherContent {
  const byTimes = Map.groupBy(areas, ({ begins, ends }) => `${begins}/${ends ?? ''}`);
  const joined = [...byTimes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, together]) => {
      const [first] = together;
      return first === undefined ? [] : [{ ...first, ...codesOf(together) }];
    });
  const { ends: _, ...rest } = content;
  const ends = joined.map((area) => area.ends).reduce((a, b) => (a && b ? (msOf(a) >= msOf(b) ? a : b) : undefined));
  const begins = joined.map((area) => area.begins).reduce((a, b) => (msOf(a) <= msOf(b) ? a : b));
  return { ...rest, ...codesOf(joined), begins, ...(ends === undefined ? {} : { ends }), areas: joined };
}

function codesOf(areas: readonly WeatherArea[]): { ugc: string[]; same: string[] } {
  const all = (kind: 'ugc' | 'same') => [...new Set(areas.flatMap((area) => area[kind]))].sort();
  return { ugc: all('ugc'), same: all('same') };
}

/** The areas of a content; one of the whole where it names none. */
export function areasOf({ areas, ugc, same, begins, ends }: WeatherContent): WeatherArea[] {
  return areas ?? [{ ugc, same, begins, ...(ends === undefined ? {} : { ends }) }];
}

function shareCodes(a: WeatherArea, b: WeatherArea): boolean {
  return a.ugc.some((code) => b.ugc.includes(code)) || a.same.some((code) => b.same.includes(code));
}

/** Milliseconds since 1970 of a timestamp: how times are compared, whatever offset they are written with. */
export const msOf = (text: string): number => parseInstant(text).epochMilliseconds;
