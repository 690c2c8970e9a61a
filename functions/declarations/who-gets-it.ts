import { unitIdOf, unitIdsOfSchool } from '../calendar/units.ts';
import { countPeople } from '../roster/count-people.ts';
import type { People } from '../roster/people.ts';
import { reach } from '../roster/reach.ts';
import type { SelectedChunk } from '../roster/select-chunks.ts';
import type { Audience } from '../core/audience.ts';
import type { ResolvedDay } from './declaration.ts';
import type { Reach } from './entry.ts';
import type { Facts } from './facts.ts';
import type { NotReached } from './preview-answer.ts';
import type { DraftNotice } from './rendering.ts';

/** Whom notices reach, counted from the roster; of a change also who keeps the post that is there. */
export type Counted = {
  readonly reach: Reach;
  readonly unchanged?: Reach;
  readonly notReached: NotReached[];
  /** Absent where no class is spoken to. */
  readonly people?: People;
};

/** Who is concerned by days, and whether drafts are for all of them or only for those that have a rendering. */
type Concerned = {
  readonly days: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
  readonly onlySome: boolean;
};

/** Counts whom these drafts are for. A change is only for those that it gives a rendering. */
export function whoGetsIt(
  drafts: readonly DraftNotice[],
  { days, audiences, onlySome }: Concerned,
  { district, roster }: Facts,
): Counted {
  const units = [...new Set(days.flatMap((day) => day.units))];
  const all = { district, roster, units, audiences: [...audiences] };
  // A drill reaches nobody's class: to count its schools' students would be a false comfort.
  const isForDrills = roster.manifest.drill === true;
  if (!onlySome) {
    const { channels, notReached } = reach(all);
    return {
      reach: { ...channels, ...topicReach(drafts) },
      notReached: audiences.includes('class') ? [...notReached] : [],
      ...(audiences.includes('class') && !isForDrills ? { people: countPeople({ district, roster, units }) } : {}),
    };
  }
  const spoken = new Set(drafts.flatMap(spokenTo));
  const isFor = (chunk: SelectedChunk): boolean =>
    unitsOfChunk(chunk, all).some((unit) => spoken.has(keyOf(chunk, unit)));
  const forClasses = new Set(drafts.filter(({ audience }) => audience === 'class').flatMap(unitsOfDraft));
  const changed = reach({ ...all, isFor });
  const { channels } = reach({ ...all, isFor: (chunk) => !isFor(chunk) });
  const classes = units.filter((unit) => forClasses.has(unit));
  return {
    reach: { ...changed.channels, ...topicReach(drafts) },
    unchanged: channels,
    notReached: reach({ ...all, units: classes, isFor }).notReached.slice(),
    ...(classes.length === 0 || isForDrills ? {} : { people: countPeople({ district, roster, units: classes }) }),
  };
}

/** Topics are no part of the roster: one target per audience and language. */
function topicReach(drafts: readonly DraftNotice[]): Reach {
  const topics = drafts.flatMap(({ renderings }) => renderings).filter(({ rendering }) => rendering.channel === 'sns');
  return topics.length === 0 ? {} : { sns: { targets: topics.length, schools: 0 } };
}

/** As the planner chooses words: targets of a divided school without a division are concerned as soon as one division is. */
function unitsOfChunk({ schoolId, division }: SelectedChunk, { district }: Pick<Facts, 'district'>): string[] {
  const unit = unitIdOf(schoolId, division);
  const school = district.schools.find((one) => one.id === schoolId);
  return division !== undefined || school === undefined ? [unit] : [unit, ...unitIdsOfSchool(school)];
}

function spokenTo({ audience, renderings }: DraftNotice): string[] {
  return renderings.flatMap(({ units, rendering: { channel } }) =>
    units.map((unit) => keyOf({ audience, channel }, unit)),
  );
}

function unitsOfDraft({ renderings }: DraftNotice): string[] {
  return renderings.flatMap(({ units }) => units);
}

function keyOf({ audience, channel }: { readonly audience: string; readonly channel: string }, unit: string): string {
  return `${audience} ${channel} ${unit}`;
}
