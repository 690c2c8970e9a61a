import * as z from 'zod';

const link = z.object({ url: z.string().min(1).max(2024), title: z.string().optional() });

/** An announcement as the simulator keeps it. Times are milliseconds since 1970. */
export const announcementRow = z.object({
  courseId: z.string(),
  id: z.string(),
  text: z.string(),
  links: z.array(z.object({ url: z.string(), title: z.string() })),
  state: z.enum(['PUBLISHED', 'DRAFT', 'DELETED']),
  /** E-mail of the teacher posted as. */
  author: z.string(),
  /** The developer project that created it: only that one may change or delete it. */
  projectId: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  publishedAt: z.number().optional(),
});

/** One row of the simulator's journal. */
export type Announcement = z.infer<typeof announcementRow>;

/** Google ignores these in a body. */
const readOnly = {
  courseId: z.unknown().optional(),
  id: z.unknown().optional(),
  alternateLink: z.unknown().optional(),
  creationTime: z.unknown().optional(),
  updateTime: z.unknown().optional(),
  creatorUserId: z.unknown().optional(),
};

const text = z.string().min(1).max(30_000);

/** What a create may say: unknown fields are refused, read-only ones ignored, and without `state` it is a DRAFT. */
export const createBody = z.strictObject({
  text,
  materials: z.array(z.strictObject({ link })).max(20).default([]),
  state: z.enum(['PUBLISHED', 'DRAFT']).default('DRAFT'),
  assigneeMode: z.literal('ALL_STUDENTS').optional(),
  ...readOnly,
});

/** What a patch may say of the fields in its mask. */
export const patchBody = z.object({ text: text.optional(), state: z.enum(['PUBLISHED', 'DRAFT']).optional() });

/** The fields a mask may name. `scheduledTime` is patchable at Google and not simulated. */
export const PATCHABLE = ['text', 'state'] as const;

/** The announcement as the API shows it. */
export function announcementView(row: Announcement, creatorUserId: string): Record<string, unknown> {
  return {
    courseId: row.courseId,
    id: row.id,
    text: row.text,
    ...(row.links.length > 0 && { materials: row.links.map((shown) => ({ link: shown })) }),
    state: row.state,
    // Filled for published posts only.
    ...(row.state === 'PUBLISHED' && { alternateLink: `https://classroom.google.com/c/${row.courseId}/p/${row.id}` }),
    creationTime: new Date(row.createdAt).toISOString(),
    updateTime: new Date(row.updatedAt).toISOString(),
    assigneeMode: 'ALL_STUDENTS',
    creatorUserId,
  };
}
