import type { Happening } from '../faults.ts';
import { strangerName } from '../vendor/posts.ts';
import type { AnnouncementBook } from './announcement-book.ts';
import type { Courses } from './courses.ts';
import type { Caller, GoogleTokens } from './token-endpoint.ts';

/** Where and to what it happens; `id` is the announcement that was just made. */
export type HappeningPlace = {
  readonly courseId: string;
  readonly id: string;
  readonly caller: Caller | undefined;
  readonly now: number;
};

type HappenDeps = {
  readonly courses: Courses;
  readonly book: AnnouncementBook;
  readonly tokens: GoogleTokens;
  readonly suspend: (email: string) => void;
};

/** Somebody else's post: by another person, made with another developer project. */
const stranger = { author: strangerName, projectId: 'another-project', state: 'PUBLISHED' } as const;

/** Makes it happen: what the people of a course do while a request is under way. */
export function happen(deps: HappenDeps, what: Happening, { courseId, id, caller, now }: HappeningPlace): void {
  const { courses, book, tokens, suspend } = deps;
  const post = book.find(courseId, id);
  const posted = { courseId, createdAt: now, updatedAt: now, publishedAt: now };
  switch (what) {
    case 'archived':
      return courses.setState(courseId, 'ARCHIVED');
    case 'removed':
      return courses.remove(courseId);
    case 'barred':
      return caller && suspend(caller.email);
    case 'tokens-ended':
      return tokens.revokeAll();
    case 'other-post':
      return void book.create({ ...stranger, ...posted, links: [], text: 'Bring your books tomorrow.' });
    case 'copied':
      // Nobody else sees a draft.
      return void (post?.state === 'PUBLISHED' && book.create({ ...post, ...stranger, ...posted }));
    case 'edited':
      return post && book.change({ ...post, text: `${post.text}\nSee you online!`, updatedAt: now });
    case 'deleted':
      return post && book.change({ ...post, state: 'DELETED', updatedAt: now });
  }
}
