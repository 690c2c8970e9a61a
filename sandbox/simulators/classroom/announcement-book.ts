import type { Journal } from '../vendor/journal.ts';
import type { SimulatedPost } from '../vendor/posts.ts';
import type { Announcement } from './announcement.ts';

/** Which announcements of a course to list: Google's defaults are filled in by the route. */
export type ListQuery = {
  readonly states: readonly Announcement['state'][];
  readonly ascending: boolean;
  readonly pageSize: number;
  /** Where the page before ended. */
  readonly after?: PageKey;
  /** Announcements created later than this are left out: the list lags. */
  readonly createdUntil: number;
};

/** The place of an announcement in a list by update time. */
export type PageKey = { readonly updatedAt: number; readonly id: string };

/** A page, and where the next one begins when there is one. */
export type ListPage = { readonly rows: readonly Announcement[]; readonly next?: PageKey };

/** All announcements of all courses. Each change is in the journal before the caller goes on. */
export type AnnouncementBook = {
  create(fields: Omit<Announcement, 'id'>): Announcement;
  find(courseId: string, id: string): Announcement | undefined;
  change(changed: Announcement): void;
  list(courseId: string, query: ListQuery): ListPage;
  posts(): SimulatedPost[];
};

/** Ids begin here, so that they look like Google's; they are unique per course and over restarts. */
const FIRST_ID = 600_000_000_001;

/** The announcements found in `journal`, and what is added to it from now on. */
export function announcementBook(journal: Journal<Announcement>): AnnouncementBook {
  const courses = new Map<string, Map<string, Announcement>>();
  let nextId = FIRST_ID;
  const keep = (row: Announcement): void => {
    const course = courses.get(row.courseId) ?? new Map<string, Announcement>();
    courses.set(row.courseId, course);
    course.set(row.id, row);
    nextId = Math.max(nextId, Number(row.id) + 1);
  };
  const write = (row: Announcement): void => {
    journal.append(row);
    keep(row);
  };
  for (const row of journal.found) keep(row);
  return {
    create(fields) {
      const row = { ...fields, id: String(nextId) };
      write(row);
      return row;
    },
    find: (courseId, id) => courses.get(courseId)?.get(id),
    change: write,
    list: (courseId, query) => page(Array.from(courses.get(courseId)?.values() ?? []), query),
    posts: () => Array.from(courses.values(), (course) => Array.from(course.values(), asPost)).flat(),
  };
}

function page(all: readonly Announcement[], query: ListQuery): ListPage {
  const sign = query.ascending ? 1 : -1;
  const order = (a: PageKey, b: PageKey): number => sign * (a.updatedAt - b.updatedAt || Number(a.id) - Number(b.id));
  const { after } = query;
  const rows = all
    .filter((row) => query.states.includes(row.state) && row.createdAt <= query.createdUntil)
    .filter((row) => after === undefined || order(row, after) > 0)
    .toSorted(order);
  const shown = rows.slice(0, query.pageSize);
  const last = shown.at(-1);
  return rows.length > shown.length && last
    ? { rows: shown, next: { updatedAt: last.updatedAt, id: last.id } }
    : { rows: shown };
}

function asPost(row: Announcement): SimulatedPost {
  return {
    vendor: 'google-classroom',
    targetId: row.courseId,
    id: row.id,
    text: row.text,
    links: row.links.map((link) => link.url),
    state: row.state,
    author: row.author,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    ...(row.publishedAt !== undefined && { publishedAt: row.publishedAt }),
    deleted: row.state === 'DELETED',
    visible: row.state === 'PUBLISHED',
  };
}
