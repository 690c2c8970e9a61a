import * as z from 'zod';
import { sameWords } from '../../core/marker.ts';
import type { EditOutcome, Failure, PostOutcome, ReadOutcome } from '../../deliveries/ports.ts';
import type { Answer } from '../../platform/answer.ts';

/** Google's error envelope. Without it a 4xx comes from something on the way and says nothing about the course. */
const Envelope = z.object({
  error: z.object({ status: z.string().regex(/^[A-Z_]{1,40}$/), message: z.string().default('') }),
});

/** How Google's older front ends say it: 403, and why. Other reasons of the same domain are no matter of speed. */
const OverQuota = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }) });
const overQuota = ['rateLimitExceeded', 'userRateLimitExceeded', 'quotaExceeded'];

const Made = z.object({ id: z.string().min(1) });

type Refusal = Extract<PostOutcome, { kind: 'refused' }>;

/** What each of Google's refusals means; nothing was posted. A status that is not here leaves doubt. */
const refusals: Readonly<Record<number, { readonly permanent: boolean; readonly words: string }>> = {
  400: {
    permanent: true,
    words: 'Classroom does not take this post in this course: look whether the course is active',
  },
  401: { permanent: false, words: 'Classroom did not accept the access token' },
  403: { permanent: true, words: 'the account may not post in this course: look whether it still teaches it' },
  404: { permanent: true, words: 'Classroom knows no such course or post' },
  409: { permanent: false, words: 'Classroom was changing the course at that moment' },
  413: { permanent: true, words: 'the post is too long for Classroom' },
  429: { permanent: false, words: 'Classroom asks for fewer requests' },
};

/** What became of a create, or of the patch that publishes. */
export function postOutcome(answer: Answer, postedAs: string): PostOutcome {
  if (answer.kind === 'silent' || !isSuccess(answer)) return failure(answer);
  const made = Made.safeParse(answer.body);
  if (made.success) return { kind: 'sent', providerId: made.data.id, postedAs };
  return { kind: 'doubt', reason: `Classroom answered ${answer.status}, and the answer cannot be read` };
}

/** What became of a delete: one that is gone already is as good as removed. */
export function removeOutcome(answer: Answer, providerId: string, postedAs: string): PostOutcome {
  const gone = answer.kind === 'answered' && (isSuccess(answer) || answer.status === 404 || isDeletedAlready(answer));
  return gone ? { kind: 'sent', providerId, postedAs } : failure(answer);
}

/** What became of a patch of the text. Only the project that made a post may change it, whoever of its teachers asks. */
export function editOutcome(answer: Answer): EditOutcome {
  if (isSuccess(answer)) return { kind: 'edited' };
  if (isGone(answer)) return { kind: 'removed' };
  const failed = failure(answer);
  if (failed.kind === 'refused' && failed.permanent && isForbidden(answer)) {
    const reason = `this post cannot be changed by us: another project made it, or the account no longer teaches here (${inWords(answer)})`;
    return { kind: 'refused', permanent: true, reason };
  }
  return failed;
}

const Stands = z.object({ text: z.string().default(''), state: z.string() });

/** Which of these texts an announcement shows. A read changes nothing: whatever is not an answer is no reading. */
export function readOutcome(answer: Answer, known: readonly string[]): ReadOutcome {
  if (isGone(answer)) return { kind: 'removed' };
  if (!isSuccess(answer)) return failure(answer);
  const read = Stands.safeParse(answer.kind === 'answered' ? answer.body : undefined);
  if (!read.success) return { kind: 'doubt', reason: 'Classroom sent a post that cannot be read' };
  if (read.data.state === 'DELETED') return { kind: 'removed' };
  const shows = known.findIndex((text) => sameWords(text, read.data.text));
  return shows < 0 ? { kind: 'read' } : { kind: 'read', shows };
}

function isGone(answer: Answer): boolean {
  return answer.kind === 'answered' && (isDeletedAlready(answer) || (answer.status === 404 && isFromGoogle(answer)));
}

function isFromGoogle({ body }: Extract<Answer, { kind: 'answered' }>): boolean {
  return Envelope.safeParse(body).success;
}

/** A definite refusal of the account that asked: another teacher of the course may still be allowed. */
export function isForbidden(answer: Answer): boolean {
  if (answer.kind === 'silent' || answer.status !== 403 || isTooFast(answer)) return false;
  return Envelope.safeParse(answer.body).success;
}

/** Whether the answer is 2xx. */
export function isSuccess(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

/** An answer in words that may be kept: status, Google's name for it, never its sentence. */
export function inWords(answer: Answer): string {
  if (answer.kind === 'silent') return `Classroom could not be asked: ${answer.why}`;
  const envelope = Envelope.safeParse(answer.body).data?.error;
  const names = [envelope?.status, typeOf(envelope?.message)].filter((name) => name !== undefined);
  return [`Classroom answered ${answer.status}`, ...names].join(' ');
}

function failure(answer: Answer): Failure {
  if (answer.kind === 'silent') {
    if (answer.left) return { kind: 'doubt', reason: inWords(answer) };
    return { kind: 'refused', permanent: false, reason: inWords(answer) };
  }
  const refusal = refusals[isTooFast(answer) ? 429 : answer.status];
  if (refusal === undefined) return { kind: 'doubt', reason: inWords(answer) };
  const reason = `${refusal.words} (${inWords(answer)})`;
  const fromGoogle = answer.status === 413 || Envelope.safeParse(answer.body).success;
  if (refusal.permanent && fromGoogle) return { kind: 'refused', permanent: true, reason };
  return { kind: 'refused', permanent: false, reason, ...tooFastIn(answer) };
}

/** What an answer says about asking less. The limit of one teacher holds by construction (DELIVERY 6): what is over is the client's. */
export function tooFastIn(answer: Answer): Pick<Refusal & { permanent: false }, 'throttled' | 'retryAfterMs'> {
  if (answer.kind === 'silent') return {};
  return {
    ...(isTooFast(answer) && { throttled: 'provider' as const }),
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
  };
}

function isTooFast({ status, body }: Extract<Answer, { kind: 'answered' }>): boolean {
  if (status === 429) return true;
  const reasons = status === 403 ? (OverQuota.safeParse(body).data?.error.errors ?? []) : [];
  return reasons.some(({ reason }) => overQuota.includes(reason));
}

/** FAILED_PRECONDITION answers a second delete, and a course that cannot be changed, which it then names. */
function isDeletedAlready({ body }: Extract<Answer, { kind: 'answered' }>): boolean {
  const envelope = Envelope.safeParse(body).data?.error;
  return envelope?.status === 'FAILED_PRECONDITION' && typeOf(envelope.message) === undefined;
}

/** Some messages begin with `@Type ` (facts: google-classroom.md, 1.4); the sentence behind it may name people. */
function typeOf(message: string | undefined): string | undefined {
  return /^@(\w{1,60}) /.exec(message ?? '')?.[1];
}
