import { describe, expect, it } from 'vitest';
import { CLASSROOM_LIMITS, classroomQuota } from '../../../sandbox/simulators/classroom/quota.ts';
import { announcements, call, classroomFor, serviceAccount, standingClock, tokenFor } from './support.ts';

const ANA = 'ana@lakes.example';
const BEN = 'ben@lakes.example';
const PUBLISHED = { text: 'E-LEARNING Wed Feb 22', state: 'PUBLISHED' };

async function ready(options = {}) {
  const simulator = await classroomFor(options);
  const token = await tokenFor(simulator, ANA);
  const url = announcements(simulator);
  const create = async (body: unknown = PUBLISHED) => (await call('POST', url, token, body)).body;
  return { simulator, token, url, create };
}

const refusal = (code: number, status: string, message: RegExp = /./) => ({
  status: code,
  body: { error: { code, status, message: expect.stringMatching(message) } },
});

describe('creating an announcement', () => {
  it('without a state makes a DRAFT that students and default lists do not see', async () => {
    const { url, token, create, simulator } = await ready();
    const made = await create({ text: 'x' });
    expect(made).toMatchObject({ state: 'DRAFT', courseId: 'c1', text: 'x', assigneeMode: 'ALL_STUDENTS' });
    expect(made).not.toHaveProperty('alternateLink');
    expect((await call('GET', url, token)).body).toEqual({});
    expect(simulator.posts()).toMatchObject([{ state: 'DRAFT', visible: false }]);
  });

  it('published, has a link, its materials and the numeric id of the teacher posted as', async () => {
    const { create, simulator } = await ready();
    const link = { url: 'https://www.lakes.example/n/abc' };
    const made = await create({ ...PUBLISHED, materials: [{ link }] });
    expect(made.alternateLink).toContain(made.id);
    expect(made.materials).toEqual([{ link: { ...link, title: link.url } }]);
    expect(made.creatorUserId).toMatch(/^1\d{19}$/);
    expect(made.creationTime).toBe(made.updateTime);
    expect(simulator.posts()).toMatchObject([
      { vendor: 'google-classroom', targetId: 'c1', author: ANA, links: [link.url], visible: true, deleted: false },
    ]);
  });

  const material = { link: { url: 'https://x.example' } };
  it.each([
    ['no text', { state: 'PUBLISHED' }],
    ['30,001 characters', { text: 'x'.repeat(30_001) }],
    ['21 materials', { text: 'x', materials: Array.from({ length: 21 }, () => material) }],
    ['a link of 2,025 characters', { text: 'x', materials: [{ link: { url: 'x'.repeat(2025) } }] }],
    ['an unknown field', { text: 'x', priority: 'high' }],
    ['an unknown state', { text: 'x', state: 'DELETED' }],
    ['broken JSON', '{"text":'],
  ])('with %s is refused as INVALID_ARGUMENT and nothing is kept', async (_name, body) => {
    const { url, token, simulator } = await ready();
    expect(await call('POST', url, token, body)).toMatchObject(refusal(400, 'INVALID_ARGUMENT'));
    expect(simulator.posts()).toEqual([]);
  });

  it('with the most that is allowed is accepted', async () => {
    const { create } = await ready();
    const made = await create({ text: 'x'.repeat(30_000), materials: Array.from({ length: 20 }, () => material) });
    expect(made.materials).toHaveLength(20);
  });

  it('as somebody who does not teach the course is refused', async () => {
    const { simulator, url } = await ready();
    simulator.putCourse({ courseId: 'c2', ownerId: 'cy@lakes.example' });
    const token = await tokenFor(simulator, 'cy@lakes.example');
    expect(await call('POST', url, token, PUBLISHED)).toMatchObject(refusal(403, 'PERMISSION_DENIED'));
  });

  it('in a course that does not exist is refused', async () => {
    const { simulator, token } = await ready();
    expect(await call('POST', announcements(simulator, 'c9'), token, PUBLISHED)).toMatchObject(
      refusal(404, 'NOT_FOUND'),
    );
  });

  it('in any course is accepted where the simulator accepts any', async () => {
    const simulator = await classroomFor({ courses: [], acceptAnyCourse: true });
    const token = await tokenFor(simulator, 'anybody@lakes.example');
    expect((await call('POST', announcements(simulator, 'c9'), token, PUBLISHED)).status).toBe(200);
  });

  it.each([
    [400, 'FAILED_PRECONDITION', /^@CourseNotModifiable /],
    [403, 'PERMISSION_DENIED', /permission/],
  ] as const)('in an archived course answers %i where the simulator is told so', async (code, status, message) => {
    const { simulator, url, token } = await ready({ inactiveCourseAnswers: code });
    simulator.setCourseState('c1', 'ARCHIVED');
    expect(await call('POST', url, token, PUBLISHED)).toMatchObject(refusal(code, status, message));
  });

  it('with a scheduled time is refused loudly, for that is not simulated', async () => {
    const { url, token } = await ready();
    const answer = await call('POST', url, token, { text: 'x', scheduledTime: '2023-02-22T10:00:00Z' });
    expect(answer).toMatchObject(refusal(501, 'UNIMPLEMENTED'));
  });
});

