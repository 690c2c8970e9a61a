import { BellwetherError } from '../core/errors.ts';
import { TooManyTries } from '../declarations/break-glass/errors.ts';
import { MethodNotAllowed, Unauthenticated } from './errors.ts';
import type { Problem } from './contract/service.ts';

/** The one place that knows HTTP statuses: each problem's status and title. What is not listed here is a 500. */
export const problems: Readonly<Record<string, { readonly status: number; readonly title: string }>> = {
  'malformed-body': { status: 400, title: 'The body cannot be read' },
  'bad-query': { status: 400, title: 'The query has flaws' },
  'bad-cursor': { status: 400, title: 'The cursor is none of this list' },
  'bad-idempotency-key': { status: 400, title: 'An Idempotency-Key is needed' },
  unauthenticated: { status: 401, title: 'Sign in' },
  'needs-a-person': { status: 403, title: 'A person has to decide this' },
  'role-too-low': { status: 403, title: 'This takes another role' },
  'sign-in-again': { status: 403, title: 'The sign-in is too old for a decision' },
  'break-glass-refused': { status: 403, title: 'These halves do not open it' },
  'not-the-author': { status: 403, title: 'Its author can do this' },
  'approver-is-author': { status: 403, title: 'Somebody else has to approve' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'unknown-declaration': { status: 404, title: 'There is no such declaration' },
  'method-not-allowed': { status: 405, title: 'This address does not take this method' },
  'version-conflict': { status: 409, title: 'Somebody else changed it in between' },
  'changed-since-seen': { status: 409, title: 'It is not what was seen any more' },
  'day-already-declared': { status: 409, title: 'The day is already declared' },
  'not-open': { status: 409, title: 'Its state does not allow this' },
  'break-glass-spent': { status: 409, title: 'The set was used' },
  'break-glass-not-issued': { status: 409, title: 'There is no set in place' },
  'not-retryable': { status: 409, title: 'The delivery cannot be retried' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has the wrong type' },
  'invalid-input': { status: 422, title: 'The input has flaws' },
  'findings-need-reason': { status: 422, title: 'Findings need a written reason' },
  'blocked-by-law': { status: 422, title: 'The law does not allow it' },
  'idempotency-mismatch': { status: 422, title: 'This key came with another body' },
  'entry-too-large': { status: 422, title: 'The declaration is too long for the record' },
  'report-too-large': { status: 422, title: 'The report is longer than one answer' },
  'too-many-tries': { status: 429, title: 'Too many tries' },
  'internal-error': { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Something we stand on does not answer' },
};

/** An answer of RFC 9457, with the headers that belong to it. */
export type ProblemAnswer = {
  readonly status: number;
  readonly body: Problem;
  readonly headers: Readonly<Record<string, string>>;
};

const problem = (slug: string, detail: string, members: Readonly<Record<string, unknown>>): ProblemAnswer['body'] => {
  const { status, title } = problems[slug] ?? { status: 500, title: '' };
  return { ...members, type: `/problems/${slug}`, title, status, detail };
};

/** What a caller is told of an error. A fault of ours says nothing of its insides: its request id leads to the log. */
export function problemOf(error: unknown, requestId: string): ProblemAnswer {
  if (!(error instanceof BellwetherError) || problems[error.problem] === undefined) {
    const detail = `This is our fault. Repeat the request; if it fails again, report the request id ${requestId}.`;
    return { status: 500, body: problem('internal-error', detail, { requestId }), headers: {} };
  }
  const body = problem(error.problem, clipped(error.message, 4_000), withFewFlaws(error.data));
  return { status: body.status, body, headers: headersOf(error) };
}

function headersOf(error: BellwetherError): Record<string, string> {
  if (error instanceof Unauthenticated) return { 'www-authenticate': error.challenge };
  if (error instanceof MethodNotAllowed) return { allow: error.allow.join(', ') };
  if (error instanceof TooManyTries) return { 'retry-after': String(error.data['retryAfterSeconds']) };
  return error.problem === 'unavailable' ? { 'retry-after': '30' } : {};
}

/** A body can be wrong in ten thousand places; nobody reads more than these. */
const shownFlaws = 100;

function withFewFlaws(data: BellwetherError['data']): BellwetherError['data'] {
  const { flaws } = data;
  if (!Array.isArray(flaws)) return data;
  const few = flaws.slice(0, shownFlaws).map((flaw: unknown) => clippedTexts(flaw));
  return { ...data, flaws: few, ...(flaws.length > shownFlaws ? { furtherFlaws: flaws.length - shownFlaws } : {}) };
}

function clippedTexts(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]: [string, unknown]): [string, unknown] => [
    name,
    typeof member === 'string' ? clipped(member, 300) : member,
  ]);
  return Object.fromEntries(members);
}

function clipped(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
