import { describe, expect, it } from 'vitest';
import { chaosDistrict, type ChaosTarget } from '../../../sandbox/chaos/district.ts';
import { judge, type Said } from '../../../sandbox/chaos/judge.ts';
import type { Strike } from '../../../sandbox/simulators/faults.ts';
import { type SimulatedPost, strangerName } from '../../../sandbox/simulators/vendor/posts.ts';

const course: ChaosTarget = { channel: 'google-classroom', targetId: 'c', postAs: ['t@x.example'] };
const [first, second] = ['a', 'b'].map((targetId): ChaosTarget => ({
  channel: 'teams',
  targetId,
  parentId: 'team',
  postAs: ['notices-1'],
}));
const post = (targetId: string, id: string, changes: Partial<SimulatedPost> = {}): SimulatedPost => ({
  vendor: 'google-classroom',
  targetId,
  id,
  text: 'E-LEARNING\nRef. x',
  links: [],
  state: 'PUBLISHED',
  author: 't@x.example',
  createdAt: 0,
  updatedAt: 0,
  deleted: false,
  visible: true,
  ...changes,
});
const happened = (target: string, what: string): Strike => ({
  operation: 'create',
  target,
  method: 'POST',
  nth: 1,
  kind: 'happens-before',
  what,
});
const sent: Said = { targetId: 'c', status: 'sent', providerId: '1' };
const failed: Said = { targetId: 'c', status: 'failed', reason: 'archived', action: 'retry' };
const left: Said = { targetId: 'c', status: 'in-doubt', reason: 'nobody may look', action: 'look' };

/** What is wrong with one course that shows this, had this happen to it, and is told of like that. */
const verdictOf = (posts: SimulatedPost[], said: Said | undefined, strikes: Strike[] = []) => {
  const lines = new Map(said === undefined ? [] : [[said.targetId, said]]);
  const { visibleTwice, lost, wrong, unexplained } = judge([course], { posts, strikes }, lines, /Ref\./);
  return {
    twice: visibleTwice.length,
    lost: lost.length,
    wrong: wrong.length,
    unexplained: unexplained.length,
  };
};
const fine = { twice: 0, lost: 0, wrong: 0, unexplained: 0 };

describe('the judge of a chaos run', () => {
  it.each<[string, SimulatedPost[], Said | undefined, Strike[], object]>([
    ['a class that shows what the record says', [post('c', '1')], sent, [], fine],
    ['a class that shows it twice', [post('c', '1'), post('c', '2')], sent, [], { ...fine, twice: 1 }],
    ['a stranger’s copy beside ours', [post('c', '1'), post('c', '2', { author: strangerName })], sent, [], fine],
    [
      'words that are not ours',
      [post('c', '1', { text: 'Bring your books' })],
      sent,
      [],
      { ...fine, lost: 1, wrong: 1 },
    ],
    ['a post that nobody sees', [post('c', '1', { visible: false })], sent, [], { ...fine, lost: 1, wrong: 1 }],
    ['another post than the record names', [post('c', '2')], sent, [], { ...fine, wrong: 1 }],
    ['a teacher who deleted it', [post('c', '1', { visible: false })], sent, [happened('c', 'deleted')], fine],
    ['a post that the record calls failed', [post('c', '1')], failed, [], { ...fine, wrong: 1 }],
    ['a class that failed though it could be reached', [], failed, [], { ...fine, lost: 1 }],
    ['a class that is archived', [], failed, [happened('c', 'archived')], fine],
    ['a class whose only teacher is suspended', [], left, [happened('c', 'barred')], fine],
    ['a class left to a person that could be reached', [], left, [], { ...fine, lost: 1 }],
    ['a class left to a person that shows it', [post('c', '1')], left, [], fine],
    ['no action', [], { ...failed, action: undefined }, [happened('c', 'removed')], { ...fine, unexplained: 1 }],
    ['no word of a class', [post('c', '1')], undefined, [], { ...fine, wrong: 1 }],
    [
      'an attempt that never ended',
      [post('c', '1')],
      { ...sent, status: 'pending' },
      [],
      { ...fine, wrong: 1, unexplained: 1 },
    ],
  ])('given %s, then it says so', (_, posts, said, strikes, verdict) => {
    expect(verdictOf(posts, said, strikes)).toEqual(verdict);
  });

  it('given a team that is archived, then all of its channels are closed; a removed channel is one', () => {
    const targets = [first, second].flatMap((one) => one ?? []);
    const lostAfter = (what: string) =>
      judge(targets, { posts: [], strikes: [happened('a', what)] }, new Map(), /x/).lost;
    expect([lostAfter('archived'), lostAfter('barred'), lostAfter('removed')]).toEqual([[], [], ['b']]);
  });

  it('given a course with a second teacher, then suspending the first one closes nothing', () => {
    const two = { ...course, postAs: ['t@x.example', 's@x.example'] };
    expect(judge([two], { posts: [], strikes: [happened('c', 'barred')] }, new Map(), /x/).lost).toEqual(['c']);
  });
});

describe('the district of a chaos run', () => {
  it('given 100 classes, then each is in the roster once, a quarter of them channels, of which some share a team', () => {
    const { targets, roster } = chaosDistrict(100);
    expect(roster.trim().split('\n')).toHaveLength(101);
    expect(new Set(targets.map(({ targetId }) => targetId)).size).toBe(100);
    const teams = targets.flatMap(({ parentId }) => parentId ?? []);
    expect([teams.length, new Set(teams).size < teams.length]).toEqual([25, true]);
  });
});
