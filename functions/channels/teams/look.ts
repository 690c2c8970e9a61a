import * as z from 'zod';
import { beginsWith, holdsMarker } from '../../core/marker.ts';
import { parseInstant } from '../../core/time.ts';
import type { Found, Look, LookOutcome } from '../../deliveries/ports.ts';
import type { Answer } from '../../platform/answer.ts';
import { inWords, isSuccess, tooFastIn } from './outcomes.ts';
import { plainText } from './plain-text.ts';

const EpochMs = z.iso.datetime({ offset: true }).transform((text) => parseInstant(text).epochMilliseconds);

const Message = z.object({
  id: z.string().min(1),
  createdDateTime: EpochMs,
  lastModifiedDateTime: EpochMs.nullish(),
  deletedDateTime: z.string().nullish(),
  from: z.object({ user: z.object({ id: z.string() }).nullish() }).nullish(),
  body: z.object({ content: z.string().nullish() }),
  attachments: z.unknown().optional(),
});
type Message = z.infer<typeof Message>;

const Page = z.object({ value: z.array(Message), '@odata.nextLink': z.string().optional() });

/** How a look reads one channel; the first page is there already. */
export type ChannelReader = {
  /** Undefined when the link leads elsewhere. */
  page(nextLink: string): Promise<Answer | undefined>;
  /** Directory ids of our service users: what they wrote is ours. */
  readonly ours: ReadonlySet<string>;
};

/** A channel with more pages than this is not searched to its end: a person has to look. */
const MAX_PAGES = 40;

/**
 * Finds the messages of a channel that carry our marker under our opening. Other people's words are read here and go no further. Graph
 * orders by the activity of whole conversations and tells only a message's own, so a page counts by its newest.
 */
export async function lookThrough(first: Answer, look: Look, reader: ChannelReader): Promise<LookOutcome> {
  const found: Found[] = [];
  let answer = first;
  for (let pages = 1; ; pages += 1) {
    if (!isSuccess(answer)) return { ...unable(inWords(answer)), ...tooFastIn(answer) };
    const page = Page.safeParse(answer.kind === 'answered' ? answer.body : undefined);
    if (!page.success) return unable('Teams sent a list that cannot be read');
    const { value: messages, '@odata.nextLink': nextLink } = page.data;
    found.push(
      ...messages.filter((message) => isCandidate(message, look)).map((message) => asFound(message, reader.ours)),
    );
    if (nextLink === undefined || (messages.length > 0 && Math.max(...messages.map(activityOf)) < look.notBeforeMs))
      break;
    if (pages === MAX_PAGES) return unable('the channel has too many messages to look through');
    if (look.more !== undefined && !(await look.more()))
      return unable('there was no time to look through the whole channel');
    const next = await reader.page(nextLink);
    if (next === undefined) return unable('the list goes on at an address that is not Graph’s: it was not followed');
    answer = next;
  }
  return { kind: 'looked', found };
}

function isCandidate({ deletedDateTime, body, attachments }: Message, { deliveryId, openings }: Look): boolean {
  // Removed messages are still listed, without their words.
  if (deletedDateTime != null) return false;
  const content = body.content ?? '';
  const text = plainText(content);
  return (
    holdsMarker([content, JSON.stringify(attachments ?? null)], deliveryId) &&
    openings.some((opening) => beginsWith(text, opening))
  );
}

function asFound({ id, createdDateTime, from }: Message, ours: ReadonlySet<string>): Found {
  const author = from?.user?.id;
  return {
    providerId: id,
    createdMs: createdDateTime,
    provablyOurs: author !== undefined && ours.has(author),
    draft: false,
  };
}

function activityOf({ createdDateTime, lastModifiedDateTime }: Message): number {
  return Math.max(createdDateTime, lastModifiedDateTime ?? 0);
}

function unable(reason: string): Extract<LookOutcome, { kind: 'unable' }> {
  return { kind: 'unable', reason };
}
