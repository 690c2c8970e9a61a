import { coverageWords } from './coverage-words.ts';
import { describeSignal } from './describe-signal.ts';
import { isMoved } from './is-moved.ts';
import type { Evidence, Proposal, ProposedDay } from './proposal.ts';
import { writeTime } from './say-times.ts';

/** What changed between two states of a proposal, in one sentence for administrators. */
export function describeChange(
  before: Proposal,
  after: Omit<Proposal, 'change' | 'changedAt' | 'revision' | 'news'>,
): string {
  const parts = [
    ...statusPart(before.status, after.status),
    ...after.evidence.flatMap((it) =>
      evidencePart(
        before.evidence.find((old) => old.signalId === it.signalId),
        it,
      ),
    ),
    ...dayParts(before.days, after.days),
    ...recommendationPart(before, after),
    ...timePart(before, after),
  ];
  if (parts.length === 0) return 'What would be posted, or what there is to consider, has changed.';
  return `${parts.join('; ')}.`;
}

const statusWords = {
  open: 'Open again',
  declared: 'Declared',
  dismissed: 'Dismissed',
  lapsed: 'No longer proposed',
} as const;

function statusPart(before: Proposal['status'], after: Proposal['status']): string[] {
  return before === after ? [] : [statusWords[after]];
}

function evidencePart(before: Evidence | undefined, after: Evidence): string[] {
  return before === undefined ? [`New: ${after.what}`] : describeSignal(before, after);
}

function dayParts(before: readonly ProposedDay[], after: readonly ProposedDay[]): string[] {
  const [olds, news] = [Map.groupBy(before, dateOf), Map.groupBy(after, dateOf)];
  const added = [...news.keys()].filter((date) => !olds.has(date));
  const gone = [...olds.keys()].filter((date) => !news.has(date));
  return [
    ...(added.length > 0 ? [`Added: ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`Left out: ${gone.join(', ')}`] : []),
    ...[...news].flatMap(([date, days]) => datePart(olds.get(date), days)),
  ];
}

const dateOf = ({ date }: ProposedDay): string => date;

function datePart(olds: readonly ProposedDay[] | undefined, days: readonly ProposedDay[]): string[] {
  const [old, ...otherOlds] = olds ?? [];
  const [day, ...others] = days;
  if (old === undefined || day === undefined) return [];
  const differs = (what: (one: ProposedDay) => string): boolean =>
    String(olds?.map(what)) !== String(days.map(what)) && otherOlds.length === others.length;
  return [
    ...(old.coverage === day.coverage ? [] : [`${day.date} ${coverageWords[day.coverage]}`]),
    ...(differs(({ schools }) => String(schools)) ? [`Other schools on ${day.date}`] : []),
    ...(differs(({ dayType }) => dayType) || otherOlds.length !== others.length
      ? [`${day.date} is ${types(days)}`]
      : []),
  ];
}

const types = (days: readonly ProposedDay[]): string => days.map(({ dayType }) => dayType).join(' and ');

type Advised = Pick<Proposal, 'recommendation' | 'days' | 'decideBy' | 'split'>;

function recommendationPart({ recommendation: before }: Advised, { recommendation: after }: Advised): string[] {
  if (before?.because === after?.because) return [];
  return [after === undefined ? 'What was missing for e-learning works again' : after.because];
}

/** That the next date's time counts once a day has begun is no news. */
function timePart(before: Advised, after: Advised): string[] {
  if (before.split === undefined && after.split !== undefined)
    return [
      `The law's notice is late for some schools on ${after.split.date}: the others can be declared by themselves`,
    ];
  if (before.days[0]?.date !== after.days[0]?.date || after.decideBy === undefined) return [];
  if (before.decideBy === undefined || !isMoved(before.decideBy, after.decideBy)) return [];
  return [`Decide by ${writeTime(after.decideBy)}, was ${writeTime(before.decideBy)}`];
}
