import { behaviourFrom, type Conduct, type VendorOptions } from './vendor/behaviour.ts';
import { listen } from './vendor/http-server.ts';
import { openJournal } from './vendor/journal.ts';
import { type PostFigures, type SimulatedPost, postFigures, visibleTwice } from './vendor/posts.ts';
import type { RequestLog } from './vendor/request-log.ts';
import { announcementRow } from './classroom/announcement.ts';
import { announcementBook } from './classroom/announcement-book.ts';
import { type CourseRules, type CourseSeed, type CourseState, courseBook } from './classroom/courses.ts';
import { CLASSROOM_LIMITS, classroomQuota } from './classroom/quota.ts';
import { classroomApp } from './classroom/routes.ts';
import { type ServiceAccount, googleTokens } from './classroom/token-endpoint.ts';
import type { Strike } from './faults.ts';

/** How a simulated Google Classroom is started. */
export type GoogleClassroomOptions = VendorOptions &
  CourseRules & {
    readonly serviceAccounts: readonly ServiceAccount[];
    readonly courses?: readonly CourseSeed[];
    readonly limits?: { readonly perClient: number; readonly perUser: number };
  };

/** A running simulated Google Classroom with its token endpoint. */
export type GoogleClassroomSimulator = {
  /** What `https://classroom.googleapis.com` is in production. */
  readonly url: string;
  /** What `https://oauth2.googleapis.com/token` is in production, and the `aud` of an assertion. */
  readonly tokenUrl: string;
  posts(): SimulatedPost[];
  visibleTwice(marker: RegExp): number;
  figures(): PostFigures;
  readonly requests: RequestLog;
  /** The faults that struck, in order. */
  strikes(): readonly Strike[];
  behave(change: Partial<Conduct>): void;
  putCourse(course: CourseSeed): void;
  setCourseState(courseId: string, state: CourseState): void;
  /** The account can no longer be impersonated, and its tokens end. */
  suspend(email: string): void;
  /** Ends every access token: 401 until a new one is asked for. */
  revokeTokens(): void;
  /** Takes the domain-wide delegation away, or gives it back: `unauthorized_client` for new tokens, while those from before live on. */
  setGrant(granted: boolean): void;
  close(): Promise<void>;
};

/**
 * Starts a Google Classroom on loopback that behaves as facts/google-classroom.md tells: JWT-bearer tokens, announcements with create,
 * list, get, patch and delete, sliding-minute quotas, errors in Google's shape. Operations of fault rules: token, create, list, get,
 * patch, delete; their target is the course.
 */
export async function startGoogleClassroom(options: GoogleClassroomOptions): Promise<GoogleClassroomSimulator> {
  const behaviour = behaviourFrom(options);
  const journal = openJournal(options.dataFile, announcementRow);
  const book = announcementBook(journal);
  const courses = courseBook(options.courses ?? [], options);
  const suspended = new Set<string>();
  const tokens = googleTokens({
    accounts: options.serviceAccounts,
    clock: behaviour.clock,
    knows: (email) => courses.knows(email) && !suspended.has(email.toLowerCase()),
  });
  const quota = classroomQuota(options.limits ?? CLASSROOM_LIMITS);
  let tokenUrl = '';
  const suspend = (email: string): void => void suspended.add(email.toLowerCase());
  const app = classroomApp({ courses, book, tokens, quota, behaviour, tokenUrl: () => tokenUrl, suspend });
  const server = await listen((request, env) => app.fetch(request, env), options.port);
  tokenUrl = `${server.url}/token`;
  return {
    url: server.url,
    tokenUrl,
    posts: () => book.posts(),
    visibleTwice: (marker) => visibleTwice(book.posts(), marker),
    figures: () => postFigures(book.posts()),
    requests: behaviour.log,
    strikes: () => behaviour.plan().strikes(),
    behave: behaviour.behave,
    putCourse: (course) => courses.put(course),
    setCourseState: (courseId, state) => courses.setState(courseId, state),
    suspend,
    revokeTokens: () => tokens.revokeAll(),
    setGrant: (granted) => tokens.setGrant(granted),
    async close() {
      behaviour.closing.abort();
      await server.close();
      journal.close();
    },
  };
}
