import * as z from 'zod';
import { GraphRefusal } from './errors.ts';
import type { UserSeed } from './login.ts';
import { type Message, patchBody, postBody } from './message.ts';
import type { ListPage, MessageBook, PageKey, Place } from './message-book.ts';
import { rewrite, sanitise } from './sanitise.ts';
import type { Teams } from './teams.ts';

/** What the operations on channel messages need. */
export type OperationDeps = { readonly teams: Teams; readonly book: MessageBook; readonly rewritesHtml: () => boolean };

/** One request about a channel: by whom, where, when (milliseconds since 1970). */
export type Ask = { readonly user: UserSeed; readonly place: Place; readonly now: number };

/** About what a message may hold, by Microsoft's word; the whole of body, attachments and mentions is counted. */
export const MAX_MESSAGE_BYTES = 28 * 1024;

/** `POST messages`. */
export function post(deps: OperationDeps, { user, place, now }: Ask, input: unknown): Message {
  requirePlace(deps, user, place);
  deps.teams.requireWritable(place.teamId);
  requireSize(input);
  const { body, ...fields } = parse(postBody, input);
  return deps.book.create({
    ...place,
    ...fields,
    contentType: body.contentType,
    content: kept(deps, body),
    authorId: user.id,
    authorName: user.displayName ?? user.id,
    createdAt: now,
    modifiedAt: now,
    editedAt: null,
    deletedAt: null,
  });
}

/** `GET messages/{id}`; a removed message is still found. */
export function get(deps: OperationDeps, { user, place }: Ask, id: string): Message {
  requirePlace(deps, user, place);
  const found = deps.book.find(place, id);
  if (!found) throw new GraphRefusal(404, 'NotFound', 'Message not found.');
  return found;
}

/** `PATCH messages/{id}`: by the author alone, and an HTML body only together with what stands in it. */
export function patch(deps: OperationDeps, ask: Ask, id: string, input: unknown): Message {
  const found = ownMessage(deps, ask, id);
  requireSize(input);
  const { body, reactions, ...fields } = parse(patchBody, input);
  if (body?.contentType === 'html' && !(fields.attachments && fields.mentions && reactions)) {
    throw badRequest('Rich html messages require details of attachments, mentions and reactions.');
  }
  const changed = {
    ...found,
    ...(body && { contentType: body.contentType, content: kept(deps, body) }),
    subject: fields.subject === undefined ? found.subject : fields.subject,
    importance: fields.importance ?? found.importance,
    attachments: fields.attachments ?? found.attachments,
    mentions: fields.mentions ?? found.mentions,
    modifiedAt: ask.now,
    editedAt: ask.now,
  };
  deps.book.change(changed);
  return changed;
}

/** `POST messages/{id}/softDelete`: by the author alone. */
export function softDelete(deps: OperationDeps, ask: Ask, id: string): void {
  const found = ownMessage(deps, ask, id);
  deps.book.change({ ...found, deletedAt: ask.now, modifiedAt: ask.now });
}

const topSchema = z.coerce.number().int().min(1).max(50);
const pageKey = z.object({ modifiedAt: z.number(), id: z.string() });
const LIST_PARAMETERS = ['$top', '$expand', '$skiptoken'];

/** `GET messages`: newest activity first, 20 a page, at most 50, no filter and no order of one's own. */
export function list(
  deps: OperationDeps,
  { user, place, now }: Ask,
  query: Record<string, string>,
  lagMs: number,
): ListPage {
  const unknown = Object.keys(query).find((name) => !LIST_PARAMETERS.includes(name));
  if (unknown !== undefined) throw badRequest(`Query option '${unknown}' is not allowed.`);
  const top = parse(topSchema, query.$top ?? 20);
  requirePlace(deps, user, place);
  const after = query.$skiptoken === undefined ? {} : { after: readSkipToken(query.$skiptoken) };
  return deps.book.list(place, { top, ...after, createdUntil: now - lagMs });
}

/** The opaque token of the page that follows `key`. */
export function skipToken(key: PageKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function readSkipToken(token: string): PageKey {
  try {
    return pageKey.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    throw badRequest('The skip token is not valid.');
  }
}

function requirePlace({ teams }: OperationDeps, user: UserSeed, { teamId, channelId }: Place): void {
  teams.requireMember(teamId, channelId, user.id);
}

function ownMessage(deps: OperationDeps, ask: Ask, id: string): Message {
  const found = get(deps, ask, id);
  if (found.authorId !== ask.user.id) throw new GraphRefusal(403, 'Forbidden', 'Only the author may change a message.');
  deps.teams.requireWritable(ask.place.teamId);
  if (found.deletedAt !== null) throw new GraphRefusal(404, 'NotFound', 'The message has been deleted.');
  return found;
}

function kept(
  { rewritesHtml }: OperationDeps,
  { contentType, content }: { contentType: string; content: string },
): string {
  if (contentType !== 'html') return content;
  return rewritesHtml() ? rewrite(sanitise(content)) : sanitise(content);
}

function requireSize(input: unknown): void {
  if (Buffer.byteLength(JSON.stringify(input) ?? '') <= MAX_MESSAGE_BYTES) return;
  throw new GraphRefusal(413, 'RequestEntityTooLarge', 'Request Entity too large');
}

function parse<Out>(schema: z.ZodType<Out>, value: unknown): Out {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw badRequest(z.prettifyError(parsed.error));
}

function badRequest(message: string): GraphRefusal {
  return new GraphRefusal(400, 'BadRequest', message);
}
