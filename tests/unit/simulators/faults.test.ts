import { describe, expect, it } from 'vitest';
import { type FaultRule, planFaults } from '../../../sandbox/simulators/faults.ts';

const FAULT = { kind: 'done-then-hang' } as const;
const targets = Array.from({ length: 500 }, (_, index) => `course-${index}`);

const struckBy = (seed: number, rules: readonly FaultRule[], order: readonly string[]) => {
  const plan = planFaults(seed, rules);
  for (const target of order) plan.choose('create', target, 'POST');
  return new Set(plan.strikes().map((strike) => strike.target));
};

describe('a fault plan', () => {
  it('given a share, strikes about that share, the same requests for the same seed in whatever order they come', () => {
    const rules = [{ fault: FAULT, share: 0.1 }];
    const first = struckBy(7, rules, targets);
    expect(first.size).toBeGreaterThan(25);
    expect(first.size).toBeLessThan(80);
    expect(struckBy(7, rules, targets.toReversed())).toEqual(first);
    expect(struckBy(8, rules, targets)).not.toEqual(first);
  });

  it('given operation, target and nth, strikes that request alone', () => {
    const plan = planFaults(1, [{ fault: FAULT, operation: 'create', target: 'c1', nth: 2 }]);
    expect(plan.choose('create', 'c1', 'POST')).toBeUndefined();
    expect(plan.choose('create', 'c2', 'POST')).toBeUndefined();
    expect(plan.choose('list', 'c1', 'GET')).toBeUndefined();
    expect(plan.choose('create', 'c1', 'POST')).toEqual(FAULT);
    expect(plan.choose('create', 'c1', 'POST')).toBeUndefined();
  });

  it('given several rules, lets the first that agrees win, and keeps to its number of times', () => {
    const plan = planFaults(1, [
      { fault: { kind: 'reset' }, operation: ['create', 'patch'], times: 1 },
      { fault: { kind: 'hang' }, when: ({ method }) => method === 'POST' },
    ]);
    expect(plan.choose('create', 'c1', 'POST')?.kind).toBe('reset');
    expect(plan.choose('create', 'c1', 'POST')?.kind).toBe('hang');
    expect(plan.choose('patch', 'c1', 'PATCH')).toBeUndefined();
    expect(plan.strikes()).toEqual([
      { operation: 'create', target: 'c1', method: 'POST', nth: 1, kind: 'reset' },
      { operation: 'create', target: 'c1', method: 'POST', nth: 2, kind: 'hang' },
    ]);
  });
});
