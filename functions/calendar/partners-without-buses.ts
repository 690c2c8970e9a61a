import type { District } from './district.ts';
import type { Partner } from './partner.ts';
import { dayKind } from './school-day.ts';
import { unitsOf } from './units.ts';

/** A partner, and the dates on which its students have no bus, in order. */
export type WithoutBuses = { readonly partner: Partner; readonly dates: readonly string[] };

type Day = {
  readonly date: string;
  readonly dayType: string;
  readonly units: readonly string[];
  readonly from?: string | undefined;
  readonly sameDay?: boolean | undefined;
};

/** Whom whole days without school in the building leave without buses: those of whose schools nobody rides on that date. */
export function partnersWithoutBuses(district: District, days: readonly Day[]): WithoutBuses[] {
  const empty = days.filter(
    ({ dayType, from, sameDay }) =>
      (dayType === 'closed' || dayType === 'e-learning') && from === undefined && sameDay !== true,
  );
  const dates = [...new Set(empty.map(({ date }) => date))].toSorted();
  return district.partners
    .filter(({ ridesOurBuses }) => ridesOurBuses)
    .map((partner) => {
      const units = unitsOf(district).filter(
        ({ schoolId }) => partner.schools === 'all' || partner.schools.includes(schoolId),
      );
      const without = dates.filter((date) => {
        const riding = units.filter((unit) => dayKind(district, unit, date) === 'school-day');
        const atHome = new Set(empty.filter((day) => day.date === date).flatMap((day) => day.units));
        return riding.length > 0 && riding.every(({ unitId }) => atHome.has(unitId));
      });
      return { partner, dates: without };
    })
    .filter(({ dates: without }) => without.length > 0);
}
