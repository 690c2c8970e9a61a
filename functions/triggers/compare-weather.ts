import type { SignalChange } from './signal-change.ts';
import type { WeatherContent, WeatherSignal } from './signal.ts';
import { areasOf, msOf } from './weather-areas.ts';

/** A change before it is known when it was noticed and by what. */
export type Difference = Omit<SignalChange, 'at' | 'alertIds'>;

/** What happened to a weather signal between two states, in the order of its importance; empty where nothing that was read did. */
export function compareWeather(before: WeatherSignal, after: WeatherSignal): Difference[] {
  if (after.status === 'ended') return before.status === 'ended' ? [] : [endingOf(after)];
  const told = [
    ...(before.status === 'ended' ? [{ kind: 'reopened' as const, what: 'Listed again.' }] : []),
    ...timesOf(before.content, after.content),
    ...areasBetween(before.content, after.content),
  ];
  return [...told, ...wordsOf(before.content, after.content, told.length === 0)];
}

function endingOf({ endedBecause = 'over' }: WeatherSignal): Difference {
  // An upgrade is no all-clear, even where the warning itself has not been read yet.
  if (endedBecause.startsWith('upgraded')) return { kind: 'upgraded', what: 'Upgraded; to what was not read.' };
  return { kind: 'ended', what: `Ended: ${endedBecause}.` };
}

type Span = { readonly begins: string; readonly ends: string | undefined };

/** Changes of times, those of all codes that changed alike as one: an office may extend one county and shorten its neighbour. */
function timesOf(before: WeatherContent, after: WeatherContent): Difference[] {
  const was = spansOf(before);
  const is = spansOf(after);
  const both = [...is.keys()].filter((code) => was.has(code)).sort();
  const found = both.flatMap((code) => {
    const [old, now] = [was.get(code), is.get(code)];
    return old === undefined || now === undefined ? [] : shiftsOf(old, now).map((shift) => ({ code, shift }));
  });
  const alike = Map.groupBy(found, ({ shift: { kind, from, to } }) => `${kind} ${from ?? ''} ${to ?? ''}`);
  return [...alike.values()].flatMap((together) => {
    const [first] = together;
    if (first === undefined) return [];
    const where = together.length === both.length ? '' : `, in ${together.map(({ code }) => code).join(', ')}`;
    return [{ ...first.shift, what: `${first.shift.what}${where}.` }];
  });
}

function shiftsOf(old: Span, now: Span): Difference[] {
  const shifts: Difference[] = [];
  const later = endOf(now) - endOf(old);
  if (later !== 0 && !Number.isNaN(later)) {
    shifts.push({
      kind: later > 0 ? 'extended' : 'shortened',
      what: `Ends ${local(now.ends)}, was ${local(old.ends)}`,
      ...(old.ends === undefined ? {} : { from: old.ends }),
      ...(now.ends === undefined ? {} : { to: now.ends }),
    });
  }
  const postponed = msOf(now.begins) - msOf(old.begins);
  if (postponed !== 0) {
    shifts.push({
      kind: postponed > 0 ? 'begins-later' : 'begins-earlier',
      what: `Begins ${local(now.begins)}, was ${local(old.begins)}`,
      from: old.begins,
      to: now.begins,
    });
  }
  return shifts;
}

/** From when until when each code is concerned; a county that two zones share by the wider of both. */
function spansOf(content: WeatherContent): Map<string, Span> {
  const spans = new Map<string, Span>();
  for (const { ugc, same, begins, ends } of areasOf(content)) {
    for (const code of [...ugc, ...same]) {
      const other = spans.get(code);
      spans.set(code, other === undefined ? { begins, ends } : widerOf(other, { begins, ends }));
    }
  }
  return spans;
}

function widerOf(a: Span, b: Span): Span {
  return {
    begins: msOf(a.begins) <= msOf(b.begins) ? a.begins : b.begins,
    ends: endOf(a) >= endOf(b) ? a.ends : b.ends,
  };
}

const endOf = ({ ends }: Span): number => (ends === undefined ? Infinity : msOf(ends));

function areasBetween(before: WeatherContent, after: WeatherContent): Difference[] {
  const was = [...before.ugc, ...before.same];
  const is = [...after.ugc, ...after.same];
  const added = is.filter((code) => !was.includes(code));
  const gone = was.filter((code) => !is.includes(code));
  const between = { from: was.join(', '), to: is.join(', ') };
  return [
    ...(added.length > 0 ? [{ kind: 'area-grown' as const, what: `Also ${added.join(', ')}.`, ...between }] : []),
    ...(gone.length > 0 ? [{ kind: 'area-shrunk' as const, what: `Without ${gone.join(', ')}.`, ...between }] : []),
  ];
}

/** A new name, or a newer product that says the same of times and places. */
function wordsOf(before: WeatherContent, after: WeatherContent, alone: boolean): Difference[] {
  if (before.event !== after.event) {
    return [{ kind: 'reworded', what: `Now called ${after.event}.`, from: before.event, to: after.event }];
  }
  if (!alone || before.sentAt === after.sentAt) return [];
  return [{ kind: 'reworded', what: after.headline ?? after.event }];
}

/** `2023-02-23 18:00` of a timestamp in the district's own zone. */
function local(timestamp: string | undefined): string {
  return timestamp === undefined ? 'when it is said' : timestamp.slice(0, 16).replace('T', ' ');
}