describe('listing announcements', () => {
  it('shows the asked states, last updated first unless asked otherwise', async () => {
    const clock = standingClock(Date.now());
    const { url, token, create } = await ready({ clock });
    const texts = async (query: string) =>
      ((await call('GET', `${url}?${query}`, token)).body.announcements ?? []).map((row: { text: string }) => row.text);
    for (const [text, state] of [
      ['a', 'PUBLISHED'],
      ['b', 'DRAFT'],
      ['c', 'PUBLISHED'],
    ]) {
      await create({ text, state });
      clock.advance(1000);
    }
    expect(await texts('')).toEqual(['c', 'a']);
    expect(await texts('orderBy=updateTime%20asc')).toEqual(['a', 'c']);
    expect(await texts('announcementStates=DRAFT')).toEqual(['b']);
    expect(await texts('announcementStates=DRAFT&announcementStates=PUBLISHED')).toEqual(['c', 'b', 'a']);
  });

  it('pages without losing or repeating any', async () => {
    const { url, token, create } = await ready();
    for (let index = 0; index < 7; index += 1) await create({ text: String(index), state: 'PUBLISHED' });
    const seen: string[] = [];
    let page = '';
    do {
      const { body } = await call('GET', `${url}?pageSize=3${page}`, token);
      seen.push(...body.announcements.map((row: { text: string }) => row.text));
      page = body.nextPageToken === undefined ? '' : `&pageToken=${body.nextPageToken}`;
    } while (page !== '');
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0']);
  });

  it.each(['orderBy=text', 'announcementStates=ANY', 'pageToken=xx', 'pageSize=-1'])('refuses %s', async (query) => {
    const { url, token } = await ready();
    expect(await call('GET', `${url}?${query}`, token)).toMatchObject(refusal(400, 'INVALID_ARGUMENT'));
  });

  it('lags behind when told so, while reading by id does not', async () => {
    const clock = standingClock(Date.now());
    const { simulator, url, token, create } = await ready({ clock });
    simulator.behave({ listLagMs: 5000 });
    const made = await create();
    expect((await call('GET', url, token)).body).toEqual({});
    expect((await call('GET', `${url}/${made.id}`, token)).status).toBe(200);
    clock.advance(5000);
    expect((await call('GET', url, token)).body.announcements).toHaveLength(1);
  });
});

describe('patching an announcement', () => {
  it('changes what the mask names and nothing else', async () => {
    const { url, token, create } = await ready();
    const { id } = await create({ text: 'old', state: 'DRAFT' });
    const path = `${url}/${id}?updateMask=`;
    const published = await call('PATCH', `${path}state`, token, { state: 'PUBLISHED', text: 'not in the mask' });
    expect(published).toMatchObject({ status: 200, body: { state: 'PUBLISHED', text: 'old' } });
    const edited = await call('PATCH', `${path}text`, token, { text: 'new' });
    expect(edited).toMatchObject({ status: 200, body: { state: 'PUBLISHED', text: 'new' } });
  });

  it.each([
    ['no mask', '', { text: 'x' }],
    ['an empty mask', '?updateMask=', { text: 'x' }],
    ['materials in the mask', '?updateMask=text,materials', { text: 'x', materials: [] }],
    ['a masked field missing', '?updateMask=text', {}],
    ['a published post made a draft', '?updateMask=state', { state: 'DRAFT' }],
  ])('with %s is refused as INVALID_ARGUMENT', async (_name, query, body) => {
    const { url, token, create } = await ready();
    const { id } = await create();
    expect(await call('PATCH', `${url}/${id}${query}`, token, body)).toMatchObject(refusal(400, 'INVALID_ARGUMENT'));
  });

  it('is allowed to another teacher through our project, and to no other project', async () => {
    const other = { ...serviceAccount, email: 'other@lakes.example' };
    const { simulator, url, create } = await ready({ serviceAccounts: [serviceAccount, other] });
    const { id } = await create();
    const path = `${url}/${id}?updateMask=text`;
    const ours = await tokenFor(simulator, BEN);
    expect((await call('PATCH', path, ours, { text: 'x' })).status).toBe(200);
    const theirs = await tokenFor(simulator, ANA, { iss: other.email });
    const answer = refusal(403, 'PERMISSION_DENIED', /^@ProjectPermissionDenied /);
    expect(await call('PATCH', path, theirs, { text: 'x' })).toMatchObject(answer);
    expect(await call('DELETE', `${url}/${id}`, theirs)).toMatchObject(answer);
  });

  it('of what does not exist is refused', async () => {
    const { url, token } = await ready();
    expect(await call('PATCH', `${url}/1?updateMask=text`, token, { text: 'x' })).toMatchObject(
      refusal(404, 'NOT_FOUND'),
    );
  });
});

