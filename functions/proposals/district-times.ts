import type { District } from '../calendar/district.ts';
import { formatInstant, instantOf, Temporal } from '../core/time.ts';
import type { Proposal } from './proposal.ts';

/** The district's own times for a date's decision, to be shown beside the law's; undefined where its policy names none. */
export function districtTimes({ policy, timeZone }: District, date: string): Proposal['districtTimes'] {
  if (policy.decisionTimes === undefined) return undefined;
  const { dayBefore, sameDay } = policy.decisionTimes;
  const before = Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
  const written = (on: string, time: string): string => formatInstant(instantOf(on, time, timeZone), timeZone);
  return {
    ...(dayBefore === undefined ? {} : { dayBefore: written(before, dayBefore) }),
    ...(sameDay === undefined ? {} : { sameDay: written(date, sameDay) }),
  };
}
