import type { Audience } from '../core/audience.ts';
import { formatInstant, type Temporal } from '../core/time.ts';
import { decideBy } from '../law/decide-by.ts';
import type { Finding, FindingWeight } from '../law/finding.ts';
import { reach } from '../roster/reach.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import { digestOfPreview } from './digest-of-preview.ts';
import type { Reach } from './entry.ts';
import type { Facts } from './facts.ts';
import { rosterFindings, wordingFindings } from './findings.ts';
import { notAfterOf } from './not-after.ts';
import type { PreviewAnswer } from './preview-answer.ts';
import { firstLineOf, shownNotices } from './preview-notices.ts';
import type { DraftNotice, NoticeBrief } from './rendering.ts';

/** What is about to be said, its days worked out and everything in it found valid. */
export type Subject = {
  readonly act: NoticeBrief['act'];
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
  /** Findings of the act itself; those of wording and roster are added here. */
  readonly findings: readonly Finding[];
  readonly needsApproval: boolean;
  /** Seconds between the decision and the first post. */
  readonly holdSeconds: number;
  /** The declaration that is changed; absent for a new one. */
  readonly of?: string;
};

/** A preview with what a decision needs besides the answer. */
export type Preview = {
  readonly answer: PreviewAnswer;
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly drafts: readonly DraftNotice[];
  /** End of use on the calendar clock, RFC 3339. */
  readonly notAfter: string;
};

const order: Readonly<Record<FindingWeight, number>> = { blocks: 0, 'needs-reason': 1, info: 2 };

/** Puts the words of a subject together with whom they reach and what is found; throws `InvalidInput` for what cannot be said. */
export function composePreview(subject: Subject, facts: Facts): Preview {
  const { act, declaration, days, needsApproval } = subject;
  const { district, roster, lawPack, publicUrl, rules } = facts;
  const audiences = [...subject.audiences];
  const drafts = audiences.length === 0 ? [] : facts.render({ act, district, declaration, days, audiences, publicUrl });
  const units = [...new Set(days.flatMap((day) => day.units))];
  const reached = reach({ district, roster, units, audiences });
  const counted: Reach = { ...reached.channels, ...topicReach(drafts) };
  const notReached = audiences.includes('class') ? [...reached.notReached] : [];
  const findings = [
    ...subject.findings,
    ...wordingFindings(declaration, facts),
    ...rosterFindings(notReached, facts),
  ].toSorted((a, b) => order[a.weight] - order[b.weight]);

  const now = facts.clocks.calendar.now();
  const seconds = secondsToReach(counted, facts.speeds);
  const by = decideBy({ district, days, programs: declaration.programs, pack: lawPack, reachSeconds: seconds, now });
  const written = (instant: Temporal.Instant): string => formatInstant(instant, district.timeZone);
  const lastPost = now.add({ seconds: subject.holdSeconds + seconds });
  const answer: PreviewAnswer = {
    digest: digestOfPreview({ ...subject, drafts, findings, reach: counted, rules }),
    findings,
    notices: shownNotices(drafts, subject, facts),
    firstLine: firstLineOf(drafts, facts),
    reach: counted,
    notReached,
    ...(by.decideBy === undefined ? {} : { decideBy: written(by.decideBy) }),
    ...(by.legalDeadline === undefined ? {} : { legalDeadline: written(by.legalDeadline) }),
    ...(drafts.length === 0 ? {} : { reachedBy: written(lastPost) }),
    needsApproval,
  };
  return { answer, declaration, days, drafts, notAfter: written(notAfterOf(district, days, now)) };
}

/** Topics are no part of the roster: one target per audience and language. */
function topicReach(drafts: readonly DraftNotice[]): Reach {
  const topics = drafts.flatMap(({ renderings }) => renderings).filter(({ rendering }) => rendering.channel === 'sns');
  return topics.length === 0 ? {} : { sns: { targets: topics.length, schools: 0 } };
}

/** Channels are posted to side by side: the slowest one decides. */
function secondsToReach(counted: Reach, speeds: Facts['speeds']): number {
  const seconds = Object.entries(counted).map(([channel, { targets }]) => targets / (speeds[channel] ?? 1));
  return Math.ceil(Math.max(0, ...seconds));
}
