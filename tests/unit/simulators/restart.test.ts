import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createPrivateKey } from 'node:crypto';
import * as z from 'zod';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  JWT_BEARER,
  USER,
  announcements,
  assertion,
  call,
  classroomFor,
  graphFor,
  json,
  messages,
  postForm,
  refresh,
  scratchFolder,
  tokenFor,
  userToken,
} from './support.ts';

const PUBLISHED = { text: 'x', state: 'PUBLISHED' };

describe('a vendor started again on its file', () => {
  it('Classroom: shows what it showed, and numbers on from there', async () => {
    const dataFile = join(scratchFolder(), 'classroom.jsonl');
    const first = await classroomFor({ dataFile });
    const token = await tokenFor(first, 'ana@lakes.example');
    const kept = (await call('POST', announcements(first), token, PUBLISHED)).body;
    const gone = (await call('POST', announcements(first), token, PUBLISHED)).body;
    await call('DELETE', `${announcements(first)}/${gone.id}`, token);
    const before = first.posts();
    await first.close();
    const second = await classroomFor({ dataFile });
    expect(second.posts()).toEqual(before);
    const again = await tokenFor(second, 'ana@lakes.example');
    expect((await call('GET', announcements(second), again)).body.announcements).toEqual([kept]);
    const next = (await call('POST', announcements(second), again, PUBLISHED)).body;
    expect(Number(next.id)).toBe(Number(gone.id) + 1);
  });

  it('Graph: shows what it showed, and knows the refresh tokens it gave', async () => {
    const dataFile = join(scratchFolder(), 'graph.jsonl');
    const first = await graphFor({ dataFile, liftQuotas: true });
    const rotated = (await refresh(first, USER.refreshToken)).body.refresh_token;
    const url = messages(first);
    const token = await userToken(first);
    const { id } = (await call('POST', url, token, { body: { content: 'x' } })).body;
    await call('PATCH', `${url}/${id}`, token, { body: { content: 'y' } });
    const before = first.posts();
    await first.close();
    const second = await graphFor({ dataFile });
    expect(second.posts()).toEqual(before);
    expect(before).toMatchObject([{ text: 'y' }]);
    expect((await refresh(second, rotated)).status).toBe(200);
  });
});

const served = z.object({
  classroom: z.string(),
  googleToken: z.string(),
  inspection: z.string(),
  credentials: z.object({ google: z.object({ email: z.string(), privateKey: z.string() }) }),
});

/** All vendors in a process of their own; its first line tells where they are. */
async function serve(folder: string): Promise<{ child: ChildProcess; vendors: z.infer<typeof served> }> {
  const script = join(import.meta.dirname, '../../../sandbox/simulators/serve.ts');
  const child = spawn(process.execPath, [script, '--data', folder, '--lift-quotas', '--latency', '2']);
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return { child, vendors: served.parse(JSON.parse(text)) };
}

describe('the vendors in a process of their own', () => {
  it('killed with posts under way, find every answered post again', async () => {
    const folder = scratchFolder();
    const { child, vendors } = await serve(folder);
    const { email, privateKey } = vendors.credentials.google;
    const key = createPrivateKey(privateKey);
    const signed = await assertion(vendors.googleToken, { iss: email, sub: 'ana@lakes.example' }, key);
    const answer = await postForm(vendors.googleToken, { grant_type: JWT_BEARER, assertion: signed });
    const { access_token: token } = await json(answer);

    const answered: string[] = [];
    const post = async (index: number) => {
      const url = announcements({ url: vendors.classroom }, `c${index}`);
      const { body } = await call('POST', url, token, PUBLISHED);
      answered.push(body.id);
      if (answered.length === 20) child.kill('SIGKILL');
    };
    const all = await Promise.allSettled(Array.from({ length: 200 }, (_, index) => post(index)));
    expect(all.some((one) => one.status === 'rejected')).toBe(true);

    const again = await serve(folder);
    const posts = await json(fetch(`${again.vendors.inspection}/posts`));
    const found = posts['google-classroom'].map((one: { id: string }) => one.id);
    expect(found).toEqual(expect.arrayContaining(answered));
    const figures = await json(fetch(`${again.vendors.inspection}/figures?marker=x`));
    expect(figures['google-classroom']).toMatchObject({ posts: found.length, visibleTwice: 0, requests: [] });
    expect(figures.teams).toMatchObject({ posts: 0 });
  });
});
