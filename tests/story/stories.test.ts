import { beforeEach, describe, expect, test, vi } from 'vitest';
import { playStory } from '../../sandbox/play-story.ts';
import { stories } from '../../sandbox/stories/names.ts';
import { runProgram, startSmallSandbox } from '../support/sandbox.ts';

/** The long one has a test of its own; one of the others is played by a process of its own below. */
const asProgram = 'power-out';
const others = [...stories.values()].filter(({ name }) => name !== 'feb-2023' && name !== asProgram);

beforeEach(() => void vi.spyOn(process.stdout, 'write').mockReturnValue(true));

// A story mostly waits for looks and ticks: several are played side by side.
describe.concurrent('a story, played in a sandbox of its own, comes out as told', () => {
  test.for(others.map((story) => [story.name, story] as const))('%s', { timeout: 240_000 }, async ([, story]) => {
    const small = await startSmallSandbox({
      district: JSON.stringify(story.district),
      roster: story.roster,
      clock: story.steps[0]?.at ?? '',
    });
    try {
      await playStory(story, small.sandbox, small.folder);
    } finally {
      await small.close();
    }
  });
});

test(`npm run story -- ${asProgram} plays it in a process of its own and leaves with 0`, async () => {
  const { code, out, error } = await runProgram('story.ts', [asProgram]).finished;
  expect(error).toBe('');
  expect(out).toMatch(/^chain +verified/m);
  expect(code).toBe(0);
});
