import type { District } from '../calendar/district.ts';
import { placesOf } from '../calendar/units.ts';
import { compareInstants, formatInstant, parseInstant, type Temporal } from '../core/time.ts';
import type { AudienceNotice } from './audience-notice.ts';
import type { UnitDay } from './days-used.ts';
import { noticeTimes } from './notice-times.ts';
import type { LawPack } from './pack.ts';

/** That some people of some units had the words at a time: class posts for students, a ticked outside channel for whom it reaches. */
export type NoticeEvidence = {
  readonly by: string;
  /** Calendar time, RFC 3339. */
  readonly at: string;
  readonly reaches: (audience: string) => boolean;
  readonly units: ReadonlySet<string>;
};

export type NoticeQuery = {
  readonly district: District;
  readonly pack: LawPack;
  readonly days: readonly UnitDay[];
  /** When the words were decided: days whose school had begun by then are no matter of theirs. */
  readonly decidedAt: string;
  readonly evidence: readonly NoticeEvidence[];
};

/**
 * Whether each audience that the law names had notice of the e-learning days, as far as the record knows. A class post is evidence for
 * students alone; parents had notice only where somebody ticked a channel that reaches them (USERS E1). Empty where the law asks for none.
 */
export function recordOfNotice({ district, pack, days, decidedAt, evidence }: NoticeQuery): AudienceNotice[] {
  const { notice } = pack;
  if (notice === undefined) return [];
  const from = parseInstant(decidedAt);
  const ahead = noticeTimes(district, notice, days).filter(
    ({ deadline }) => compareInstants(deadline.add({ minutes: notice.minutesBeforeStart }), from) > 0,
  );
  const due = new Map<string, Temporal.Instant>();
  for (const { units, deadline } of ahead) {
    for (const unit of units) due.set(unit, earlier(due.get(unit), deadline));
  }
  const [deadline] = [...due.values()].toSorted(compareInstants);
  if (deadline === undefined) return [];
  return notice.audiences.map((audience) => {
    const common = { audience, deadline: formatInstant(deadline, district.timeZone) };
    return {
      ...common,
      ...standing(
        due,
        evidence.filter(({ reaches }) => reaches(audience)),
        district,
      ),
    };
  });
}

function standing(
  due: ReadonlyMap<string, Temporal.Instant>,
  evidence: readonly NoticeEvidence[],
  district: District,
): Pick<AudienceNotice, 'by' | 'at' | 'inTime' | 'missing'> {
  const inOrder = evidence
    .map((one) => ({ ...one, instant: parseInstant(one.at) }))
    .toSorted((a, b) => compareInstants(a.instant, b.instant));
  const firsts = [...due].map(([unit, deadline]) => ({
    unit,
    deadline,
    first: inOrder.find(({ units }) => units.has(unit)),
  }));
  const missing = firsts.filter(({ first }) => first === undefined).map(({ unit }) => unit);
  // The list is in order of time: whichever stands last in it and was needed completed the notice.
  const last = inOrder.findLast((one) => firsts.some(({ first }) => first === one));
  if (missing.length > 0 || last === undefined) return { by: null, missing: placesOf(district, missing) };
  const inTime = firsts.every(
    ({ first, deadline }) => first !== undefined && compareInstants(first.instant, deadline) <= 0,
  );
  return { by: last.by, at: last.at, inTime, missing: [] };
}

function earlier(a: Temporal.Instant | undefined, b: Temporal.Instant): Temporal.Instant {
  return a !== undefined && compareInstants(a, b) <= 0 ? a : b;
}
