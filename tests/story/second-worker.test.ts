import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byTarget, declare, until, untilSettled, visiblePosts } from '../support/declaring.ts';
import { channelId, courseId, ownRoster, stormBody } from '../support/own-district.ts';
import { runProgram, type SmallSandbox, startSmallSandbox, temporaryFolder } from '../support/sandbox.ts';

/** Several parcels a channel, so that there is work for both processes at a time. */
const size = { courses: 40, channels: 12 };
const targets = [
  ...Array.from({ length: size.courses }, (_, i) => courseId(i)),
  ...Array.from({ length: size.channels }, (_, i) => channelId(i)),
].toSorted();

const on = (date: string) => ({ ...stormBody, days: [{ date, dayType: 'e-learning', schools: 'all' }] });

/** `npm run worker -- --attach DIR`: delivery in two processes over the same engines. */
describe('a second process of workers', () => {
  let small: SmallSandbox;
  let worker: ReturnType<typeof runProgram>;
  const shown = (words: string): [string, number][] =>
    [...byTarget(visiblePosts(small.sandbox.vendors).filter((post) => post.text.includes(words)))]
      .map(([target, posts]): [string, number] => [target, posts.length])
      .toSorted(([a], [b]) => (a < b ? -1 : 1));

  beforeAll(async () => {
    small = await startSmallSandbox({ roster: ownRoster(size) });
    worker = runProgram('worker.ts', ['--attach', small.folder.path]);
    await until(() => worker.said.out.includes('workers of'), `the worker is up: ${worker.said.error}`);
  });
  afterAll(async () => {
    worker?.child.kill('SIGTERM');
    await small?.close();
  });

  test('given both are at work, then each class is posted to once, and no provider is asked too fast', async () => {
    const { declarationId } = await declare(small.client, 'both', on('2023-02-22'));
    const end = await untilSettled(small.client, declarationId);
    expect(end).toMatchObject({ planned: end.sent, failed: 0, inDoubt: 0 });
    expect(shown('Wed Feb 22')).toEqual(targets.map((target) => [target, 1]));
    const { classroom, graph } = small.sandbox.vendors;
    const refused = [classroom, graph].flatMap((vendor) => vendor?.requests.counts() ?? []);
    expect(refused.filter(({ outcome }) => outcome === '429')).toEqual([]);
  });

  test('given the sandbox’s own workers have stopped, then the second process posts all by itself, once', async () => {
    await small.sandbox.functions.stop();
    const { declarationId } = await declare(small.client, 'alone', on('2023-02-23'));
    // A message that a stopped worker was being handed is sent again by the tick.
    const ticks = setInterval(() => void small.sandbox.functions.tick(), 1_000);
    const end = await untilSettled(small.client, declarationId).finally(() => clearInterval(ticks));
    expect(end).toMatchObject({ planned: end.sent, failed: 0, inDoubt: 0 });
    expect(shown('Thu Feb 23')).toEqual(targets.map((target) => [target, 1]));
  });

  test('when it is told to stop, then it ends cleanly and has complained of nothing', async () => {
    worker.child.kill('SIGTERM');
    expect(await worker.finished).toMatchObject({ code: 0, error: '' });
  });

  test.each<[string, string[], RegExp]>([
    ['no folder', [], /--attach DIR: name the data folder/],
    ['a folder that no sandbox made', ['--attach', temporaryFolder()], /no sandbox has been here/],
  ])('given %s, then it says so in one message', async (_, args, says) => {
    const ended = await runProgram('worker.ts', args).finished;
    expect(ended.code).toBe(1);
    expect(ended.error).toMatch(says);
    expect(ended.error).not.toMatch(/^\s+at /m);
  });
});
