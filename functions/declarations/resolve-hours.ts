import { bellsOn, type Bells } from '../calendar/bells.ts';
import type { District } from '../calendar/district.ts';
import { placesOf, unitById } from '../calendar/units.ts';
import type { Flaw } from '../core/errors.ts';
import type { DeclaredDay, ResolvedDay } from './declaration.ts';
import { bellRules, formRules } from './hour-rules.ts';

/** One declared day as the days of its units, and what is wrong with its hours. */
export type ResolvedHours = { readonly days: ResolvedDay[]; readonly flaws: Flaw[] };

/**
 * The hours of a declared day at its units, checked against the normal ones of that date. Units that begin or end at different times by
 * `minutesLate` or `minutesEarly` become days of their own.
 */
export function resolveHours(
  district: District,
  declared: DeclaredDay,
  unitIds: readonly string[],
  path: string,
): ResolvedHours {
  const { minutesLate: _late, minutesEarly: _early, schools: _schools, ...day } = declared;
  const formFlaws = formRules
    .filter((rule) => rule.isBroken(declared))
    .map(({ member, message }) => ({ path: `${path}.${member}`, message }));
  if (formFlaws.length > 0 || unitIds.length === 0)
    return { days: [{ ...day, units: [...unitIds] }], flaws: formFlaws };
  const places = unitIds.map((unitId) => {
    const unit = unitById(district, unitId);
    const normal = unit === undefined ? anyHours : bellsOn(district, unit, day.date);
    return { unitId, normal, hours: hoursAt(declared, normal) };
  });
  const flaws = bellRules[day.dayType].flatMap(({ member, isBroken, message }) => {
    const wrong = places.filter(({ normal, hours }) => isBroken({ ...declared, ...hours }, normal));
    if (wrong.length === 0) return [];
    const where = placesOf(
      district,
      wrong.map(({ unitId }) => unitId),
    );
    return [{ path: `${path}.${member}`, message: `${message} of ${where.join(', ')}` }];
  });
  const alike = Map.groupBy(places, ({ hours }) => `${hours.startsAt} ${hours.endsAt}`);
  const days = [...alike.values()].map((group): ResolvedDay => {
    return { ...day, ...group[0]?.hours, units: group.map(({ unitId }) => unitId) };
  });
  return { days, flaws };
}

/** Of a unit that the district does not have, which is a flaw already. */
const anyHours: Bells = { start: '00:00', end: '23:59' };

type OwnHours = { readonly startsAt?: string; readonly endsAt?: string };

function hoursAt(declared: DeclaredDay, normal: Bells): OwnHours {
  const { dayType, minutesLate, minutesEarly, from } = declared;
  const startsAt = minutesLate === undefined ? declared.startsAt : shifted(normal.start, minutesLate);
  const ends = minutesEarly === undefined ? declared.endsAt : shifted(normal.end, -minutesEarly);
  const endsAt = ends ?? (dayType === 'early-dismissal' ? from : undefined);
  return { ...(startsAt !== undefined && { startsAt }), ...(endsAt !== undefined && { endsAt }) };
}

/** A time of day some minutes later or earlier, kept within the day. */
function shifted(time: string, minutes: number): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const total = Math.min(Math.max(hour * 60 + minute + minutes, 0), 23 * 60 + 59);
  return [Math.floor(total / 60), total % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
