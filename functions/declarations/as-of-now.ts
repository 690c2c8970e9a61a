import type { Audience } from '../core/audience.ts';
import { InvalidInput, type Flaw } from '../core/errors.ts';
import { aboutUnits } from '../law/about-units.ts';
import type { Finding } from '../law/finding.ts';
import { dayFindings } from './day-findings.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { markSameDay } from './mark-same-day.ts';
import { partFindings } from './part-findings.ts';
import { standingDays } from './standing-days.ts';

/** What is about to be said, as far as the hour of the day matters to it. */
export type Sayable = {
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly said?: readonly ResolvedDay[];
  readonly decided?: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
  readonly findings: readonly Finding[];
};

/**
 * A subject as it is at this hour (USERS E9): its days know which buildings have children in them. News of those goes to staff and families
 * first: classes are posted to only when the declaration names them. Throws `InvalidInput` where children are there and no time is given.
 */
export function asOfNow<S extends Sayable>(subject: S, facts: Facts): S {
  const { declaration, audiences } = subject;
  if (declaration.recordOnly || declaration.drill) return subject;
  const standing = standingDays(facts.entries);
  const mark = (days: readonly ResolvedDay[]): ResolvedDay[] => markSameDay(days, standing, facts);
  const days = mark(subject.days);
  const said = subject.said === undefined ? undefined : mark(subject.said);
  const decided = subject.decided === undefined ? undefined : mark(subject.decided);
  const changed = decided ?? days;
  const flaws = changed.flatMap((day) => flawsOfHour(day, facts));
  if (flaws.length > 0) throw new InvalidInput('The declaration', flaws);
  const asked = declaration.audiences?.includes('class') ?? false;
  const held = !asked && (said ?? days).some((day) => day.sameDay === true);
  return {
    ...subject,
    days,
    ...(said === undefined ? {} : { said }),
    ...(decided === undefined ? {} : { decided }),
    audiences: held ? audiences.filter((audience) => audience !== 'class') : audiences,
    findings: [
      ...subject.findings,
      ...dayFindings(changed, standing, { classesHeld: held && audiences.includes('class') }, facts),
      ...partFindings(declaration, said ?? days, facts),
    ],
  };
}

/** Children who are there leave at some time, and "closed" says none. */
function flawsOfHour({ date, dayType, units, sameDay, from }: ResolvedDay, { district }: Facts): Flaw[] {
  if (sameDay !== true || dayType === 'early-dismissal' || from !== undefined) return [];
  const { words } = aboutUnits(district, units);
  const message =
    `it is a school day in session on ${date} at ${words}: declare an early dismissal with its endsAt, or say from when ` +
    '(from), which is the start of school if no children came';
  return [{ path: 'days', message }];
}
