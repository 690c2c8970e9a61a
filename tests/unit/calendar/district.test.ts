import { expect, test } from 'vitest';
import { districtOfSchools, districtWith, lakes } from '../../support/district.ts';

test('given the example of the contract, when it is parsed, then stated defaults fill what it leaves out', () => {
  expect(lakes.schools.map((school) => school.id)).toEqual(['pine-hs', 'pine-k8']);
  expect(lakes.schools[0]?.divisions).toEqual([]);
  expect(lakes.tools.find((tool) => tool.id === 'clever')?.neededForELearning).toBe(false);
});

test('given a file without a policy, when it is parsed, then the policy has its stated defaults', () => {
  const { policy } = districtWith({ policy: undefined });
  expect(policy).toMatchObject({ holdSeconds: 30, approvals: 0, wakeAt: '03:45', decideMarginMinutes: 30 });
  expect(policy.weather.propose).toContain('WS.W');
});

test('given many schools, when the example is widened, then all of them are there', () => {
  expect(districtOfSchools(10).schools).toHaveLength(12);
});
