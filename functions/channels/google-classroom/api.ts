import { auth, classroom } from '@googleapis/classroom';
import type { MachineMs } from '../../core/clock.ts';
import { type Answer, attempt, headersOf } from '../../platform/answer.ts';
import { guardedFetch } from '../../platform/guarded-fetch.ts';

/** The states in which an announcement is asked for. */
export type ListStates = readonly ('PUBLISHED' | 'DRAFT')[];

/** The words of a new announcement. Without `state` Google makes a DRAFT that nobody sees, so it is always said. */
export type NewAnnouncement = {
  readonly text: string;
  readonly link: string;
  readonly state: 'PUBLISHED' | 'DRAFT';
};

/** `courses.announcements` of the Classroom API: each call is one HTTP attempt and never throws. */
export type ClassroomApi = {
  create(token: string, courseId: string, post: NewAnnouncement, signal: AbortSignal): Promise<Answer>;
  /** One page, last updated first. */
  list(
    token: string,
    courseId: string,
    states: ListStates,
    page: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer>;
  get(token: string, courseId: string, id: string, signal: AbortSignal): Promise<Answer>;
  patch(token: string, courseId: string, id: string, change: Change, signal: AbortSignal): Promise<Answer>;
  remove(token: string, courseId: string, id: string, signal: AbortSignal): Promise<Answer>;
};

/** The two fields that are ever changed; Google wants each named in the update mask. */
export type Change = { readonly text: string } | { readonly state: 'PUBLISHED' };

export type ClassroomApiDeps = {
  /** `https://classroom.googleapis.com`; the sandbox's own on loopback. */
  readonly rootUrl: string;
  readonly httpTimeoutMs: number;
  readonly now: () => MachineMs;
};

/** As many as a page's length at which fifty of the longest announcements still fit the guard's limit. */
const PAGE_SIZE = 50;

/** The Classroom API through Google's client, with its retries, redirects and logging off. */
export function classroomApi({ rootUrl, httpTimeoutMs, now }: ClassroomApiDeps): ClassroomApi {
  const { announcements } = classroom({ version: 'v1', rootUrl }).courses;
  const fetchImplementation = guardedFetch(rootUrl);

  const once = (signal: AbortSignal, ask: (options: Options) => Promise<Received>): Promise<Answer> =>
    attempt(signal, async () => {
      const timeout = AbortSignal.any([signal, AbortSignal.timeout(httpTimeoutMs)]);
      const { status, data, headers } = await ask({ ...options, fetchImplementation, signal: timeout });
      return { kind: 'answered', status, body: data, ...headersOf({ retryAfter: headers['retry-after'] }, now()) };
    });

  return {
    create: (token, courseId, { text, link, state }, signal) => {
      // A staff notice has no page: the reference line alone is its marker.
      const requestBody = { text, state, ...(link === '' ? {} : { materials: [{ link: { url: link } }] }) };
      return once(signal, (sent) => announcements.create({ auth: bearer(token), courseId, requestBody }, sent));
    },
    list: (token, courseId, states, page, signal) => {
      const announcementStates = [...states];
      const paging = {
        orderBy: 'updateTime desc',
        pageSize: PAGE_SIZE,
        ...(page !== undefined && { pageToken: page }),
      };
      return once(signal, (sent) =>
        announcements.list({ auth: bearer(token), courseId, announcementStates, ...paging }, sent),
      );
    },
    get: (token, courseId, id, signal) =>
      once(signal, (sent) => announcements.get({ auth: bearer(token), courseId, id }, sent)),
    patch: (token, courseId, id, change, signal) => {
      const updateMask = Object.keys(change).join(',');
      return once(signal, (sent) =>
        announcements.patch({ auth: bearer(token), courseId, id, updateMask, requestBody: change }, sent),
      );
    },
    remove: (token, courseId, id, signal) =>
      once(signal, (sent) => announcements.delete({ auth: bearer(token), courseId, id }, sent)),
  };
}

/** Every status is an answer here, so nothing is thrown that would hold the request and its token. */
const options = { retry: false, validateStatus: () => true } as const;

type Options = typeof options & { readonly fetchImplementation: typeof fetch; readonly signal: AbortSignal };
type Received = {
  readonly status: number;
  readonly data: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
};

/**
 * Google's client re-sends any request after a 401 or 403, posts too, when it does not know when the token ends; so it always knows.
 * Our own token keeper sees to it that the token lives; the library's logging of headers is off.
 */
function bearer(token: string): InstanceType<typeof auth.OAuth2> {
  return new auth.OAuth2({
    credentials: { access_token: token, expiry_date: Number.MAX_SAFE_INTEGER },
    useAuthRequestParameters: false,
  });
}
