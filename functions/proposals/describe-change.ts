import type { Evidence, Proposal, ProposedDay } from './proposal.ts';

/** What changed between two states of a proposal, in one sentence for administrators. */
export function describeChange(before: Proposal, after: Omit<Proposal, 'change' | 'changedAt' | 'revision'>): string {
  const parts = [
    ...statusPart(before.status, after.status),
    ...after.evidence.flatMap((it) =>
      evidencePart(
        before.evidence.find((old) => old.signalId === it.signalId),
        it,
      ),
    ),
    ...dayParts(before.days, after.days),
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
  if (before === undefined) return [`New: ${after.what}`];
  if (before.status !== after.status)
    return [`${after.what} ${after.status === 'ended' ? 'has ended' : 'is open again'}`];
  const parts: string[] = [];
  if (before.begins !== after.begins)
    parts.push(`${after.what} now begins ${local(after.begins)}, was ${local(before.begins)}`);
  if (before.ends !== after.ends) parts.push(`${after.what} now ends ${local(after.ends)}, was ${local(before.ends)}`);
  return parts;
}

function dayParts(before: readonly ProposedDay[], after: readonly ProposedDay[]): string[] {
  const dates = (days: readonly ProposedDay[], others: readonly ProposedDay[]): string[] =>
    days.filter((day) => !others.some((other) => other.date === day.date)).map((day) => day.date);
  const added = dates(after, before);
  const gone = dates(before, after);
  const both = after.flatMap((day) => {
    const old = before.find((other) => other.date === day.date);
    return old === undefined ? [] : [{ old, day }];
  });
  return [
    ...(added.length > 0 ? [`Added: ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`Left out: ${gone.join(', ')}`] : []),
    ...both.flatMap(({ old, day }) => [
      ...(old.coverage === day.coverage ? [] : [`${day.date} ${coverageWords[day.coverage]}`]),
      ...(String(old.schools) === String(day.schools) ? [] : [`Other schools on ${day.date}`]),
      ...(old.dayType === day.dayType ? [] : [`${day.date} is ${day.dayType}`]),
    ]),
  ];
}

const coverageWords = {
  covered: 'is covered by a warning',
  partly: 'is covered by a warning for some schools only',
  none: 'is no longer covered by a warning',
} as const;

/** `2023-02-23 18:00` of a timestamp in the district's own zone. */
function local(timestamp: string | undefined): string {
  return timestamp === undefined ? 'at a time unknown' : timestamp.slice(0, 16).replace('T', ' ');
}
