import type { DeliveryChannel, PostOutcome } from '../../deliveries/ports.ts';
import { type AccountTokens, readyToSpeak, type Spoken, speakAsFirstAble } from '../../platform/accounts.ts';
import type { Answer } from '../../platform/answer.ts';
import type { Target } from '../../roster/roster.ts';
import type { ClassroomApi, NewAnnouncement } from './api.ts';
import { lookThrough } from './look.ts';
import { editOutcome, isForbidden, postOutcome, readOutcome, removeOutcome } from './outcomes.ts';

export type ClassroomChannelDeps = { readonly api: ClassroomApi; readonly tokens: AccountTokens };

/**
 * Posts announcements to courses as the first listed teacher who may, and changes or removes only what our own project made. A target
 * is a course: `targetId` its id, `postAs` the addresses of its teachers, the owner first.
 */
export function classroomChannel({ api, tokens }: ClassroomChannelDeps): DeliveryChannel {
  const speak = (target: Target, signal: AbortSignal, ask: (token: string) => Promise<Answer>): Promise<Spoken> =>
    speakAsFirstAble({ accounts: target.postAs, tokens, signal, ask, isForbidden });

  const create = async (target: Target, post: NewAnnouncement, signal: AbortSignal): Promise<PostOutcome> => {
    const spoken = await speak(target, signal, (token) => api.create(token, target.targetId, post, signal));
    return outcomeOf(spoken, postOutcome);
  };

  return {
    name: 'google-classroom',
    ready: ({ postAs }) => readyToSpeak({ accounts: postAs, tokens }),
    post: (target, { text, link }, signal) => create(target, { text, link, state: 'PUBLISHED' }, signal),
    draft: (target, { text, link }, signal) => create(target, { text, link, state: 'DRAFT' }, signal),
    publish: async (target, providerId, signal) => {
      const change = { state: 'PUBLISHED' } as const;
      const spoken = await speak(target, signal, (token) =>
        api.patch(token, target.targetId, providerId, change, signal),
      );
      return outcomeOf(spoken, postOutcome);
    },
    remove: async (target, providerId, signal) => {
      const spoken = await speak(target, signal, (token) => api.remove(token, target.targetId, providerId, signal));
      return outcomeOf(spoken, (answer, account) => removeOutcome(answer, providerId, account));
    },
    // Every teacher of a course may rewrite what stands in it.
    othersMayEdit: true,
    edit: async (target, providerId, { text }, signal) => {
      const spoken = await speak(target, signal, (token) =>
        api.patch(token, target.targetId, providerId, { text }, signal),
      );
      return spoken.kind === 'spoken' ? editOutcome(spoken.answer) : refusalOf(spoken);
    },
    read: async (target, providerId, known, signal) => {
      const spoken = await speak(target, signal, (token) => api.get(token, target.targetId, providerId, signal));
      return spoken.kind === 'spoken' ? readOutcome(spoken.answer, known) : refusalOf(spoken);
    },
    look: async (target, look, signal) => {
      const { targetId } = target;
      const states = look.drafts ? (['PUBLISHED', 'DRAFT'] as const) : (['PUBLISHED'] as const);
      const spoken = await speak(target, signal, (token) => api.list(token, targetId, states, undefined, signal));
      if (spoken.kind === 'refused') return { kind: 'unable', reason: spoken.reason };
      const { token, answer } = spoken;
      return lookThrough(answer, look, {
        page: (page) => api.list(token, targetId, states, page, signal),
        prove: (id, text) => api.patch(token, targetId, id, { text }, signal),
      });
    },
  };
}

function outcomeOf(spoken: Spoken, read: (answer: Answer, account: string) => PostOutcome): PostOutcome {
  return spoken.kind === 'spoken' ? read(spoken.answer, spoken.account) : refusalOf(spoken);
}

function refusalOf(spoken: Extract<Spoken, { kind: 'refused' }>): Extract<PostOutcome, { kind: 'refused' }> {
  const { permanent, reason, retryAfterMs } = spoken;
  if (permanent) return { kind: 'refused', permanent, reason };
  return { kind: 'refused', permanent, reason, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
