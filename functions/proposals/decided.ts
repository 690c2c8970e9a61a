import type { DeclaredBefore } from './ports.ts';

/** Whether a person has decided a unit's date already; `programs-only` days leave a school day open to be declared. */
export type Decided = (unitId: string, date: string, dayType: string) => boolean;

/**
 * Declarations that stopped, were refused, ran out or were taken back decide nothing, and neither does a drill. A day that a change made
 * regular again is one like any other: a storm that comes then is proposed.
 */
export function decidedBy(declarations: readonly DeclaredBefore[]): Decided {
  const school = new Set<string>();
  const programs = new Set<string>();
  for (const { ended, content } of declarations) {
    if ((ended !== undefined && ended !== 'closed') || content.declaration.drill) continue;
    for (const { date, dayType, units } of content.days.filter((day) => day.dayType !== 'regular')) {
      const into = dayType === 'programs-only' ? programs : school;
      for (const unit of units) into.add(`${date} ${unit}`);
    }
  }
  return (unitId, date, dayType) => {
    const key = `${date} ${unitId}`;
    return school.has(key) || (dayType === 'programs-only' && programs.has(key));
  };
}
