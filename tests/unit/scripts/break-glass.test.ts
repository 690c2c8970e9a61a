import { expect, test } from 'vitest';
import { randomIds } from '../../../functions/core/ids.ts';
import { PrintedHalf } from '../../../functions/core/printed-half.ts';
import { areHalvesOf } from '../../../functions/platform/half-hashes.ts';
import { newGlassSet, sheetOf } from '../../../scripts/break-glass.ts';

test('given a new set, then the halves typed from its two sheets are those of its hashes, and each sheet has one', async () => {
  const { halves, stored } = await newGlassSet('autumn-2026', randomIds, 1_024);
  expect(stored.set).toMatch(/^autumn-2026-[a-z0-9]{8}$/);
  const sheets = (['first', 'second'] as const).map((which, i) =>
    sheetOf(which, halves[i] ?? '', stored, 'https://api.example.org'),
  );
  const typed = sheets.map((sheet) => PrintedHalf.parse(/half +(\S+)/.exec(sheet)?.[1]));
  expect(typed).toEqual(halves);
  expect(await areHalvesOf([typed[1] ?? '', typed[0] ?? ''], stored)).toBe(true);
  expect(sheets[0]).not.toContain(halves[1].slice(0, 5));
  for (const half of halves) expect(JSON.stringify(stored)).not.toContain(half);
});

test('given a name that is none, then no set is made', async () => {
  await expect(newGlassSet('Autumn 2026', randomIds, 1_024)).rejects.toThrow();
});
