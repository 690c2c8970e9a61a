import { expect, test } from 'vitest';
import { keepNoRoster, rosterInForce } from '../../../functions/platform/services/roster-in-force.ts';
import { memoryRecord } from '../../support/memory-record.ts';

const nobodyLoadedOne = { get: async () => undefined };

test('given no roster, when somebody looks, then nobody can be reached and nothing is written', async () => {
  const { contents, contentRows } = memoryRecord();
  const { roster, current } = await rosterInForce(contents, nobodyLoadedOne);
  expect(roster.manifest).toEqual({ targets: 0, sheets: [] });
  expect(current).toBeUndefined();
  expect(contentRows.size).toBe(0);
});

test('given no roster, when an entry is to name it, then the record holds what the entry names', async () => {
  const { contents } = memoryRecord();
  const { roster } = await rosterInForce(contents, nobodyLoadedOne);
  await keepNoRoster(contents, roster);
  expect(await contents.get(roster.hash)).toEqual(roster.manifest);
});

test('given a roster that was loaded, when an entry is to name it, then nothing is written again', async () => {
  const { contents, contentRows } = memoryRecord();
  const manifest = { targets: 3, sheets: [] };
  const hash = await contents.put('roster-manifest', manifest);
  const current = { hash, loadedAt: '2023-02-01T08:00:00-06:00', refused: 0 };
  const inForce = await rosterInForce(contents, { get: async () => current });
  expect(inForce).toEqual({ roster: { hash, manifest, sheets: [] }, current });
  await keepNoRoster(contents, inForce.roster);
  expect([...contentRows.keys()]).toEqual([hash]);
});
