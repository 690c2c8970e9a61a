import { expect, test } from 'vitest';
import { Temporal } from '../../../functions/core/time.ts';
import { choresDue } from '../../../functions/deliveries/chores-due.ts';
import { stillClocks } from '../../support/clocks.ts';

const start = Temporal.Instant.from('2023-02-21T20:11:00Z');

test('given a tick every two seconds, then its chores are due at the first and every ten seconds', async () => {
  const clocks = stillClocks(start);
  const due = choresDue(clocks, 10_000);
  const seen: boolean[] = [];
  for (let tick = 0; tick < 7; tick += 1) {
    seen.push(due());
    await clocks.machine.sleep(2_000);
    clocks.set(start.add({ seconds: 2 * (tick + 1) }));
  }
  expect(seen).toEqual([true, false, false, false, false, true, false]);
});

test('given the calendar is set forward, then they are due at once', () => {
  const clocks = stillClocks(start);
  const due = choresDue(clocks, 10_000);
  expect(due()).toBe(true);
  clocks.set(start.add({ hours: 9 }));
  expect(due()).toBe(true);
  expect(due()).toBe(false);
});

test('given a tick once a minute that may not wait, then they are due each time', () => {
  const due = choresDue(stillClocks(start), 0);
  expect([due(), due()]).toEqual([true, true]);
});
