import type { Audience } from '../core/audience.ts';
import { formatInstant, type Temporal } from '../core/time.ts';
import { decideBySchool } from '../law/decide-by-school.ts';
import { decideBy, type DecideByQuery } from '../law/decide-by.ts';
import type { Finding, FindingWeight } from '../law/finding.ts';
import { asOfNow } from './as-of-now.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import { digestOfPreview } from './digest-of-preview.ts';
import type { Reach } from './entry.ts';
import type { Facts } from './facts.ts';
import { withFirstWords } from './first-words.ts';
import { rosterFindings, wordingFindings } from './findings.ts';
import { lapseOf } from './lapse-of.ts';
import { notAfterOf } from './not-after.ts';
import type { PreviewAnswer } from './preview-answer.ts';
import type { Addressee } from './live.ts';
import { firstLineOf, shownNotices } from './preview-notices.ts';
import type { DraftNotice, NoticeBrief } from './rendering.ts';
import { refuseOtherRoster } from './refuse-other-roster.ts';
import { onlyDiffering, type Said, whoDiffers } from './who-differs.ts';
import { whoGetsIt } from './who-gets-it.ts';
import type { WrittenNotices } from './write-notices.ts';

/** What is about to be said, its days worked out and everything in it found valid. */
export type Subject = {
  readonly act: NoticeBrief['act'];
  readonly declaration: Declaration;
  /** Every day that it leaves declared. */
  readonly days: readonly ResolvedDay[];
  /** Those of them that its notices speak of; absent: all. */
  readonly said?: readonly ResolvedDay[];
  /** Those of them that are decided anew, for which the clock runs; absent: all. */
  readonly decided?: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
  /** What people read so far: only those get a notice for whom something changes. Absent: everybody does. */
  readonly instead?: Said;
  /** To whom something of the declaration was posted before, for a change; absent: nobody is asked about. */
  readonly heard?: (to: Addressee) => boolean;
  /** Its words, where they are not simply those of its days: a correction revises notices. */
  readonly drafts?: readonly DraftNotice[];
  /** Findings of the act itself; those of wording and roster are added here. */
  readonly findings: readonly Finding[];
  /** Why somebody besides the author has to approve it, in sentences; empty: nobody has to. */
  readonly approvalBecause: readonly string[];
  /** Seconds between the decision and the first post. */
  readonly holdSeconds: number;
  /** The declaration that is changed; absent for a new one. */
  readonly of?: string;
};

/** A preview with what a decision needs besides the answer. */
export type Preview = {
  readonly answer: PreviewAnswer;
  readonly act: Subject['act'];
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly said: readonly ResolvedDay[];
  readonly drafts: readonly DraftNotice[];
  /** End of use on the calendar clock, RFC 3339. */
  readonly notAfter: string;
  /** When an approval that is still missing would come too late, RFC 3339; absent where none is needed. */
  readonly lapsesAt?: string;
  /** Notices that are not to be given ids anew. */
  readonly written?: WrittenNotices;
};

const order: Readonly<Record<FindingWeight, number>> = { blocks: 0, 'needs-reason': 1, info: 2 };

/** Puts the words of a subject together with whom they reach and what is found; throws `InvalidInput` for what cannot be said. */
export function composePreview(given: Subject, facts: Facts): Preview {
  refuseOtherRoster(given.declaration, facts);
  const subject = asOfNow(given, facts);
  const { declaration, days, said = days, decided = days, approvalBecause } = subject;
  const { district, lawPack, rules } = facts;
  const needsApproval = approvalBecause.length > 0;
  const drafts = draftsOf(subject, facts);
  const onlySome = subject.instead !== undefined || subject.drafts !== undefined;
  const concerned = { days: said, audiences: subject.audiences, onlySome };
  const { reach, unchanged, notReached, people } = whoGetsIt(drafts, concerned, facts);
  const findings = [
    ...subject.findings,
    ...wordingFindings(declaration, facts),
    ...(declaration.drill ? [] : rosterFindings(notReached, facts)),
  ].toSorted((a, b) => order[a.weight] - order[b.weight]);

  const now = facts.clocks.calendar.now();
  const seconds = secondsToReach(reach, facts.speeds);
  const { programs } = declaration;
  const query = { district, days: decided, programs, pack: lawPack, reachSeconds: seconds, now };
  const by = decideBy(query);
  const written = (instant: Temporal.Instant): string => formatInstant(instant, district.timeZone);
  const lastPost = now.add({ seconds: subject.holdSeconds + seconds });
  const notAfter = notAfterOf(district, said, now);
  const answer: PreviewAnswer = {
    digest: digestOfPreview({ ...subject, drafts, findings, reach, rules, needsApproval }),
    findings,
    notices: shownNotices(drafts, { declaration, days: said }, facts),
    firstLine: firstLineOf(drafts, facts),
    reach,
    ...(unchanged === undefined ? {} : { unchanged }),
    notReached,
    ...(people === undefined ? {} : { people }),
    ...(by.decideBy === undefined ? {} : { decideBy: written(by.decideBy) }),
    ...(by.legalDeadline === undefined ? {} : { legalDeadline: written(by.legalDeadline) }),
    decideBySchool: schoolTimes(query, written),
    ...(drafts.length === 0 ? {} : { reachedBy: written(lastPost) }),
    needsApproval,
    approvalBecause: [...approvalBecause],
  };
  const lapses = lapseOf({ legalDeadline: by.legalDeadline, reachSeconds: seconds, notAfter, now });
  const common = { answer, act: subject.act, declaration, days, said, drafts, notAfter: written(notAfter) };
  return needsApproval ? { ...common, lapsesAt: written(lapses) } : common;
}

/** The words of a subject; of a change those that somebody has not read yet. */
function draftsOf(subject: Subject, facts: Facts): readonly DraftNotice[] {
  const { act, declaration, days, said = days, audiences, instead } = subject;
  if (subject.drafts !== undefined || audiences.length === 0) return subject.drafts ?? [];
  const { district, publicUrl } = facts;
  const now = { declaration, days: said, audiences };
  const worded = (as: Subject['act']): DraftNotice[] =>
    facts.render({ act: as, district, publicUrl, ...now, audiences: [...audiences] });
  const drafts = instead === undefined ? worded(act) : onlyDiffering(worded(act), whoDiffers(instead, now, facts));
  // Of the way back everybody reads that it is one.
  const { heard } = subject;
  return act === 'amended' && heard !== undefined ? withFirstWords(drafts, () => worded('declared'), heard) : drafts;
}

/** The tiers' times in words of the API. */
function schoolTimes(
  query: DecideByQuery,
  written: (instant: Temporal.Instant) => string,
): PreviewAnswer['decideBySchool'] {
  return decideBySchool(query).map(({ schools, startsAt, legalDeadline, decideBy: by }) => ({
    schools,
    startsAt,
    ...(legalDeadline === undefined ? {} : { legalDeadline: written(legalDeadline) }),
    ...(by === undefined ? {} : { decideBy: written(by) }),
  }));
}

/** Channels are posted to side by side: the slowest one decides. */
function secondsToReach(counted: Reach, speeds: Facts['speeds']): number {
  const seconds = Object.entries(counted).map(([channel, { targets }]) => targets / (speeds[channel] ?? 1));
  return Math.ceil(Math.max(0, ...seconds));
}
