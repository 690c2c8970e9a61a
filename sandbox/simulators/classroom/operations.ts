import * as z from 'zod';
import { type Announcement, PATCHABLE, createBody, patchBody } from './announcement.ts';
import type { AnnouncementBook, ListPage, PageKey } from './announcement-book.ts';
import type { Courses } from './courses.ts';
import { ClassroomRefusal } from './errors.ts';
import type { Caller } from './token-endpoint.ts';

/** What the five methods of `courses.announcements` need. Times are milliseconds since 1970. */
export type OperationDeps = { readonly courses: Courses; readonly book: AnnouncementBook };

/** One announcement of one course, asked for by somebody at some time. */
export type Ask = { readonly caller: Caller; readonly courseId: string; readonly now: number };

/** `announcements.create`: DRAFT unless the body says PUBLISHED. */
export function create({ courses, book }: OperationDeps, { caller, courseId, now }: Ask, body: unknown): Announcement {
  refuseUnsimulated(body);
  const fields = parse(createBody, body);
  courses.requireCourse(courseId);
  courses.requireTeacher(courseId, caller.email);
  courses.requireActive(courseId);
  return book.create({
    courseId,
    text: fields.text,
    links: fields.materials.map(({ link }) => ({ url: link.url, title: link.title ?? link.url })),
    state: fields.state,
    author: caller.email,
    projectId: caller.projectId,
    createdAt: now,
    updatedAt: now,
    ...(fields.state === 'PUBLISHED' && { publishedAt: now }),
  });
}

/** `announcements.get`. */
export function get({ courses, book }: OperationDeps, { caller, courseId }: Ask, id: string): Announcement {
  courses.requireCourse(courseId);
  courses.requireTeacher(courseId, caller.email);
  const found = book.find(courseId, id);
  if (!found) throw new ClassroomRefusal('NOT_FOUND', 'Requested entity was not found.');
  return found;
}

/** `announcements.patch`: the mask is required, and only the project that created the announcement may. */
export function patch(
  deps: OperationDeps,
  ask: Ask,
  id: string,
  mask: string | undefined,
  body: unknown,
): Announcement {
  const fields = maskedFields(mask);
  const found = ownAnnouncement(deps, ask, id);
  const wanted = parse(patchBody, body);
  const text = fields.includes('text') ? wanted.text : found.text;
  const state = fields.includes('state') ? wanted.state : found.state;
  if (text === undefined || state === undefined) throw invalid('A field named in updateMask is missing from the body.');
  if (found.state === 'PUBLISHED' && state === 'DRAFT')
    throw invalid('A published announcement cannot become a draft.');
  const published = found.publishedAt ?? (state === 'PUBLISHED' ? ask.now : undefined);
  const changed = {
    ...found,
    text,
    state,
    updatedAt: ask.now,
    ...(published !== undefined && { publishedAt: published }),
  };
  deps.book.change(changed);
  return changed;
}

/** `announcements.delete`: a second one is FAILED_PRECONDITION. */
export function remove(deps: OperationDeps, ask: Ask, id: string): void {
  const found = ownAnnouncement(deps, ask, id);
  deps.book.change({ ...found, state: 'DELETED', updatedAt: ask.now });
}

/** The query of `announcements.list`, as it arrives. */
export type ListAsk = {
  readonly announcementStates: readonly string[];
  readonly orderBy?: string | undefined;
  readonly pageSize?: string | undefined;
  readonly pageToken?: string | undefined;
};

const states = z.array(z.enum(['PUBLISHED', 'DRAFT', 'DELETED']));
const pageSize = z.coerce.number().int().min(0);
const pageKey = z.object({ updatedAt: z.number(), id: z.string() });

/** Google tells neither its default nor its maximum; small pages make callers page. */
const DEFAULT_PAGE = 20;
const MAX_PAGE = 100;

/** `announcements.list`: PUBLISHED only and last updated first unless asked otherwise. */
export function list(
  { courses, book }: OperationDeps,
  { caller, courseId, now }: Ask,
  query: ListAsk,
  lagMs: number,
): ListPage {
  courses.requireCourse(courseId);
  courses.requireTeacher(courseId, caller.email);
  const order = /^updateTime(?: (asc|desc))?$/.exec(query.orderBy ?? 'updateTime desc');
  if (!order) throw invalid('Invalid value for orderBy: only updateTime is supported.');
  const asked = parse(states, query.announcementStates);
  return book.list(courseId, {
    states: asked.length === 0 ? ['PUBLISHED'] : asked,
    ascending: order[1] !== 'desc',
    pageSize: Math.min(parse(pageSize, query.pageSize ?? 0) || DEFAULT_PAGE, MAX_PAGE),
    ...(query.pageToken !== undefined && { after: readPageToken(query.pageToken) }),
    createdUntil: now - lagMs,
  });
}

/** The opaque token for the page that follows `key`. */
export function pageToken(key: PageKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

function readPageToken(token: string): PageKey {
  try {
    return pageKey.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    throw invalid('Invalid page token.');
  }
}

function ownAnnouncement(deps: OperationDeps, ask: Ask, id: string): Announcement {
  const found = get(deps, ask, id);
  if (found.projectId !== ask.caller.projectId) {
    throw new ClassroomRefusal(
      'PERMISSION_DENIED',
      '@ProjectPermissionDenied The Developer Console project is not permitted to make this change.',
    );
  }
  if (found.state === 'DELETED') {
    throw new ClassroomRefusal(
      'FAILED_PRECONDITION',
      'Precondition check failed: the announcement is already deleted.',
    );
  }
  deps.courses.requireActive(ask.courseId);
  return found;
}

function maskedFields(mask: string | undefined): readonly string[] {
  const fields = (mask ?? '').split(',').filter((field) => field !== '');
  if (fields.length === 0) throw invalid('updateMask is required.');
  const allowed: readonly string[] = PATCHABLE;
  if (fields.every((field) => allowed.includes(field))) return fields;
  throw invalid(`Invalid update mask provided in the request: only ${allowed.join(', ')} can be patched.`);
}

function parse<Out>(schema: z.ZodType<Out>, value: unknown): Out {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(`Invalid JSON payload received. ${z.prettifyError(parsed.error)}`);
}

function invalid(message: string): ClassroomRefusal {
  return new ClassroomRefusal('INVALID_ARGUMENT', message);
}

/** Loud instead of silently different: these exist at Google and not here. */
const UNSIMULATED = ['scheduledTime', 'individualStudentsOptions'];

function refuseUnsimulated(body: unknown): void {
  const named = typeof body === 'object' && body !== null ? UNSIMULATED.find((field) => field in body) : undefined;
  if (named !== undefined) throw new ClassroomRefusal('UNIMPLEMENTED', `This simulator does not know ${named}.`);
}
