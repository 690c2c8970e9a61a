import type { Disposition } from '../calendar/day-type.ts';
import type { District } from '../calendar/district.ts';
import type { Finding } from '../law/finding.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';

/** What families will ask at once because the notice leaves it open; nothing of it keeps anybody from declaring. */
export function partFindings(declaration: Declaration, days: readonly ResolvedDay[], district: District): Finding[] {
  return [...openPrograms(declaration, district), ...openEvents(declaration), ...unsaidWords(declaration, days)];
}

function openPrograms({ programs }: Declaration, district: District): Finding[] {
  return programs.flatMap(({ id, disposition, where, opens, closes, decisionBy }): Finding[] => {
    const open = missing(disposition, { where, hours: opens ?? closes, decisionBy });
    const name = district.programs.find((program) => program.id === id)?.name ?? id;
    return open === undefined ? [] : [{ findingId: `program/-/${id}`, weight: 'info', message: `${name} ${open}` }];
  });
}

function openEvents({ events }: Declaration): Finding[] {
  return events.flatMap(({ name, disposition, where, newWhen, decisionBy, note }, i): Finding[] => {
    // Of an event that is postponed the new date may follow; the notice says so.
    const open = missing(disposition, { where: where ?? note, hours: newWhen ?? note, decisionBy });
    return open === undefined ? [] : [{ findingId: `event/-/${i + 1}`, weight: 'info', message: `${name} ${open}` }];
  });
}

function missing(
  disposition: Disposition,
  said: Readonly<Record<'where' | 'hours' | 'decisionBy', string | undefined>>,
): string | undefined {
  switch (disposition) {
    case 'moved':
      return said.where === undefined ? 'is moved, and the notice does not say where to.' : undefined;
    case 'changed-hours':
      return said.hours === undefined ? 'has new hours, and the notice does not say which.' : undefined;
    case 'decided-later':
      return said.decisionBy === undefined ? 'is decided later, and the notice does not say by when.' : undefined;
    case 'as-usual':
    case 'cancelled':
    case 'postponed':
      return undefined;
  }
}

/** Words on the way home are for days on which school ends early; on others they would be said to nobody. */
function unsaidWords({ sameDay }: Declaration, days: readonly ResolvedDay[]): Finding[] {
  const isWritten = Object.values(sameDay ?? {}).some((words) => Object.keys(words ?? {}).length > 0);
  if (!isWritten || days.some((day) => day.sameDay === true || day.dayType === 'early-dismissal')) return [];
  const message =
    'The words in sameDay are said of no day: none of them ends early, or changes while children are in school.';
  return [{ findingId: 'same-day-words/-/-', weight: 'info', message }];
}
