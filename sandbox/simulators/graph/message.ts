import * as z from 'zod';

const parts = z.array(z.looseObject({ id: z.union([z.string(), z.number()]).optional() }));
const importance = z.enum(['normal', 'high', 'urgent']);

/** A channel message as the simulator keeps it. Times are milliseconds since 1970. */
export const messageRow = z.object({
  kind: z.literal('message'),
  teamId: z.string(),
  channelId: z.string(),
  id: z.string(),
  contentType: z.enum(['text', 'html']),
  content: z.string(),
  attachments: parts,
  mentions: parts,
  subject: z.string().nullable(),
  importance,
  authorId: z.string(),
  authorName: z.string(),
  createdAt: z.number(),
  modifiedAt: z.number(),
  editedAt: z.number().nullable(),
  deletedAt: z.number().nullable(),
});

/** One message row of the simulator's journal. */
export type Message = z.infer<typeof messageRow>;

const body = z.strictObject({ contentType: z.enum(['text', 'html']).default('text'), content: z.string().min(1) });

/** What a POST may say; only the body is mandatory. */
export const postBody = z.strictObject({
  subject: z.string().nullable().default(null),
  importance: importance.default('normal'),
  body,
  attachments: parts.default([]),
  mentions: parts.default([]),
});

/** What a PATCH by the author may say. */
export const patchBody = z
  .strictObject({
    subject: z.string().nullable(),
    importance,
    body,
    attachments: parts,
    mentions: parts,
    reactions: z.array(z.unknown()),
  })
  .partial();

/** The message as the API shows it. A removed one is still shown, without its words. */
export function messageView(row: Message): Record<string, unknown> {
  const { teamId, channelId, id } = row;
  return {
    id,
    replyToId: null,
    etag: String(row.modifiedAt),
    messageType: 'message',
    createdDateTime: new Date(row.createdAt).toISOString(),
    lastModifiedDateTime: new Date(row.modifiedAt).toISOString(),
    lastEditedDateTime: timeOrNull(row.editedAt),
    deletedDateTime: timeOrNull(row.deletedAt),
    subject: row.subject,
    summary: null,
    chatId: null,
    importance: row.importance,
    locale: 'en-us',
    webUrl: `https://teams.microsoft.com/l/message/${encodeURIComponent(channelId)}/${id}?groupId=${teamId}&createdTime=${id}`,
    policyViolation: null,
    from: {
      application: null,
      device: null,
      user: { id: row.authorId, displayName: row.authorName, userIdentityType: 'aadUser' },
    },
    body: { contentType: row.contentType, content: row.deletedAt === null ? row.content : '' },
    channelIdentity: { teamId, channelId },
    attachments: row.attachments,
    mentions: row.mentions,
    reactions: [],
  };
}

function timeOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString();
}
