import type { District } from '../calendar/district.ts';
import { compareInstants, instantOf, localDate, parseInstant, type Temporal } from '../core/time.ts';
import { forOnDuty, handedOn } from './ask-on-duty.ts';
import { isBegun } from './is-begun.ts';
import { newsWord, type News } from './news-word.ts';
import type { DeclaredBefore } from './ports.ts';
import type { Proposal, Situation } from './proposal.ts';
import type { Review } from './review.ts';
import { sayDays, sayProposal } from './say-proposal.ts';
import { sayDate, sayTime } from './say-times.ts';
import type { KeptWord, Word } from './word.ts';

export type RemindFacts = {
  readonly district: District;
  readonly situation: Pick<Situation, 'proposals' | 'reviews'> | undefined;
  readonly declarations: readonly DeclaredBefore[];
  /** Words that were put already; each is put once. */
  readonly put: readonly KeptWord[];
  readonly now: Temporal.Instant;
};

/** Minutes before a time at which people are reminded of it. */
const before = { first: 60, last: 15 } as const;

/**
 * The words that remind administrators now (USERS V15): news once each, and 60 and 15 minutes before a decide-by and before the next update
 * that families were promised. Before `policy.wakeAt` nobody is woken but for a decision that is due by then, or for a proposal that they know
 * and that has changed, and of those whoever is on duty first; the rest is one word in the morning. The same again gives words of the same ids.
 */
export function remindersDue(facts: RemindFacts): Word[] {
  const news = unsaidNews(facts).filter(({ pressing }) => pressing || !isQuiet(facts));
  const first = newsWord(news);
  const fresh = new Set(news.map(({ newsId }) => newsId));
  return [
    ...(first === undefined ? [] : [isQuiet(facts) ? forOnDuty(first, facts.district, facts.now) : first]),
    ...handedOn(facts.put, (newsId) => isOpenNews(newsId, facts), facts.district, facts.now),
    ...openProposals(facts).flatMap((proposal) => decideReminder(proposal, fresh, facts)),
    ...facts.declarations.flatMap((declaration) => updateReminder(declaration, facts)),
  ];
}

function unsaidNews(facts: RemindFacts): News[] {
  const said = new Set(facts.put.flatMap(({ says = [] }) => says));
  const proposals = openProposals(facts).map((proposal) => newsOf(proposal, said, facts));
  const reviews = (facts.situation?.reviews ?? []).flatMap((review) => newsOfReview(review, facts) ?? []);
  return [...proposals, ...reviews].filter(({ newsId }) => !said.has(newsId));
}

function openProposals({ situation }: RemindFacts): Proposal[] {
  return (situation?.proposals ?? []).filter(({ status }) => status === 'open');
}

function newsOf(proposal: Proposal, said: ReadonlySet<string>, facts: RemindFacts): News {
  const known = [...said].some((id) => id.startsWith(`proposal/${proposal.proposalId}/`));
  const text = sayProposal(proposal);
  return {
    newsId: newsIdOf(proposal),
    title: `${known ? 'Changed: ' : ''}${sayDays(proposal.days)}`,
    text: known ? text.replace('Proposed:', 'Changed, now proposed:') : text,
    pressing: known || isDueEarly(proposal.decideBy, facts),
  };
}

const isOpenNews = (newsId: string, facts: RemindFacts): boolean =>
  openProposals(facts).some((proposal) => newsIdOf(proposal) === newsId);

const newsIdOf = ({ proposalId, news }: Proposal): string => `proposal/${proposalId}/${news?.revision ?? 1}`;

/** Nobody is asked about a day that is under way, also where the situation is some minutes old; what is left can wait for the morning. */
function newsOfReview(review: Review, { declarations, district, now }: RemindFacts): News | undefined {
  const { reviewId, declarationId } = review;
  const declared = declarations.find((one) => one.declarationId === declarationId)?.content.days ?? [];
  const ahead = declared.filter(
    ({ date, units }) => review.dates.includes(date) && !units.some((unit) => isBegun(district, unit, date, now)),
  );
  if (ahead.length === 0) return undefined;
  const types = [...new Set(ahead.map(({ dayType }) => dayType))];
  const dates = [...new Set(ahead.map(({ date }) => date))];
  const days = `${types.join(' and ')} ${dates.map(sayDate).join(', ')}`;
  return {
    newsId: `review/${reviewId}`,
    title: `Review: ${days}`,
    text: `What was declared rests on something that has changed: ${days}. It stands unless you change it: keep it as declared, or amend it.`,
    pressing: false,
  };
}

