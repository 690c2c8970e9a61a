import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { Behaviour } from '../vendor/behaviour.ts';
import type { WireEnv } from '../vendor/http-server.ts';
import { misbehave } from '../vendor/misbehave.ts';
import { type Announcement, announcementView } from './announcement.ts';
import type { AnnouncementBook } from './announcement-book.ts';
import { type Courses, userIdOf } from './courses.ts';
import { BAD_TOKEN, ClassroomRefusal, OVER_QUOTA, errorBodyFor, refusalBody } from './errors.ts';
import { type HappeningPlace, happen } from './happen.ts';
import { type Ask, create, get, list, pageToken, patch, remove } from './operations.ts';
import type { ClassroomQuota } from './quota.ts';
import { type Caller, type GoogleTokens, TokenRefusal } from './token-endpoint.ts';

/** What the HTTP surface of the simulated Classroom stands on. */
export type ClassroomDeps = {
  readonly courses: Courses;
  readonly book: AnnouncementBook;
  readonly tokens: GoogleTokens;
  readonly quota: ClassroomQuota;
  readonly behaviour: Behaviour;
  /** The audience an assertion must name. */
  readonly tokenUrl: () => string;
  /** The account can no longer be impersonated, and its tokens end. */
  readonly suspend: (email: string) => void;
};

type Wire = Context<WireEnv>;

const SCOPE = 'https://www.googleapis.com/auth/classroom.announcements';
const READ_SCOPE = `${SCOPE}.readonly`;

/** The routes of the token endpoint and of `courses.announcements`. */
export function classroomApp(deps: ClassroomDeps): Hono<WireEnv> {
  const { behaviour } = deps;
  const app = new Hono<WireEnv>();
  const at = (operation: string): MiddlewareHandler<WireEnv> =>
    misbehave(operation, {
      behaviour,
      shape: errorBodyFor,
      targetOf: (c) => c.req.param('courseId') ?? '',
      happen: (what, c, made) => happen(deps, what, placeOf(deps, c, made)),
    });
  const course = '/v1/courses/:courseId/announcements';

  app.post('/token', at('token'), async (c) =>
    c.json(await deps.tokens.issue(await c.req.parseBody(), deps.tokenUrl())),
  );

  app.post(course, at('create'), async (c) => {
    const ask = admit(deps, c, [SCOPE]);
    return show(c, create(deps, ask, await jsonBody(c)));
  });

  app.get(course, at('list'), (c) => {
    const ask = admit(deps, c, [SCOPE, READ_SCOPE]);
    const { orderBy, pageSize, pageToken: after } = c.req.query();
    const announcementStates = c.req.queries('announcementStates') ?? [];
    const query = { announcementStates, orderBy, pageSize, pageToken: after };
    const { rows, next } = list(deps, ask, query, c.get('listLagMs') ?? behaviour.conduct().listLagMs);
    return c.json({
      ...(rows.length > 0 && { announcements: rows.map(view) }),
      ...(next && { nextPageToken: pageToken(next) }),
    });
  });

  app.get(`${course}/:id`, at('get'), (c) =>
    show(c, get(deps, admit(deps, c, [SCOPE, READ_SCOPE]), c.req.param('id'))),
  );

  app.patch(`${course}/:id`, at('patch'), async (c) => {
    const ask = admit(deps, c, [SCOPE]);
    return show(c, patch(deps, ask, c.req.param('id'), c.req.query('updateMask'), await jsonBody(c)));
  });

  app.delete(`${course}/:id`, at('delete'), (c) => {
    remove(deps, admit(deps, c, [SCOPE]), c.req.param('id'));
    return c.json({});
  });

  app.onError(refuse);
  app.notFound((c) => c.html('<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>', 404));
  return app;
}

/** Who asks, for what, and whether the quota lets them: in Google's order. */
function admit(deps: ClassroomDeps, c: Wire, scopes: readonly string[]): Ask {
  const caller: Caller | undefined = deps.tokens.callerOf(c.req.header('authorization'));
  if (!caller) throw new ClassroomRefusal('UNAUTHENTICATED', BAD_TOKEN);
  if (!scopes.some((scope) => caller.scopes.has(scope))) {
    throw new ClassroomRefusal('PERMISSION_DENIED', 'Request had insufficient authentication scopes.');
  }
  const now = deps.behaviour.clock.now();
  if (!deps.behaviour.conduct().liftQuotas && !deps.quota.admits(caller, now)) {
    throw new ClassroomRefusal('RESOURCE_EXHAUSTED', OVER_QUOTA);
  }
  return { caller, courseId: c.req.param('courseId') ?? '', now };
}

function refuse(error: Error, c: Wire): Response {
  if (error instanceof ClassroomRefusal) return c.json(refusalBody(error), error.code);
  if (error instanceof TokenRefusal) {
    return c.json({ error: error.code, error_description: error.message }, error.status);
  }
  throw error;
}

function placeOf({ tokens, behaviour }: ClassroomDeps, c: Wire, id: string): HappeningPlace {
  const courseId = c.req.param('courseId') ?? '';
  return { courseId, id, caller: tokens.callerOf(c.req.header('authorization')), now: behaviour.clock.now() };
}

async function jsonBody(c: Wire): Promise<unknown> {
  try {
    return await c.req.json();
  } catch {
    throw new ClassroomRefusal('INVALID_ARGUMENT', 'Invalid JSON payload received. Unexpected end of string.');
  }
}

function show(c: Wire, row: Announcement): Response {
  return c.json(view(row));
}

function view(row: Announcement): Record<string, unknown> {
  return announcementView(row, userIdOf(row.author));
}