describe('deleting an announcement', () => {
  it('takes it from students and lists; a second time, and a patch, are FAILED_PRECONDITION', async () => {
    const { simulator, url, token, create } = await ready();
    const { id } = await create();
    expect(await call('DELETE', `${url}/${id}`, token)).toMatchObject({ status: 200, body: {} });
    expect((await call('GET', url, token)).body).toEqual({});
    expect(simulator.posts()).toMatchObject([{ deleted: true, visible: false, state: 'DELETED' }]);
    expect(await call('DELETE', `${url}/${id}`, token)).toMatchObject(refusal(400, 'FAILED_PRECONDITION'));
    const patched = await call('PATCH', `${url}/${id}?updateMask=text`, token, { text: 'x' });
    expect(patched).toMatchObject(refusal(400, 'FAILED_PRECONDITION'));
  });
});

describe('the quotas', () => {
  it('per person refuse without Retry-After, spare other teachers, and free up as the minute slides', async () => {
    const clock = standingClock(Date.now());
    const { simulator, url, token } = await ready({ clock, limits: { perClient: 5, perUser: 2 } });
    const ben = await tokenFor(simulator, BEN);
    const status = async (who: string) => (await call('GET', url, who)).status;
    expect([await status(token), await status(token)]).toEqual([200, 200]);
    clock.advance(30_000);
    const refused = await call('GET', url, token);
    expect(refused).toMatchObject(refusal(429, 'RESOURCE_EXHAUSTED'));
    expect(refused.headers.get('retry-after')).toBeNull();
    expect(await status(ben)).toBe(200);
    clock.advance(30_000);
    expect(await status(token)).toBe(200);
  });

  it('per project hold over all teachers and can be lifted', async () => {
    const { simulator, url, token } = await ready({ limits: { perClient: 2, perUser: 2 } });
    const ben = await tokenFor(simulator, BEN);
    const statuses = [];
    for (const who of [token, ben, ben]) statuses.push((await call('GET', url, who)).status);
    expect(statuses).toEqual([200, 200, 429]);
    simulator.behave({ liftQuotas: true });
    expect((await call('GET', url, ben)).status).toBe(200);
  });

  it('are 1,200 a person and 3,000 a project a minute, as Google documents', () => {
    const quota = classroomQuota(CLASSROOM_LIMITS);
    const admitted = (email: string, asked: number) => {
      const caller = { email, projectId: 'p', scopes: new Set<string>() };
      return Array.from({ length: asked }, () => quota.admits(caller, 0)).filter(Boolean).length;
    };
    expect([admitted('a', 1300), admitted('b', 1300), admitted('c', 1300)]).toEqual([1200, 1200, 600]);
  });

  it('are counted by operation, method and status', async () => {
    const { simulator, url, token, create } = await ready({ limits: { perClient: 2, perUser: 2 } });
    await create();
    await call('GET', url, token);
    await call('GET', url, token);
    expect(simulator.requests.counts()).toEqual([
      { operation: 'token', method: 'POST', outcome: '200', count: 1 },
      { operation: 'create', method: 'POST', outcome: '200', count: 1 },
      { operation: 'list', method: 'GET', outcome: '200', count: 1 },
      { operation: 'list', method: 'GET', outcome: '429', count: 1 },
    ]);
  });
});