/** Whether a decision cannot wait until people are up. */
function isDueEarly(decideBy: string | undefined, facts: RemindFacts): boolean {
  if (decideBy === undefined) return false;
  const { decideMarginMinutes } = facts.district.policy;
  return compareInstants(parseInstant(decideBy), wakeUp(facts).add({ minutes: decideMarginMinutes })) <= 0;
}

const isQuiet = (facts: RemindFacts): boolean => compareInstants(facts.now, wakeUp(facts)) < 0;

function wakeUp({ district: { policy, timeZone }, now }: RemindFacts): Temporal.Instant {
  return instantOf(localDate(now, timeZone), policy.wakeAt, timeZone);
}

/** A word to everybody that came within the hour before has said it: it names the decide-by too. */
function decideReminder(proposal: Proposal, fresh: ReadonlySet<string>, facts: RemindFacts): Word[] {
  const { proposalId, decideBy, days } = proposal;
  const minutes = reminderAt(decideBy, facts.now);
  if (decideBy === undefined || minutes === undefined || fresh.has(newsIdOf(proposal))) return [];
  if (minutes === before.first && isQuiet(facts) && !isDueEarly(decideBy, facts)) return [];
  const from = parseInstant(decideBy).subtract({ minutes });
  const heard = facts.put.some(
    ({ says = [], putAt, to }) => to === undefined && says.includes(newsIdOf(proposal)) && isBy(from, putAt),
  );
  if (heard) return [];
  // By date, because a first day that has begun makes no news; by revision, because a moved decide-by does.
  const wordId = `decide-by/${proposalId}/${proposal.news?.revision ?? 1}/${days[0]?.date ?? '-'}/${minutes}`;
  const text = sayProposal(proposal);
  return unput(
    [{ wordId, subject: `Decide by ${sayTime(decideBy)}: ${sayDays(days)}`, text, notAfter: decideBy }],
    facts,
  );
}

/** What families were told to expect (V10). Whoever promised it less than an hour ahead needs no reminder of that hour. */
function updateReminder({ declarationId, ended, content, speaking }: DeclaredBefore, facts: RemindFacts): Word[] {
  const { nextUpdateAt, drill } = content.declaration;
  const minutes = reminderAt(nextUpdateAt, facts.now);
  const standing = speaking.findLast(({ approval }) => approval === 'given' || approval === 'not-needed');
  if (nextUpdateAt === undefined || minutes === undefined || standing === undefined) return [];
  if (ended !== undefined || drill || isBy(parseInstant(nextUpdateAt).subtract({ minutes }), standing.at)) return [];
  const at = sayTime(nextUpdateAt);
  const text = `Families were promised an update by ${at} Amend the declaration of ${content.days.map(({ date }) => sayDate(date)).join(', ')}, with the time of the next one.`;
  const wordId = `next-update/${declarationId}/${nextUpdateAt}/${minutes}`;
  return unput([{ wordId, subject: `Update promised by ${at}`, text, notAfter: nextUpdateAt }], facts);
}

/** Which reminder of a time is due: none too early, none too late, and of two the later one. */
function reminderAt(time: string | undefined, now: Temporal.Instant): number | undefined {
  if (time === undefined) return undefined;
  const leftMs = parseInstant(time).epochMilliseconds - now.epochMilliseconds;
  if (leftMs <= 0 || leftMs > before.first * 60_000) return undefined;
  return leftMs > before.last * 60_000 ? before.first : before.last;
}

const isBy = (instant: Temporal.Instant, timestamp: string): boolean =>
  compareInstants(instant, parseInstant(timestamp)) <= 0;

function unput(words: readonly Word[], { put }: RemindFacts): Word[] {
  return words.filter(({ wordId }) => !put.some((word) => word.wordId === wordId));
}
