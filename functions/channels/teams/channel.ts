import type { DeliveryChannel, EditOutcome, PostOutcome, ReadOutcome } from '../../deliveries/ports.ts';
import { readyToSpeak, type Spoken, speakAsFirstAble } from '../../platform/accounts.ts';
import type { Answer } from '../../platform/answer.ts';
import type { Target } from '../../roster/roster.ts';
import type { Graph } from './graph.ts';
import { lookThrough } from './look.ts';
import { editOutcome, isForbidden, postOutcome, readOutcome, removeOutcome } from './outcomes.ts';
import type { TokenKeeper } from './token-keeper.ts';

export type TeamsChannelDeps = { readonly graph: Graph; readonly tokens: TokenKeeper };

/** As many messages as Graph lists at once. */
const PAGE_SIZE = 50;

/**
 * Posts messages to channels of teams as a service user who is a member. A target is a channel: `targetId` its id, `parentId` its
 * team's, `postAs` service users. Graph has no drafts.
 */
export function teamsChannel({ graph, tokens }: TeamsChannelDeps): DeliveryChannel {
  const speak = (target: Target, signal: AbortSignal, ask: (token: string) => Promise<Answer>): Promise<Spoken> =>
    speakAsFirstAble({ accounts: target.postAs, tokens, signal, ask, isForbidden });

  return {
    name: 'teams',
    ready: ({ postAs }) => readyToSpeak({ accounts: postAs, tokens }),
    post: async (target, { text, subject }, signal) => {
      const message = { ...(subject !== undefined && { subject }), body: { contentType: 'html', content: text } };
      return within(target, postOutcome, (messages) =>
        speak(target, signal, (token) => graph.post(token, messages, message, signal)),
      );
    },
    remove: async (target, providerId, signal) => {
      const read = (answer: Answer, account: string): PostOutcome => removeOutcome(answer, providerId, account);
      return within(target, read, (messages) => {
        const path = `${messages}/${encodeURIComponent(providerId)}/softDelete`;
        return speak(target, signal, (token) => graph.post(token, path, {}, signal));
      });
    },
    // Its members may neither change nor, but for its owners, remove what our service users wrote.
    othersMayEdit: false,
    edit: async (target, providerId, { text }, signal) => {
      // Graph takes an HTML body only together with what stands in it, and ours has none of that.
      const change = { body: { contentType: 'html', content: text }, attachments: [], mentions: [], reactions: [] };
      return about(target, providerId, editOutcome, (message) =>
        speak(target, signal, (token) => graph.patch(token, message, change, signal)),
      );
    },
    read: async (target, providerId, known, signal) =>
      about(
        target,
        providerId,
        (answer) => readOutcome(answer, known),
        (message) => speak(target, signal, (token) => graph.get(token, message, signal)),
      ),
    look: async (target, look, signal) => {
      const messages = messagesOf(target);
      if (messages === undefined) return { kind: 'unable', reason: NO_TEAM };
      const first = `${messages}?$top=${PAGE_SIZE}`;
      const spoken = await speak(target, signal, (token) => graph.get(token, first, signal));
      if (spoken.kind === 'refused') return { kind: 'unable', reason: spoken.reason };
      const { token, answer } = spoken;
      return lookThrough(answer, look, {
        ours: tokens.userIdsOf(target.postAs),
        page: async (nextLink) => {
          const path = graph.pathOf(nextLink);
          return path === undefined ? undefined : graph.get(token, path, signal);
        },
      });
    },
  };
}

const NO_TEAM = 'the roster names no team for this channel: add its parentId';

function messagesOf({ parentId, targetId }: Target): string | undefined {
  if (parentId === undefined) return undefined;
  return `/teams/${encodeURIComponent(parentId)}/channels/${encodeURIComponent(targetId)}/messages`;
}

/** Asks about one message by its id. */
function about<O extends EditOutcome | ReadOutcome>(
  target: Target,
  providerId: string,
  read: (answer: Answer) => O,
  speak: (message: string) => Promise<Spoken>,
): Promise<O | Refusal> {
  return within(target, read, (messages) => speak(`${messages}/${encodeURIComponent(providerId)}`));
}

type Refusal = Extract<PostOutcome, { kind: 'refused' }>;

async function within<O extends object>(
  target: Target,
  read: (answer: Answer, account: string) => O,
  speak: (messages: string) => Promise<Spoken>,
): Promise<O | Refusal> {
  const messages = messagesOf(target);
  if (messages === undefined) return { kind: 'refused', permanent: true, reason: NO_TEAM };
  const spoken = await speak(messages);
  if (spoken.kind === 'spoken') return read(spoken.answer, spoken.account);
  const { permanent, reason, retryAfterMs } = spoken;
  if (permanent) return { kind: 'refused', permanent, reason };
  return { kind: 'refused', permanent, reason, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
