import type { NoticeRef, RenderingRef } from '../declarations/entry.ts';
import type { RecordedSchools } from '../calendar/recorded-schools.ts';
import { unitIdOf, unitIdsOfSchool } from '../calendar/units.ts';
import type { Chunk } from '../roster/roster.ts';

type Place = Pick<Chunk, 'channel' | 'schoolId' | 'division'>;

/**
 * The rendering that a chunk's targets get, or undefined where the notice is not for them. Targets of a divided school without a division
 * (a staff room) are concerned as soon as one division is, as the reach counts them: they get the words for most of their school.
 */
export function renderingOf(notice: NoticeRef, place: Place, recorded: RecordedSchools): RenderingRef | undefined {
  const unit = unitIdOf(place.schoolId, place.division);
  const renderings = notice.renderings.filter((one) => one.channel === place.channel);
  const exact = renderings.find((one) => one.units.includes(unit));
  const school = recorded.schools.find((one) => one.id === place.schoolId);
  if (exact !== undefined || place.division !== undefined || school === undefined) return exact;
  const divisions = unitIdsOfSchool(school);
  const covered = (one: RenderingRef): number => divisions.filter((id) => one.units.includes(id)).length;
  return renderings.filter((one) => covered(one) > 0).toSorted((a, b) => covered(b) - covered(a))[0];
}

/** The rendering of an SNS target, `<topic>/<language>`. */
export function renderingOfTopic(notice: NoticeRef, targetId: string): RenderingRef | undefined {
  const language = targetId.split('/')[1];
  return notice.renderings.find((one) => one.channel === 'sns' && one.language === language);
}
