import { describe, expect, it } from 'vitest';
import { randomIds } from '../../../functions/core/ids.ts';
import { newHalf, PrintedHalf, printed } from '../../../functions/core/printed-half.ts';
import { areHalvesOf, hashOfHalf, StoredSet } from '../../../functions/platform/half-hashes.ts';

const [a, b, c] = [newHalf(randomIds), newHalf(randomIds), newHalf(randomIds)];

describe('a half on paper', () => {
  it('is read whatever case, spaces and hyphens it is typed with', () => {
    expect(printed(a)).toMatch(/^[a-z0-9]{5}(?:-[a-z0-9]{5}){3}$/);
    const typed = [a, printed(a), printed(a).toUpperCase().replaceAll('-', ' '), a.replaceAll('0', 'O')];
    for (const text of typed) expect(PrintedHalf.parse(text)).toBe(a);
  });

  it('is known to be misread before it costs a try, and is not repeated in the answer', () => {
    const misread = [a.slice(1), `${a}a`, '', 'x'.repeat(61), `${a.startsWith('b') ? 'c' : 'b'}${a.slice(1)}`];
    const answers = misread.map((text) => PrintedHalf.safeParse(text));
    // Two check characters overlook one misreading in two hundred.
    expect(answers.slice(0, 4).map(({ success }) => success)).toEqual([false, false, false, false]);
    for (const { error } of answers) expect(JSON.stringify(error?.issues ?? [])).not.toContain(a.slice(1, 9));
  });
});

describe('what is stored of two halves', () => {
  it('opens for both of them in either order, and for nothing else', async () => {
    const halves = [await hashOfHalf(a, 1_024), await hashOfHalf(b, 1_024)];
    const stored = StoredSet.parse({ set: 'autumn', halves });
    expect(JSON.stringify(stored)).not.toMatch(new RegExp(`${a}|${b}`));
    const tried = [
      [a, b],
      [b, a],
      [a, a],
      [b, b],
      [a, c],
      [c, b],
      [c, c],
    ] as const;
    const opened = await Promise.all(tried.map((pair) => areHalvesOf(pair, stored)));
    expect(opened).toEqual([true, true, false, false, false, false, false]);
  });

  it('has a salt of its own each, and a cost that a function can bear', async () => {
    const [once, twice] = [await hashOfHalf(a, 1_024), await hashOfHalf(a, 1_024)];
    expect(once).not.toBe(twice);
    expect(await hashOfHalf(a)).toMatch(/^scrypt:32768:8:1:/);
    const costly = once.replace(':1024:', ':999999:');
    expect(StoredSet.safeParse({ set: 'autumn', halves: [costly, once] }).success).toBe(false);
    expect(StoredSet.safeParse({ set: 'autumn', halves: ['plain', once] }).success).toBe(false);
  });
});
