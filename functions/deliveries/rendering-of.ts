import type { NoticeRef, RenderingRef } from '../declarations/entry.ts';
import { unitIdOf, unitsOfSchool } from '../calendar/units.ts';
import type { District } from '../calendar/district.ts';
import type { Chunk } from '../roster/roster.ts';

type Place = Pick<Chunk, 'channel' | 'schoolId' | 'division'>;

/**
 * The rendering that a chunk's targets get, or undefined where the notice is not for them. A chunk of a divided school without a
 * division needs one that covers the whole school.
 */
export function renderingOf(notice: NoticeRef, place: Place, district: District): RenderingRef | undefined {
  const unit = unitIdOf(place.schoolId, place.division);
  const school = district.schools.find((one) => one.id === place.schoolId);
  const wanted = place.division === undefined && school ? unitsOfSchool(school).map((one) => one.unitId) : [unit];
  return notice.renderings.find(
    ({ channel, units }) =>
      channel === place.channel && (units.includes(unit) || wanted.every((one) => units.includes(one))),
  );
}

/** The rendering of an SNS target, `<topic>/<language>`. */
export function renderingOfTopic(notice: NoticeRef, targetId: string): RenderingRef | undefined {
  const language = targetId.split('/')[1];
  return notice.renderings.find((one) => one.channel === 'sns' && one.language === language);
}
