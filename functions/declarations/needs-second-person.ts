import type { Policy } from '../calendar/district.ts';
import { dayKind } from '../calendar/school-day.ts';
import { unitsOf } from '../calendar/units.ts';
import { compareInstants, parseInstant } from '../core/time.ts';
import type { Finding } from '../law/finding.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { datesUnderWarning } from './findings.ts';
import { fold } from './fold.ts';
import { linkedHosts, publicTexts } from './public-texts.ts';

/** A decision that may be unusual (S-03). */
export type InQuestion = {
  readonly declaration: Declaration;
  /** Days that are decided anew. */
  readonly decided: readonly ResolvedDay[];
  /** Days that were declared and go back to normal. */
  readonly givenBack: readonly ResolvedDay[];
  readonly findings: readonly Finding[];
  /** The declaration that is changed; absent for a new one. */
  readonly of?: string | undefined;
};

type Rule = {
  readonly applies: (decision: InQuestion, facts: Facts) => boolean;
  /** Why a second person is asked for: it must not contain the time. */
  readonly because: string;
};

/** One row for each case that the policy can name. */
const rules: Readonly<Record<Policy['secondPersonFor'][number], Rule>> = {
  links: {
    applies: ({ declaration }) => publicTexts(declaration).some(({ text }) => linkedHosts(text).length > 0),
    because: 'The own words link somewhere.',
  },
  'retract-under-warning': {
    applies: (decision, facts) => isForReal(decision) && datesUnderWarning(decision.givenBack, facts).length > 0,
    because: 'A live weather warning still covers a day that goes back to normal.',
  },
  'no-signal': {
    applies: (decision, facts) =>
      isForReal(decision) &&
      changesSchool(decision.decided) &&
      datesUnderWarning(decision.decided, facts).length === 0 &&
      !facts.signals.some(({ kind, status }) => kind !== 'weather' && status === 'open'),
    because: 'No live signal is known for any of the dates.',
  },
  'all-schools-late': {
    applies: (decision, facts) =>
      isForReal(decision) &&
      decision.findings.some(
        ({ findingId, date }) => findingId.startsWith('notice/') && isForAll(decision.decided, date, facts),
      ),
    because: "It is about all schools, and later than the law's notice.",
  },
  'second-in-two-hours': {
    applies: (decision, facts) => isForReal(decision) && decision.of === undefined && declaredLately(facts),
    because: 'Another declaration was made within the last two hours.',
  },
};

/** Why a decision needs somebody besides its author, in sentences; empty when it needs nobody. */
export function approvalBecause(decision: InQuestion, facts: Facts): string[] {
  const { approvals, secondPersonFor } = facts.district.policy;
  const always = approvals > 0 ? ['The district has every decision approved by a second person.'] : [];
  const unusual = [...new Set(secondPersonFor)]
    .map((name) => rules[name])
    .filter((rule) => rule.applies(decision, facts));
  return [...always, ...unusual.map((rule) => rule.because)];
}

/** A drill changes no day, and what is only put on record silences and starts nothing. */
function isForReal({ declaration: { drill, recordOnly } }: InQuestion): boolean {
  return !drill && !recordOnly;
}

function changesSchool(days: readonly ResolvedDay[]): boolean {
  return days.some(({ dayType }) => dayType !== 'programs-only' && dayType !== 'regular');
}

function isForAll(days: readonly ResolvedDay[], date: string | undefined, { district }: Facts): boolean {
  if (date === undefined) return false;
  const named = new Set(
    days.filter((day) => day.date === date && day.dayType === 'e-learning').flatMap((day) => day.units),
  );
  const inSchool = unitsOf(district).filter((unit) => dayKind(district, unit, date) === 'school-day');
  return inSchool.length > 0 && inSchool.every(({ unitId }) => named.has(unitId));
}

/** One that was withdrawn, or that nobody approved, reached no class. */
function declaredLately({ entries, clocks }: Facts): boolean {
  const since = clocks.calendar.now().subtract({ hours: 2 });
  return [...fold(entries).values()].some(({ ended, speaking, content }) => {
    const { drill, recordOnly } = content.declaration;
    const at = speaking[0]?.at;
    if (at === undefined || drill || recordOnly) return false;
    const reachedNobody = ended === 'withdrawn' || ended === 'rejected' || ended === 'lapsed';
    return !reachedNobody && compareInstants(parseInstant(at), since) > 0;
  });
}
