import { describe, expect, it } from 'vitest';
import { type SimulatedPost, postFigures, visibleTwice } from '../../../sandbox/simulators/vendor/posts.ts';

const post = (targetId: string, text: string, more: Partial<SimulatedPost> = {}): SimulatedPost => ({
  vendor: 'google-classroom',
  targetId,
  id: '1',
  text,
  links: [],
  state: 'PUBLISHED',
  author: 'ana@lakes.example',
  createdAt: 10,
  updatedAt: 10,
  publishedAt: 10,
  deleted: false,
  visible: true,
  ...more,
});
const MARKER = /Ref\. (\w+)|\/n\/(?<link>\w+)/;

describe('what is visible twice', () => {
  it('counts targets that show one marker in two visible posts', () => {
    const posts = [post('c1', 'Ref. aa'), post('c1', 'Ref. aa'), post('c1', 'Ref. aa'), post('c2', 'Ref. aa')];
    expect(visibleTwice(posts, MARKER)).toBe(1);
  });

  it('does not count a marker twice in one post, two markers in one target, or what students do not see', () => {
    const posts = [
      post('c1', 'Ref. aa\nRef. aa', { links: ['https://x.example/Ref. aa'] }),
      post('c1', 'Ref. bb'),
      post('c1', 'Ref. bb', { state: 'DRAFT', visible: false }),
      post('c1', 'Ref. aa', { state: 'DELETED', visible: false, deleted: true }),
    ];
    expect(visibleTwice(posts, MARKER)).toBe(0);
  });

  it('reads links as well as text', () => {
    const posts = [post('c1', 'one', { links: ['https://x.example/n/aa'] }), post('c1', 'see /n/aa')];
    expect(visibleTwice(posts, /\/n\/(\w+)/)).toBe(1);
  });
});

describe('the figures of posts', () => {
  it('take first and last from posts that students could ever see', () => {
    const draft = post('c1', 'x', { visible: false, state: 'DRAFT', createdAt: 1 });
    const { publishedAt: _never, ...unseen } = draft;
    const posts = [unseen, post('c1', 'x', { publishedAt: 30 }), post('c1', 'x', { publishedAt: 20, visible: false })];
    expect(postFigures(posts)).toEqual({ posts: 3, visible: 1, firstPostAt: 20, lastPostAt: 30 });
    expect(postFigures([unseen])).toEqual({ posts: 1, visible: 0 });
  });
});
