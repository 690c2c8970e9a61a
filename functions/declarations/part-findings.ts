import type { Disposition } from '../calendar/day-type.ts';
import type { District } from '../calendar/district.ts';
import type { Finding } from '../law/finding.ts';
import { Confirmation, type Declaration, type ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';

/** What families will ask at once because the notice leaves it open; nothing of it keeps anybody from declaring. */
export function partFindings(
  declaration: Declaration,
  days: readonly ResolvedDay[],
  { district, wording }: Pick<Facts, 'district' | 'wording'>,
): Finding[] {
  return [
    ...causeWords(declaration, days, wording),
    ...openPrograms(declaration, district),
    ...openEvents(declaration),
    ...unsaidWords(declaration, days),
    ...openWayHome(declaration, days),
  ];
}

/** A reason that nobody gives feeds rumours, as in February 2023; one that is not the reason is worse. */
function causeWords(
  { causes }: Declaration,
  days: readonly ResolvedDay[],
  { ofKind = {} }: Facts['wording'],
): Finding[] {
  const isChange = days.some(({ dayType }) => dayType !== 'regular' && dayType !== 'programs-only');
  const advice = causes.flatMap(({ kind }) => ofKind[kind] ?? []);
  if (isChange && causes.every(({ publicText }) => publicText === undefined)) {
    const such = advice.length === 0 ? '' : `, such as ${advice.slice(0, 2).join(' or ')}`;
    const message = `No reason is posted: give a cause one of the stock sentences as publicText${such}.`;
    return [{ findingId: 'cause-text/-/-', weight: 'info', message }];
  }
  return causes.flatMap(({ kind, publicText }, i): Finding[] => {
    const fitting = ofKind[kind];
    if (publicText === undefined || fitting === undefined || fitting.includes(publicText)) return [];
    const message = `The reason that is posted, ${publicText}, is not one for the cause ${kind}: ${fitting.join(', ')}.`;
    return [{ findingId: `cause-text/-/${i + 1}`, weight: 'info', message }];
  });
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

/** What families ask first when children are sent home, and nobody has written or confirmed (USERS E9). */
function openWayHome({ sameDay, confirmed = [] }: Declaration, days: readonly ResolvedDay[]): Finding[] {
  if (!days.some((day) => day.sameDay === true)) return [];
  const said = new Set<string>([
    ...confirmed,
    ...Object.entries(sameDay ?? {}).flatMap(([slot, words]) => (Object.keys(words ?? {}).length > 0 ? [slot] : [])),
  ]);
  const open = Confirmation.options.filter((slot) => !said.has(slot));
  if (open.length === 0) return [];
  const message = `The notice leaves open what families ask first: ${open.join(', ')}. Write it in sameDay, or list under confirmed what is true as the stock sentence has it.`;
  return [{ findingId: 'way-home/-/-', weight: 'info', message }];
}

/** Words on the way home are for days on which school ends early; on others they would be said to nobody. */
function unsaidWords({ sameDay, confirmed = [] }: Declaration, days: readonly ResolvedDay[]): Finding[] {
  const isWritten =
    confirmed.length > 0 || Object.values(sameDay ?? {}).some((words) => Object.keys(words ?? {}).length > 0);
  if (!isWritten || days.some((day) => day.sameDay === true || day.dayType === 'early-dismissal')) return [];
  const message =
    'What stands in sameDay or confirmed is said of no day: none of them ends early, or changes while children are in school.';
  return [{ findingId: 'same-day-words/-/-', weight: 'info', message }];
}
