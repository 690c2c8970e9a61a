import * as z from 'zod';
import { sameWords } from '../../core/marker.ts';
import type { EditOutcome, Failure, PostOutcome, ReadOutcome } from '../../deliveries/ports.ts';
import type { Answer } from '../../platform/answer.ts';
import { plainText } from './plain-text.ts';

/** Graph's error envelope. Without it a 4xx comes from something on the way and says nothing about the channel. */
const Envelope = z.object({ error: z.object({ code: z.string().regex(/^\w{1,60}$/) }) });

const Made = z.object({ id: z.string().min(1) });

/** What each of Graph's refusals means; nothing was posted. A status that is not here leaves doubt. */
const refusals: Readonly<Record<number, { readonly permanent: boolean; readonly words: string }>> = {
  400: { permanent: true, words: 'Teams does not take this post' },
  401: { permanent: false, words: 'Teams did not accept the access token' },
  403: {
    permanent: true,
    words: 'the service user may not post here: look whether it is a member and the team is not archived',
  },
  404: { permanent: true, words: 'Teams knows no such team, channel or message' },
  405: { permanent: true, words: 'Teams takes no posts here' },
  409: { permanent: false, words: 'Teams was changing the channel at that moment' },
  410: { permanent: true, words: 'the team or channel is gone' },
  413: { permanent: true, words: 'the post is too long for Teams' },
  423: { permanent: false, words: 'the channel is locked at the moment' },
  429: { permanent: false, words: 'Teams asks for fewer requests' },
};

/** What became of a POST of a message. */
export function postOutcome(answer: Answer, postedAs: string): PostOutcome {
  if (answer.kind === 'silent' || !isSuccess(answer)) return failure(answer);
  const made = Made.safeParse(answer.body);
  if (made.success) return { kind: 'sent', providerId: made.data.id, postedAs };
  return { kind: 'doubt', reason: `Teams answered ${answer.status}, and the answer cannot be read` };
}

/** What became of a soft delete: a message that is gone already is as good as removed. */
export function removeOutcome(answer: Answer, providerId: string, postedAs: string): PostOutcome {
  return isSuccess(answer) || isGone(answer) ? { kind: 'sent', providerId, postedAs } : failure(answer);
}

/** What became of a PATCH of a message, which only its author may make. */
export function editOutcome(answer: Answer): EditOutcome {
  if (isSuccess(answer)) return { kind: 'edited' };
  if (isGone(answer)) return { kind: 'removed' };
  const failed = failure(answer);
  if (failed.kind === 'refused' && failed.permanent && isForbidden(answer)) {
    const reason = `the service user may not change this post: another one wrote it, or the team is archived (${inWords(answer)})`;
    return { kind: 'refused', permanent: true, reason };
  }
  return failed;
}

const Stands = z.object({ deletedDateTime: z.string().nullish(), body: z.object({ content: z.string().nullish() }) });

/** Which of these texts a message shows, by what a reader sees of it. A read changes nothing: whatever is not an answer is no reading. */
export function readOutcome(answer: Answer, known: readonly string[]): ReadOutcome {
  if (isGone(answer)) return { kind: 'removed' };
  if (!isSuccess(answer)) return failure(answer);
  const read = Stands.safeParse(answer.kind === 'answered' ? answer.body : undefined);
  if (!read.success) return { kind: 'doubt', reason: 'Teams sent a message that cannot be read' };
  // A removed message is still shown, without its words.
  if (read.data.deletedDateTime != null) return { kind: 'removed' };
  const text = plainText(read.data.body.content ?? '');
  const shows = known.findIndex((html) => sameWords(plainText(html), text));
  return shows < 0 ? { kind: 'read' } : { kind: 'read', shows };
}

function isGone(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status === 404 && isFromGraph(answer);
}

/** A definite refusal of the service user that asked: another one may be a member. */
export function isForbidden(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status === 403 && isFromGraph(answer);
}

/** Whether the answer is 2xx. */
export function isSuccess(answer: Answer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}

/** An answer in words that may be kept: status, Graph's code and request id, never its sentence. */
export function inWords(answer: Answer): string {
  if (answer.kind === 'silent') return `Teams could not be asked: ${answer.why}`;
  const code = Envelope.safeParse(answer.body).data?.error.code;
  const request = answer.requestId === undefined ? undefined : `request ${answer.requestId}`;
  return [`Teams answered ${answer.status}`, code, request].filter((part) => part !== undefined).join(' ');
}

function failure(answer: Answer): Failure {
  if (answer.kind === 'silent') {
    if (answer.left) return { kind: 'doubt', reason: inWords(answer) };
    return { kind: 'refused', permanent: false, reason: inWords(answer) };
  }
  const refusal = refusals[answer.status];
  if (refusal === undefined) return { kind: 'doubt', reason: inWords(answer) };
  const reason = `${refusal.words} (${inWords(answer)})`;
  if (refusal.permanent && (answer.status === 413 || isFromGraph(answer)))
    return { kind: 'refused', permanent: true, reason };
  return {
    kind: 'refused',
    permanent: false,
    reason,
    ...tooFastIn(answer),
  };
}

type TooFastIn = Pick<Extract<PostOutcome, { permanent: false }>, 'throttled' | 'retryAfterMs'>;

/** What an answer says about asking less. Graph does not say which of its limits it was; the channel's and the team's are the tight ones (DELIVERY 6). */
export function tooFastIn(answer: Answer): TooFastIn {
  if (answer.kind === 'silent') return {};
  return {
    ...(answer.status === 429 && { throttled: 'parent' as const }),
    ...(answer.retryAfterMs !== undefined && { retryAfterMs: answer.retryAfterMs }),
  };
}

function isFromGraph({ body }: Extract<Answer, { kind: 'answered' }>): boolean {
  return Envelope.safeParse(body).success;
}
