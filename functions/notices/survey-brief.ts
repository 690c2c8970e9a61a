import { unitsOf } from '../calendar/units.ts';
import type { NoticeBrief } from '../declarations/rendering.ts';
import type { Survey } from './notice-facts.ts';
import { placesConcerned } from './places.ts';
import { programReader } from './program-facts.ts';
import { publicGroups } from './public-facts.ts';

/** Works out what a brief means for every place and program. `InvalidInput` for a program that the district does not have. */
export function surveyBrief(brief: NoticeBrief): Survey {
  const programsOf = programReader(brief);
  const places = placesConcerned(brief, programsOf);
  const programs = programsOf(unitsOf(brief.district).map((unit) => unit.unitId));
  return { ...brief, places, groups: publicGroups(places), programs };
}
