import * as z from 'zod';
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

/** Only a member may see a team. What it answers with is its description, of which nothing else is read. */
const Team = z.object({ isArchived: z.boolean().nullish() });

/**
 * How Teams looks at its own right to post: each service user's sign-in, and whether it sees a team. Reading in a channel would take the one
 * request a second that a post there may need; a team's own description is counted apart.
 */
export function teamsProbe({ graph, tokens, serviceUsers }: TeamsProbeDeps): ChannelProbe {
  return {
    accounts: serviceUsers,
    account: async (serviceUser) => ofToken(await tokens.renewed(serviceUser)),
    placePermit: 'other',
    place: async ({ parentId, postAs }: Target, signal) => {
      if (parentId === undefined) return { kind: 'unable', code: 'class-gone' };
      const path = `/teams/${encodeURIComponent(parentId)}?$select=id,isArchived`;
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
  if (isSuccess(answer)) {
    const team = answer.kind === 'answered' ? Team.safeParse(answer.body).data : undefined;
    // A team is archived when its class is over: nobody can post there.
    return team?.isArchived === true ? { kind: 'unable', code: 'class-gone' } : { kind: 'able' };
  }
  const code = answer.kind === 'answered' ? statuses[answer.status] : undefined;
  // A 403 without Graph's envelope comes from something on the way.
  const isTold = code !== undefined && (code !== 'not-a-member' || isForbidden(answer));
  return isTold ? { kind: 'unable', code } : { kind: 'untold', why: inWords(answer) };
}
