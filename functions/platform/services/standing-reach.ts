import type { ProgressAnswer } from '../../api/contract/deliveries.ts';
import { concerns } from '../../calendar/concerns.ts';
import type { District } from '../../calendar/district.ts';
import { namesAudience } from '../../calendar/outside-audience.ts';
import { unitById, unitIdsOfSchool } from '../../calendar/units.ts';
import type { RulesInForce } from '../../declarations/entry.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { outsideOf } from '../../declarations/tell.ts';
import { classPostsOf } from '../../deliveries/class-posts.ts';
import type { Parcel } from '../../deliveries/parcel.ts';
import type { ParcelStore } from '../../deliveries/ports.ts';
import { sheetsOf } from '../../deliveries/read-roster.ts';
import { classPosts } from '../../law/audience-notice.ts';
import { lawPackOf } from '../../law/packs.ts';
import { recordOfNotice, type NoticeEvidence } from '../../law/record-of-notice.ts';
import { countPeople } from '../../roster/count-people.ts';
import type { People } from '../../roster/people.ts';
import type { SchoolSheet } from '../../roster/roster.ts';
import type { Record } from './record.ts';

export type StandingParts = {
  readonly record: Pick<Record, 'contents'>;
  readonly district: District;
  readonly parcels: Pick<ParcelStore, 'ofEntry'>;
};

/** Who has the words that stand, in people, and what the record knows of the notice that the law asks for. */
export type StandingReach = (
  state: DeclarationState,
  version: number,
) => Promise<Pick<ProgressAnswer, 'people' | 'notice'>>;

/** Reads rosters by the entry that they belong to; one is remembered, because a page that watches a fan-out asks every few seconds. */
export function standingReachOf({ record, district, parcels }: StandingParts): StandingReach {
  let kept: { readonly hash: string; readonly sheets: SchoolSheet[] } | undefined;
  const sheetsUnder = async ({ roster: hash, ...rules }: RulesInForce): Promise<SchoolSheet[]> => {
    if (kept?.hash !== hash)
      kept = { hash, sheets: await sheetsOf({ rules: { ...rules, roster: hash }, drill: false }, record.contents) };
    return kept.sheets;
  };
  const parcelsOf = (state: DeclarationState, upTo: number): Promise<Parcel[][]> => {
    const versions = state.speaking.filter(({ version }) => version <= upTo).map(({ version }) => version);
    const { schoolYear } = state;
    return Promise.all(versions.toReversed().map((version) => parcels.ofEntry({ schoolYear, version })));
  };

  return async (state, version) => {
    const { declaration, days, said = days } = state.content;
    const entry = state.entries.find((one) => one.version === version);
    // A drill reaches nobody, and is no notice of the law.
    if (entry === undefined || declaration.recordOnly || declaration.drill || !speaksToClasses(state)) return {};
    const units = [...new Set(said.flatMap((day) => day.units))];
    const done = outsideOf(state, district.outsideChannels).filter((channel) => channel.done);
    const roster = { sheets: await sheetsUnder(entry.rules) };
    const people = countPeople({ district, roster, units, ticked: done.map(({ id }) => id) });
    const posted = classPostsOf(await parcelsOf(state, version));
    const evidence = [
      ...posted.map(({ schoolId, at }) => byClassPosts(schoolId, at, people)),
      ...done.flatMap(({ id, at }) => byChannel(id, at, units)),
    ];
    const pack = lawPackOf(district.state);
    return { people, notice: recordOfNotice({ district, pack, days: said, decidedAt: entry.at, evidence }) };
  };

  function byClassPosts(schoolId: string, at: string, { notReached }: People): NoticeEvidence {
    const school = district.schools.find(({ id }) => id === schoolId);
    const missed = new Set(
      notReached.flatMap((one) => (one.schoolId === schoolId ? `${schoolId}/${one.division ?? ''}` : [])),
    );
    const units = school === undefined ? [] : unitIdsOfSchool(school).filter((unit) => !missed.has(unit));
    return { by: classPosts, at, reaches: (audience) => audience === 'students', units: new Set(units) };
  }

  function byChannel(id: string, at: string | undefined, units: readonly string[]): NoticeEvidence[] {
    const channel = district.outsideChannels.find((one) => one.id === id);
    if (channel === undefined || at === undefined) return [];
    const here = units.filter((unitId) => {
      const unit = unitById(district, unitId);
      return unit !== undefined && concerns(channel, unit);
    });
    return [{ by: id, at, reaches: (audience) => namesAudience(channel.audience, audience), units: new Set(here) }];
  }
}

function speaksToClasses({ speaking }: DeclarationState): boolean {
  return speaking.some(({ content }) => content.notices.some(({ audience }) => audience === 'class'));
}
