import type { District, SchoolYear } from '../../functions/calendar/district.ts';
import { unitsOf } from '../../functions/calendar/units.ts';
import { parseInstant } from '../../functions/core/time.ts';
import { assessLaw } from '../../functions/law/assess-law.ts';
import type { Assessment } from '../../functions/law/assessment.ts';
import { Finding } from '../../functions/law/finding.ts';
import { lawPackOf } from '../../functions/law/packs.ts';
import { districtWith } from './district.ts';

/** Everything in order: adopted, approved and made known before the school year began. */
const plan = { adoptedOn: '2022-07-15', approvedOn: '2022-07-20', annualNoticeOn: '2022-09-06' };

/** The example district in a state, with nothing used before, and with its plan in order unless told otherwise. */
export function districtIn(state: string, changes: Parameters<typeof districtWith>[0] = {}): District {
  const year = { id: '2022-23', first: '2022-09-06', last: '2023-06-09', noSchool: ['2022-11-24', '2023-02-20'] };
  return districtWith({ state, schoolYears: [year], eLearningPlan: plan, ...changes });
}

export function firstYear(district: District): SchoolYear {
  const [year] = district.schoolYears;
  if (year === undefined) throw new Error('no school year');
  return year;
}

/** E-learning of every school on some dates. */
export function eLearning(district: District, ...dates: string[]): Assessment['days'] {
  const units = unitsOf(district).map((unit) => unit.unitId);
  return dates.map((date) => ({ date, dayType: 'e-learning', units }));
}

/** What a state's law says of a storm on a Wednesday, decided the afternoon before; any part of it may be replaced. */
export function findingsIn(state: string, changes: Partial<Assessment> = {}): Finding[] {
  const district = changes.district ?? districtIn(state);
  return assessLaw({
    pack: lawPackOf(state),
    schoolYear: firstYear(district),
    days: eLearning(district, '2023-02-22'),
    causes: [{ kind: 'weather', qualifying: true }],
    used: new Map(),
    now: parseInstant('2023-02-21T14:11:00-06:00'),
    ...changes,
    district,
  }).map((finding) => Finding.parse(finding));
}

/** The same days used at every school. */
export function usedEverywhere(district: District, dates: readonly string[]): Assessment['used'] {
  return new Map(unitsOf(district).map((unit) => [unit.unitId, dates]));
}
