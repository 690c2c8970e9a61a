import { auth, classroom } from '@googleapis/classroom';
import { describe, expect, it } from 'vitest';
import { classroomFor, tokenFor } from './support.ts';

const ANA = 'ana@lakes.example';
const courseId = 'c1';

async function client() {
  const simulator = await classroomFor();
  const credentials = new auth.OAuth2();
  credentials.setCredentials({ access_token: await tokenFor(simulator, ANA), expiry_date: Date.now() + 3_600_000 });
  const api = classroom({ version: 'v1', auth: credentials, rootUrl: `${simulator.url}/`, retry: false });
  return { simulator, announcements: api.courses.announcements };
}

describe('the real Classroom client against the simulator', () => {
  it('creates, lists with repeated states, gets, patches and deletes', async () => {
    const { announcements } = await client();
    const { data } = await announcements.create({
      courseId,
      requestBody: { text: 'x', state: 'PUBLISHED', materials: [{ link: { url: 'https://x.example/n/a' } }] },
    });
    const id = data.id ?? '';
    const listed = await announcements.list({ courseId, announcementStates: ['PUBLISHED', 'DRAFT'] });
    expect(listed.data.announcements).toEqual([data]);
    expect((await announcements.get({ courseId, id })).data).toEqual(data);
    const patched = await announcements.patch({ courseId, id, updateMask: 'text', requestBody: { text: 'y' } });
    expect(patched.data.text).toBe('y');
    await announcements.delete({ courseId, id });
    expect((await announcements.list({ courseId })).data.announcements).toBeUndefined();
  });

  it('surfaces refusals in the shape that Google sends', async () => {
    const { announcements, simulator } = await client();
    simulator.setCourseState(courseId, 'ARCHIVED');
    const refused = announcements.create({ courseId, requestBody: { text: 'x' } });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      response: {
        data: { error: { status: 'FAILED_PRECONDITION', message: expect.stringMatching(/^@CourseNotModifiable /) } },
      },
    });
  });

  it('makes one attempt at a create whose answer is lost, and the post is there', async () => {
    const { announcements, simulator } = await client();
    simulator.behave({ faults: [{ fault: { kind: 'done-then-status', status: 503 }, operation: 'create' }] });
    const attempt = announcements.create({ courseId, requestBody: { text: 'x', state: 'PUBLISHED' } });
    await expect(attempt).rejects.toMatchObject({ status: 503 });
    expect(simulator.posts()).toHaveLength(1);
    expect(simulator.requests.count('create')).toBe(1);
  });
});
