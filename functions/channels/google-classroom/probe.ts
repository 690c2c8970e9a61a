import type { ChannelProbe } from '../../deliveries/ports.ts';
import { type AccountTokens, speakAsFirstAble, type TokenOutcome } from '../../platform/accounts.ts';
import type { Answer } from '../../platform/answer.ts';
import type { CheckCode, CheckOutcome } from '../../readiness/channel-check.ts';
import type { ClassroomApi } from './api.ts';
import { inWords, isForbidden, isSuccess } from './outcomes.ts';

export type ClassroomProbeDeps = {
  readonly api: ClassroomApi;
  /** Tokens that nothing has been kept of yet: a grant that is gone is not seen by a token from before. */
  readonly tokens: AccountTokens;
};

/** Google's refusals of a token: of the client, whose grant is gone, or of the teacher. */
const refusals: Readonly<Record<string, CheckCode>> = {
  unauthorized_client: 'grant-removed',
  invalid_client: 'grant-removed',
  invalid_scope: 'grant-removed',
  access_denied: 'grant-removed',
  invalid_grant: 'account-disabled',
};

const statuses: Readonly<Record<number, CheckCode>> = {
  401: 'not-accepted',
  403: 'not-a-member',
  404: 'class-gone',
};

/** How Classroom looks at its own right to post: tokens of teachers, and one list of a course as its first teacher who may. */
export function classroomProbe({ api, tokens }: ClassroomProbeDeps): ChannelProbe {
  return {
    account: async (teacher) => ofToken(await tokens.tokenFor(teacher)),
    place: async ({ targetId, postAs }, signal) => {
      const ask = (token: string): Promise<Answer> => api.list(token, targetId, ['PUBLISHED'], undefined, signal);
      const spoken = await speakAsFirstAble({ accounts: postAs, tokens, signal, ask, isForbidden });
      return spoken.kind === 'spoken' ? ofAnswer(spoken.answer) : ofToken(spoken);
    },
  };
}

function ofToken(outcome: TokenOutcome): CheckOutcome {
  if (outcome.kind === 'token') return { kind: 'able' };
  const { permanent, error, reason } = outcome;
  if (!permanent) return { kind: 'untold', why: reason };
  return { kind: 'unable', code: refusals[error ?? ''] ?? 'not-accepted' };
}

function ofAnswer(answer: Answer): CheckOutcome {
  if (isSuccess(answer)) return { kind: 'able' };
  const code = answer.kind === 'answered' ? statuses[answer.status] : undefined;
  // A 403 or 404 without Google's envelope comes from something on the way.
  const isTold = code !== undefined && (code !== 'not-a-member' || isForbidden(answer));
  return isTold ? { kind: 'unable', code } : { kind: 'untold', why: inWords(answer) };
}
