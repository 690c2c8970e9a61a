import { describe, expect, it } from 'vitest';
import type { Json } from '../../../functions/core/hash.ts';
import { mergePatch } from '../../../functions/core/merge-patch.ts';

describe('a merge patch', () => {
  // The test cases of RFC 7396, appendix A.
  it.each<[Json, Json, Json]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, null, null],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('of %j with %j is %j', (target, patch, expected) => {
    expect(mergePatch(target, patch)).toEqual(expected);
  });

  it('changes neither what it is applied to nor itself, and reaches no prototype', () => {
    const target = Object.freeze({ a: Object.freeze({ b: 1 }) });
    const patch: Json = JSON.parse('{"__proto__":{"admin":true},"a":{"c":2}}');
    expect(mergePatch(target, patch)).toMatchObject({ a: { b: 1, c: 2 } });
    expect(Object.hasOwn({}, 'admin')).toBe(false);
    expect(target).toEqual({ a: { b: 1 } });
  });
});
