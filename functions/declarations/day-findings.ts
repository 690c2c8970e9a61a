import { partnersWithoutBuses } from '../calendar/partners-without-buses.ts';
import { normalHours, previousSchoolDay } from '../calendar/school-day.ts';
import { unitById } from '../calendar/units.ts';
import { compareInstants, Temporal } from '../core/time.ts';
import { aboutUnits } from '../law/about-units.ts';
import type { Finding } from '../law/finding.ts';
import type { ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import type { Standing } from './standing-days.ts';

/** What the calendar and the hour have to say about days that are decided: children who are there, and devices that may not be at home. */
export function dayFindings(
  days: readonly ResolvedDay[],
  standing: Standing,
  { classesHeld }: { readonly classesHeld: boolean },
  facts: Pick<Facts, 'district' | 'clocks'>,
): Finding[] {
  return [
    ...(classesHeld ? sameDayFindings(days, facts) : []),
    ...deviceFindings(days, standing, facts),
    ...partnerFindings(days, facts),
  ];
}

/** Why no class is posted to, and how it is later: staff and families first, classes last and by a tap (USERS E9). */
function sameDayFindings(days: readonly ResolvedDay[], { district }: Pick<Facts, 'district'>): Finding[] {
  const byDate = Map.groupBy(
    days.filter((day) => day.sameDay === true),
    (day) => day.date,
  );
  return [...byDate].map(([date, marked]): Finding => {
    const { scope, schools, words } = aboutUnits(
      district,
      marked.flatMap((day) => day.units),
    );
    const message =
      `Children are in the building at ${words}: staff and families come first, and no class is posted to. ` +
      'Amend it with the audience class once they have been reached.';
    return { findingId: `same-day/${date}/${scope}`, weight: 'info', date, schools, message };
  });
}

/** Schools of others whose students ride our buses: nobody else calls them (USERS V26). */
function partnerFindings(days: readonly ResolvedDay[], { district }: Pick<Facts, 'district'>): Finding[] {
  const byDate = Map.groupBy(
    partnersWithoutBuses(district, days).flatMap(({ partner, dates }) => dates.map((date) => ({ date, partner }))),
    ({ date }) => date,
  );
  return [...byDate].map(([date, without]): Finding => {
    const count =
      without.length === 1 ? '1 partner school loses its buses' : `${without.length} partner schools lose their buses`;
    const names = without.map(({ partner }) => partner.name).join(', ');
    return {
      findingId: `partners/${date}/-`,
      weight: 'info',
      date,
      message: `${count} on ${date}: ${names}. Call them.`,
    };
  });
}

/**
 * Devices stay at school over a day without students that nobody expected to be followed by e-learning (USERS V34): children have gone home
 * by now, and will not be back before it.
 */
function deviceFindings(
  days: readonly ResolvedDay[],
  standing: Standing,
  { district, clocks }: Pick<Facts, 'district' | 'clocks'>,
): Finding[] {
  const now = clocks.calendar.now();
  const left = [...firstELearning(days)].flatMap(([unitId, first]) => {
    const unit = unitById(district, unitId);
    const last = unit && lastInSchool(district, standing, unitId, first);
    if (unit === undefined || last === undefined || last === dayBefore(first)) return [];
    const haveLeft = compareInstants(normalHours(district, unit, last).ends, now) <= 0;
    return haveLeft ? [{ unitId, first, last }] : [];
  });
  return [...Map.groupBy(left, ({ first }) => first)].map(([date, found]): Finding => {
    const { scope, schools, words } = aboutUnits(
      district,
      found.map(({ unitId }) => unitId),
    );
    const since = [...new Set(found.map(({ last }) => last))].toSorted().join(' or ');
    const message =
      `Students of ${words} were last in school on ${since}, before e-learning begins on ${date}: ` +
      'devices may not be at home. Offer paper or a telephone line in the message.';
    return { findingId: `devices/${date}/${scope}`, weight: 'info', date, schools, message };
  });
}

function firstELearning(days: readonly ResolvedDay[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { date, dayType, units } of days) {
    if (dayType !== 'e-learning') continue;
    for (const unit of units) {
      const known = first.get(unit);
      if (known === undefined || date < known) first.set(unit, date);
    }
  }
  return first;
}

/** The last date before another on which a unit had its students in the building; undefined where e-learning came between, for then devices are home. */
function lastInSchool(
  district: Facts['district'],
  standing: Standing,
  unitId: string,
  before: string,
): string | undefined {
  const unit = unitById(district, unitId);
  if (unit === undefined) return undefined;
  let date = previousSchoolDay(district, unit, before);
  while (date !== undefined && standing(unitId, date)?.dayType === 'closed') {
    date = previousSchoolDay(district, unit, date);
  }
  return date === undefined || standing(unitId, date)?.dayType === 'e-learning' ? undefined : date;
}

function dayBefore(date: string): string {
  return Temporal.PlainDate.from(date).subtract({ days: 1 }).toString();
}
