import type { District, School } from '../calendar/district.ts';
import { unitIdsOfSchool } from '../calendar/units.ts';
import type { Audience } from '../core/audience.ts';
import { InvalidInput } from '../core/errors.ts';
import { canonicalJson } from '../core/hash.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import type { DraftNotice } from './rendering.ts';

/** Something to be said, before it is put into words. */
export type Said = {
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
};

/** For whom something changes. A topic reads about all schools: its unit is `*`. */
export type Differences = {
  readonly differs: (audience: Audience, channel: string, unit: string) => boolean;
  /** Whether the notices' page says something else. */
  readonly page: boolean;
};

/** Where a topic's words are looked up. */
const everywhere = '*';

/**
 * Who would read something else now than before (DESIGN 3.11): both are put into words as if declared, so that neither `UPDATE` nor the minute of
 * issue counts. Posts are compared place by place, or the words for one school would differ because another left its group.
 */
export function whoDiffers(before: Said, now: Said, facts: Facts): Differences {
  const [old, fresh] = [worded(before, facts), worded(now, facts)];
  const all = differing(wordsByReader(old, isForAll), wordsByReader(fresh, isForAll));
  const posts = alikePlaces([before, now], facts.district).flatMap((places) =>
    differingPosts(places, before, now, facts),
  );
  const found = new Set([...all, ...posts]);
  return {
    differs: (audience, channel, unit) => found.has(keyOf(audience, channel, channel === 'sns' ? everywhere : unit)),
    page: pageOf(old) !== pageOf(fresh),
  };
}

/** Drafts with only those readers left for whom something changes; without any a notice stays only to carry the public's new page. */
export function onlyDiffering(drafts: readonly DraftNotice[], { differs, page }: Differences): DraftNotice[] {
  return drafts.flatMap((draft): DraftNotice[] => {
    const { audience } = draft;
    const renderings = draft.renderings.flatMap(({ units, rendering }) => {
      if (rendering.channel === 'sns') return differs(audience, 'sns', everywhere) ? [{ units, rendering }] : [];
      const concerned = units.filter((unit) => differs(audience, rendering.channel, unit));
      return concerned.length === 0 ? [] : [{ units: concerned, rendering }];
    });
    return renderings.length > 0 || (audience === 'public' && page) ? [{ ...draft, renderings }] : [];
  });
}

/** Nothing was ever said in words that cannot be found again: a tool may have left the district's file since. */
function worded(said: Said, { district, publicUrl, render }: Facts): DraftNotice[] {
  if (said.days.length === 0 || said.audiences.length === 0) return [];
  try {
    return render({ act: 'declared', district, publicUrl, ...said });
  } catch (error) {
    if (error instanceof InvalidInput) return [];
    throw error;
  }
}

type Reader = (audience: Audience, channel: string, unit: string) => boolean;

/** Topics, and programs' own notices, are about all schools at once. */
function isForAll(audience: Audience, channel: string): boolean {
  return channel === 'sns' || audience.startsWith('program:');
}

function wordsByReader(drafts: readonly DraftNotice[], wanted: Reader): Map<string, string> {
  const words = new Map<string, string>();
  for (const { audience, renderings } of drafts) {
    for (const { units, rendering } of renderings) {
      const { channel, text, subject, link } = rendering;
      for (const unit of channel === 'sns' ? [everywhere] : units) {
        if (!wanted(audience, channel, unit)) continue;
        const key = keyOf(audience, channel, unit);
        // A topic has one text for each language.
        words.set(key, `${words.get(key) ?? ''}${canonicalJson([text, subject, link])}`);
      }
    }
  }
  return words;
}

function differing(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): string[] {
  return [...now].flatMap(([key, words]) => (before.get(key) === words ? [] : [key]));
}

/** What a post speaks to: a school, a division of one, or, for those of no division, a divided school as a whole. */
type Place = { readonly unit: string; readonly school: School; readonly units: readonly string[] };

function placesOfSchool(school: School): Place[] {
  const units = unitIdsOfSchool(school);
  const each = units.map((unit) => ({ unit, school, units: [unit] }));
  return school.divisions.length === 0 ? each : [{ unit: school.id, school, units }, ...each];
}

/** Places that nothing but their name tells apart, before and now: what differs for the first differs for each. Divided schools stand alone. */
function alikePlaces(said: readonly Said[], district: District): Place[][] {
  const concerned = new Set(said.flatMap(({ days }) => days.flatMap((day) => day.units)));
  const places = district.schools
    .flatMap(placesOfSchool)
    .filter(({ units }) => units.some((one) => concerned.has(one)));
  const alike = Map.groupBy(places, ({ unit, school: { id, level, start, end, divisions } }) => {
    if (divisions.length > 0) return unit;
    const days = said.map((one) => one.days.map(({ units, ...day }) => (units.includes(unit) ? day : null)));
    const programs = district.programs.filter((program) => program.schools === 'all' || program.schools.includes(id));
    return canonicalJson([level, start, end, days, programs.map((program) => program.id)]);
  });
  return [...alike.values()];
}

function differingPosts(places: readonly Place[], before: Said, now: Said, facts: Facts): string[] {
  const [first] = places;
  if (first === undefined) return [];
  const posts = (said: Said): Map<string, string> =>
    wordsByReader(
      worded(aboutPlace(said, first), facts),
      (audience, channel, unit) => !isForAll(audience, channel) && unit === first.unit,
    );
  const found = differing(posts(before), posts(now));
  return places.flatMap(({ unit }) => found.map((key) => `${key.slice(0, -first.unit.length)}${unit}`));
}

function aboutPlace({ declaration, days, audiences }: Said, { units: mine }: Place): Said {
  const own = days.map((day) => ({ ...day, units: day.units.filter((unit) => mine.includes(unit)) }));
  return {
    declaration,
    days: own.filter((day) => day.units.length > 0),
    audiences: audiences.filter((audience) => audience === 'class' || audience === 'staff'),
  };
}

function pageOf(drafts: readonly DraftNotice[]): string | undefined {
  return drafts.find((draft) => draft.page !== undefined)?.page?.html;
}

function keyOf(audience: Audience, channel: string, unit: string): string {
  return `${audience} ${channel} ${unit}`;
}
