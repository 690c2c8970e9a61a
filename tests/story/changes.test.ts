import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { byTarget, declare, progressOf, seenOf, until, untilSettled, visiblePosts } from '../support/declaring.ts';
import { courseId, ownDistrict, stormBody } from '../support/own-district.ts';
import { type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';

const Entries = z.object({
  items: z.array(
    z.looseObject({
      version: z.int(),
      kind: z.string(),
      content: z.looseObject({ notices: z.array(z.looseObject({ noticeId: z.string() })) }).optional(),
    }),
  ),
});
const replaced = 'This notice has been replaced by a newer one.';
const Outside = z.object({ outside: z.array(z.looseObject({ id: z.string(), done: z.boolean() })) });

/** What a district does after it has declared: everything that can change a declaration, once, over the real API and the engines. */
describe('a declaration that changes', () => {
  let small: SmallSandbox;
  let path = '';
  let declarationId = '';

  const change = async (route: string, body: object): Promise<void> => {
    const { seen } = await seenOf(small.client, body, `${path}/${route}?preview=1`);
    const whole = { ...body, reason: 'It changed.', seen };
    expect(await small.client.call('administrator', 'POST', `${path}/${route}`, whole, route)).toMatchObject({
      status: 200,
    });
  };
  const entries = async () => Entries.parse((await small.client.call('viewer', 'GET', `${path}/entries`)).body).items;
  const postsOf = (courses: readonly number[]): string[][] => {
    const shown = byTarget(visiblePosts(small.sandbox.vendors));
    return courses.map((i) => (shown.get(courseId(i)) ?? []).map((post) => post.text.split('\n')[0] ?? ''));
  };
  const high = [0, 2, 4, 6, 8];
  const elementary = [1, 3, 5, 7, 9];

  beforeAll(async () => {
    const outsideChannels = [{ id: 'mass-call', name: 'Mass call', audience: 'families' }];
    small = await startSmallSandbox({ district: ownDistrict({ outsideChannels, programs: [] }) });
    const declared = await declare(small.client, 'declare', { ...stormBody, message: { en: 'Stay worm.' } });
    declarationId = declared.declarationId;
    path = `/v1/declarations/${declarationId}`;
    await untilSettled(small.client, declarationId);
  });
  afterAll(() => small.close());

  test('given an amendment for one school, then its classes get an update and the others keep their post', async () => {
    const [wednesday] = stormBody.days;
    const thursday = { ...stormBody.days[1], schools: ['meadow-es'] };
    await change('amend', { days: [wednesday, thursday, { ...thursday, dayType: 'closed', schools: ['harbor-hs'] }] });
    const { planned, sent, edits } = await untilSettled(small.client, declarationId);
    // Five courses and three channels of the high school, and the topics of public, staff and administrators in four languages.
    expect([planned, sent]).toEqual([20, 20]);
    const update = /^UPDATE .* – E-LEARNING Wed Feb 22; CLOSED Thu Feb 23 · Harbor High School/;
    for (const lines of postsOf(high)) {
      // Whoever reads the old post first reads the same days.
      expect(lines).toEqual([expect.stringMatching(update), expect.stringMatching(update)]);
    }
    for (const lines of postsOf(elementary))
      expect(lines).toEqual([expect.stringMatching(/^E-LEARNING Wed Feb 22 – /)]);
    const old = visiblePosts(small.sandbox.vendors).filter(({ text }) => text.includes(replaced));
    expect(old).toHaveLength(8);
    for (const { text } of old) expect(text).toContain('Stay worm.');
    expect(edits).toMatchObject({ wanted: 8, done: 8 });
  });

  test('given a correction, then nothing is posted, and every post that stands and every page have the new words', async () => {
    const before = visiblePosts(small.sandbox.vendors).length;
    await change('correct', { message: { en: 'Stay warm.' } });
    const [declared] = await entries();
    const ids = declared?.content?.notices.map(({ noticeId }) => noticeId) ?? [];
    const pageOf = async (id: string): Promise<string> =>
      (await fetch(`${small.sandbox.apiUrl}/n/${id}.${'a'.repeat(22)}`)).text();
    await until(async () => (await pageOf(ids[0] ?? '')).includes('Corrected '), 'the page is corrected');
    const said = (await pageOf(ids[0] ?? '')).match(/<h2>What was posted about these days<.h2><ol>(.*?)<.ol>/)?.[1];
    // The declaration, its amendment, and this.
    expect(said?.match(/<li>Issued |<li>Corrected /g)).toEqual(['<li>Issued ', '<li>Issued ', '<li>Corrected ']);
    const page = await pageOf(ids[0] ?? '');
    expect(page).toContain('Stay warm.');
    // Whoever still has the first post finds what holds now behind its link.
    expect(page).toContain('CLOSED Thu Feb 23');
    const { edits } = await untilSettled(small.client, declarationId);
    // Those of the update because of the old posts, and its own because of the correction.
    expect(edits).toMatchObject({ wanted: 16, done: 16, cannotEdit: 0 });
    const posts = visiblePosts(small.sandbox.vendors);
    expect(posts).toHaveLength(before);
    for (const { text } of posts.filter((post) => !post.text.includes(replaced))) expect(text).toContain('Stay warm.');
    const corrected = (await entries()).find(({ kind }) => kind === 'Corrected');
    const { edits: because } = await progressOf(small.client, declarationId, corrected?.version);
    expect(because).toMatchObject({ wanted: 15, done: 15 });
  });

  test('given an outside channel is ticked twice, then the record has it once', async () => {
    const tick = { done: true, by: 'Communications' };
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await small.client.call('ops', 'PUT', `${path}/outside/mass-call`, tick);
      expect([status, Outside.parse(body).outside[0]?.done]).toEqual([200, true]);
    }
    expect((await entries()).filter(({ kind }) => kind === 'Told')).toHaveLength(1);
    expect(await small.client.call('ops', 'PUT', `${path}/outside/mass-cal`, tick)).toMatchObject({ status: 404 });
    expect(
      await small.client.call('administrator', 'POST', `${path}/keep`, { seen: '0'.repeat(64) }, 'k'),
    ).toMatchObject({
      status: 409,
    });
  });

  test('given the way back, then every class reads its first regular day', async () => {
    small.sandbox.calendar.set(parseInstant('2023-02-23T16:30:00-06:00'));
    await change('resume', { from: '2023-02-24', message: { en: 'Welcome back.' } });
    await untilSettled(small.client, declarationId);
    for (const lines of postsOf([...high, ...elementary])) expect(lines.at(-1)).toMatch(/^UPDATE .* Fri Feb 24 · /);
    expect((await entries()).map(({ kind }) => kind).filter((kind) => kind !== 'Reached')).toEqual([
      'Declared',
      'Amended',
      'Corrected',
      'Told',
      'Resumed',
    ]);
  });
});
