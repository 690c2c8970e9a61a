import { expect, it } from 'vitest';
import { preview } from '../../../functions/declarations/preview.ts';
import { body, factsOf } from '../../support/facts.ts';
import { rosterOfCourses } from '../../support/roster.ts';

const { roster } = rosterOfCourses(['pine-hs'], 30);
const previewed = (changes: Record<string, unknown>) => preview(body(changes), factsOf({ roster })).answer;

it('a preview leads with people: who is concerned, who has a class, and how the others are reached', () => {
  expect(previewed({ audiences: ['class'] }).people).toMatchObject({
    students: 2070,
    reachedByClassPosts: 750,
    notReached: [{ schoolId: 'pine-k8', students: 620, reachBy: ['mass-call'] }],
  });
});

it('of what is not for classes a preview counts nobody', () => {
  expect(previewed({ audiences: ['staff'] })).not.toHaveProperty('people');
});
