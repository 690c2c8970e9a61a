import type { ChannelProbe } from '../../deliveries/ports.ts';
import { speakAsFirstAble, type TokenOutcome } from '../../platform/accounts.ts';
import type { Answer } from '../../platform/answer.ts';
import type { CheckCode, CheckOutcome } from '../../readiness/channel-check.ts';
import type { Target } from '../../roster/roster.ts';
import type { Graph } from './graph.ts';
import { inWords, isForbidden, isSuccess } from './outcomes.ts';
import type { TokenKeeper } from './token-keeper.ts';

export type TeamsProbeDeps = {
  readonly graph: Graph;
  readonly tokens: TokenKeeper;
  /** Each of them serves teams of its own, so each must be able to post. */
  readonly serviceUsers: readonly string[];
};

const statuses: Readonly<Record<number, CheckCode>> = {
  401: 'not-accepted',
  403: 'not-a-member',
  404: 'class-gone',
  410: 'class-gone',
};

/** How Teams looks at its own right to post: each service user's sign-in, and one message read in a channel of a team. */
export function teamsProbe({ graph, tokens, serviceUsers }: TeamsProbeDeps): ChannelProbe {
  return {
    accounts: serviceUsers,
    account: async (serviceUser) => ofToken(await tokens.renewed(serviceUser)),
    place: async ({ targetId, parentId, postAs }: Target, signal) => {
      if (parentId === undefined) return { kind: 'unable', code: 'class-gone' };
      const path = `/teams/${encodeURIComponent(parentId)}/channels/${encodeURIComponent(targetId)}/messages?$top=1`;
      const ask = (token: string): Promise<Answer> => graph.get(token, path, signal);
      const spoken = await speakAsFirstAble({ accounts: postAs, tokens, signal, ask, isForbidden });
      return spoken.kind === 'spoken' ? ofAnswer(spoken.answer) : ofToken(spoken);
    },
  };
}

function ofToken(outcome: TokenOutcome): CheckOutcome {
  if (outcome.kind === 'token') return { kind: 'able' };
  if (!outcome.permanent) return { kind: 'untold', why: outcome.reason };
  return { kind: 'unable', code: outcome.error === 'invalid_grant' ? 'sign-in-ended' : 'not-accepted' };
}

function ofAnswer(answer: Answer): CheckOutcome {
  if (isSuccess(answer)) return { kind: 'able' };
  const code = answer.kind === 'answered' ? statuses[answer.status] : undefined;
  // A 403 without Graph's envelope comes from something on the way.
  const isTold = code !== undefined && (code !== 'not-a-member' || isForbidden(answer));
  return isTold ? { kind: 'unable', code } : { kind: 'untold', why: inWords(answer) };
}
