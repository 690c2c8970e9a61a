import { SNSServiceException } from '@aws-sdk/client-sns';
import type { PostOutcome } from '../../deliveries/ports.ts';
import { silenceOf } from '../../platform/answer.ts';

/** Refusals that end by themselves. */
const temporary = ['Throttled', 'ThrottledException', 'KMSThrottling', 'ExpiredToken', 'RequestExpired'];

/**
 * What a failed publish means: 4xx is a definite refusal, anything else leaves doubt. Only the error's name and status are kept, for its
 * message may quote the request.
 */
export function failureOf(error: unknown): PostOutcome {
  const status = error instanceof SNSServiceException ? error.$metadata.httpStatusCode : undefined;
  if (!(error instanceof SNSServiceException) || status === undefined) return silent(error);
  const name = error.name.replace(/Exception$/, '');
  const reason = `SNS answered ${status} ${/^[\w.]{1,60}$/.test(name) ? name : ''}`.trim();
  if (status === 429 || /throttl/i.test(error.name)) {
    return { kind: 'refused', permanent: false, reason, throttled: 'provider' };
  }
  if (status >= 500 || status < 400) return { kind: 'doubt', reason };
  if (temporary.includes(error.name)) return { kind: 'refused', permanent: false, reason };
  return { kind: 'refused', permanent: true, reason: `${reason}: look at the topic and its policy` };
}

function silent(error: unknown): PostOutcome {
  const silence = silenceOf(error);
  const reason = `SNS could not be asked: ${silence.kind === 'silent' ? silence.why : 'unknown'}`;
  if (silence.kind === 'silent' && !silence.left) return { kind: 'refused', permanent: false, reason };
  return { kind: 'doubt', reason };
}
