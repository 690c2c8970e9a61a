import type { Proposal, ProposedDay } from './proposal.ts';
import { sayDate, sayTime } from './say-times.ts';

/** Most schools that a word names; the page lists them all. */
const named = 3;

/**
 * An open proposal in a few sentences for a phone. It quotes nothing that a signal said: whoever can send us a signal could else put words
 * into every administrator's pocket.
 */
export function sayProposal(proposal: Proposal): string {
  const { days, recommendation, decideBy, legalDeadline, split } = proposal;
  const because = recommendation === undefined ? causesOf(proposal) : `${recommendation.because}.`;
  const by = decideBy === undefined ? '' : ` Decide by ${sayTime(decideBy)}`;
  const law = legalDeadline === undefined ? '' : ` The law's last moment is ${sayTime(legalDeadline)}`;
  const late = split === undefined ? '' : ' For some schools notice is late: the others can be declared by themselves.';
  return `Proposed: ${saysOf(days)}. ${because}${by}${law}${late}`;
}

/** `e-learning Wed Feb 22 and Thu Feb 23`: for a subject. */
export function sayDays(days: readonly ProposedDay[]): string {
  const byType = [...Map.groupBy(days, ({ dayType }) => dayType)];
  return byType.map(([dayType, of]) => `${dayType} ${listed(of.map(({ date }) => sayDate(date)))}`).join('; ');
}

function saysOf(days: readonly ProposedDay[]): string {
  const alike = [...Map.groupBy(days, ({ dayType, schools }) => `${dayType} ${String(schools)}`).values()];
  return alike.map((of) => `${sayDays(of)}, ${of[0] === undefined ? '' : schoolsOf(of[0])}`).join('; ');
}

function schoolsOf({ schools }: ProposedDay): string {
  if (schools === 'all') return 'all schools';
  if (schools.length <= named) return schools.join(', ');
  return `${schools.length} schools`;
}

function causesOf({ evidence }: Proposal): string {
  const open = evidence.filter(({ status }) => status === 'open').map(({ kind }) => kind);
  const causes = [
    ...(open.includes('weather') ? ['a warning of the weather service'] : []),
    ...(open.includes('incident') ? ['a reported incident'] : []),
  ];
  return causes.length === 0 ? '' : `Because of ${causes.join(' and ')}.`;
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
