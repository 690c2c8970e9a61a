import type { District } from '../calendar/district.ts';
import { unitById } from '../calendar/units.ts';
import type { Signal } from '../triggers/signal.ts';
import { coverageOf, covers, liveWarnings, weatherCover } from './coverage.ts';
import { evidenceOf } from './evidence.ts';
import type { DeclaredBefore } from './ports.ts';
import type { Grounds } from './review.ts';

/** The part of a declaration that can still be changed for everybody: its dates that have not begun, with their units. */
export type DaysAhead = DeclaredBefore['content']['days'];

/**
 * What a declaration rests on now: the signals that its causes name, those that it rested on `before`, and every live warning over its days
 * ahead, with how far warnings cover those days. A signal that is no longer kept stays as it was known.
 */
export function groundsOf(
  declaration: DeclaredBefore,
  ahead: DaysAhead,
  { district, signals }: { readonly district: District; readonly signals: readonly Signal[] },
  before?: Grounds,
): Grounds {
  const named = declaration.content.declaration.causes.flatMap(({ signalIds }) => signalIds);
  const school = ahead.filter(({ dayType }) => dayType !== 'programs-only' && dayType !== 'regular');
  const over = liveWarnings(district, signals).filter((warning) =>
    school.some(({ date, units }) =>
      units.some((unitId) => {
        const unit = unitById(district, unitId);
        return unit !== undefined && covers(district, warning, unit, date);
      }),
    ),
  );
  const ids = new Set([...named, ...Object.keys(before?.signals ?? {}), ...over.map(({ signalId }) => signalId)]);
  const known = [...ids].toSorted().flatMap((signalId): [string, Grounds['signals'][string]][] => {
    const signal = signals.find((one) => one.signalId === signalId);
    const shown = signal === undefined ? before?.signals[signalId] : shownOf(signal);
    return shown === undefined ? [] : [[signalId, shown]];
  });
  const cover = weatherCover(district, signals);
  const dates = Map.groupBy(school, ({ date }) => date);
  const coverage = [...dates].map(([date, days]) => {
    const units = days.flatMap((day) => day.units);
    return [date, coverageOf(cover, units, date)] as const;
  });
  return { signals: Object.fromEntries(known), coverage: Object.fromEntries(coverage) };
}

/** An incident that is looked at again later has not begun later. */
function shownOf(signal: Signal): Grounds['signals'][string] {
  const { what, status, begins, ends } = evidenceOf(signal);
  if (signal.kind !== 'weather') return { what, status };
  return { what, status, ...(begins === undefined ? {} : { begins }), ...(ends === undefined ? {} : { ends }) };
}
