import { describe, expect, it } from 'vitest';
import { BellwetherError } from '../../../../functions/core/errors.ts';
import { checkGlass } from '../../../../functions/declarations/break-glass/check-glass.ts';
import { openGlass, type OpenGlassDeps } from '../../../../functions/declarations/break-glass/open-glass.ts';
import { takeTry } from '../../../../functions/declarations/break-glass/take-try.ts';
import { glassSet, memoryGlass } from '../../../support/break-glass.ts';

const right = ['aaaa', 'bbbb'] as const;

/** A drawer with paper in it, and what is reported of those who reach for it. */
function drawer(changes: Partial<OpenGlassDeps> = {}) {
  const reported: string[] = [];
  let [nowMs, proofs] = [1_000_000, 0];
  const deps: OpenGlassDeps = {
    set: glassSet,
    store: memoryGlass(),
    prove: async (_set, halves) => {
      proofs += 1;
      return halves[0] === right[0] && halves[1] === right[1] ? 'proven' : 'refused';
    },
    machine: { now: () => nowMs },
    report: (what, { kind }) => void reported.push(`${what} ${kind}`),
    ...changes,
  };
  const ask = async (
    halves: readonly [string, string] = right,
    set = glassSet.set,
    actHash = 'act',
  ): Promise<string> => {
    try {
      return (await openGlass(deps, { set, halves, actHash })).set;
    } catch (error) {
      if (error instanceof BellwetherError) return error.problem;
      throw error;
    }
  };
  return { ask, deps, reported, proofs: () => proofs, wait: (ms: number) => void (nowMs += ms) };
}

describe('opening the glass', () => {
  it('given both halves of the set, then it opens, and nothing is reported as refused', async () => {
    const { ask, reported } = drawer();
    expect(await ask()).toBe(glassSet.set);
    const { ask: askOther } = drawer({ set: { ...glassSet, set: 'october-50j7b93a' } });
    expect(await askOther(right, 'oct0ber-5oj7b93a')).toBe('october-50j7b93a');
    expect(reported).toEqual([]);
  });

  it('given a wrong half, then it is refused without saying which, and reported', async () => {
    const { ask, reported } = drawer();
    expect([await ask(['aaaa', 'cccc']), await ask(['cccc', 'bbbb'])]).toEqual([
      'break-glass-refused',
      'break-glass-refused',
    ]);
    expect(reported).toEqual(['break-glass-refused wrong', 'break-glass-refused wrong']);
  });

  it('given a sixth try within an hour, then it is not even looked at, right halves or wrong', async () => {
    const { ask, reported, proofs, wait } = drawer();
    for (let i = 0; i < 5; i += 1) await ask(['x', 'y']);
    expect([await ask(), proofs()]).toEqual(['too-many-tries', 5]);
    expect(reported.at(-1)).toBe('break-glass-refused too-many-tries');
    wait(3_600_000);
    expect(await ask()).toBe(glassSet.set);
  });

  it('given another name of the set, then no try is used up: strangers shut nobody out', async () => {
    const { ask, reported, proofs } = drawer();
    for (let i = 0; i < 9; i += 1) expect(await ask(['x', 'y'], 'autumn-2022')).toBe('break-glass-refused');
    expect([await ask(), proofs(), reported.length]).toEqual([glassSet.set, 1, 9]);
  });

  it('given ten tries at the same moment, then no more than five are looked at', async () => {
    const { ask, proofs } = drawer();
    await Promise.all(Array.from({ length: 10 }, () => ask(['x', 'y'])));
    expect(proofs()).toBeLessThanOrEqual(5);
  });

  it('given a set that was used, then it opens for the same act again and for nothing else', async () => {
    const { ask, deps, reported } = drawer();
    await deps.store.spend({ set: glassSet.set, actHash: 'act', atMs: 1 });
    expect(await ask()).toBe(glassSet.set);
    expect(await ask(right, glassSet.set, 'another act')).toBe('break-glass-spent');
    expect(reported).toEqual(['break-glass-refused spent']);
  });

  it('given no set, or none in place, then it says so', async () => {
    expect(await drawer({ set: undefined }).ask()).toBe('break-glass-not-issued');
    const { ask, reported } = drawer({ prove: async () => 'not-issued' });
    expect(await ask()).toBe('break-glass-not-issued');
    expect(reported).toEqual(['break-glass-not-ready not-issued']);
  });

  it('given two who spend it at once on different acts, then one act is what it is spent on', async () => {
    const { store } = drawer().deps;
    const uses = await Promise.all(
      ['one', 'two'].map((actHash) => store.spend({ set: glassSet.set, actHash, atMs: 1 })),
    );
    expect(uses.map(({ actHash }) => actHash)).toEqual(['one', 'one']);
  });
});

describe('counting tries', () => {
  it('forgets a try after an hour, and says how long the next one takes', () => {
    const row = { revision: 5, triedAtMs: [0, 10, 20, 30, 40].map((ms) => ms + 1_000) };
    expect(takeTry(row, 2_000)).toEqual({ retryAfterSeconds: 3_599 });
    expect(takeTry(row, 3_601_000)).toEqual({
      row: { revision: 6, triedAtMs: [1_010, 1_020, 1_030, 1_040, 3_601_000] },
    });
    expect(takeTry(undefined, 7)).toEqual({ row: { revision: 1, triedAtMs: [7] } });
  });
});

describe('looking whether it would open', () => {
  const check = (isIssued: boolean, set: OpenGlassDeps['set'] = glassSet, store = memoryGlass()) =>
    checkGlass({ set, store, isIssued: async () => isIssued });

  it('needs no half, and says what is wrong', async () => {
    expect(await check(true)).toEqual({ ready: true, set: glassSet.set });
    expect(await check(false)).toMatchObject({ ready: false, why: 'not-issued' });
    const spent = memoryGlass();
    await spent.spend({ set: glassSet.set, actHash: 'act', atMs: 1 });
    expect(await check(true, glassSet, spent)).toMatchObject({ ready: false, why: 'spent' });
    expect(await checkGlass({ set: undefined, store: spent, isIssued: async () => true })).toEqual({
      ready: false,
      why: 'no-set',
    });
  });
});
