import { expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { pollTools } from '../../../functions/readiness/poll-tools.ts';
import type { FeedReading } from '../../../functions/readiness/ports.ts';
import type { ToolReading } from '../../../functions/readiness/tool-state.ts';
import { lakes } from '../../support/district.ts';

const source = 'status.clever.com';
const up: FeedReading = { status: 'up', source };
const outage = (since: string): FeedReading => ({ status: 'down', source, since });
const unreadable: FeedReading = { status: 'unknown', source, what: 'it answered 503' };

/** Clever's feed over a morning. */
function world() {
  const rows = new Map<string, ToolReading>();
  return {
    rows,
    read: async (at: string, reading: FeedReading | undefined) => {
      const { readings, changed } = await pollTools({
        district: lakes,
        readFeeds: async () => new Map(reading === undefined ? [] : [['clever', reading]]),
        store: { readings: async () => [...rows.values()], putReading: async (row) => void rows.set(row.toolId, row) },
        calendar: { now: () => parseInstant(`2023-02-21T${at}:00-06:00`) },
      });
      return { ...readings[0], changed };
    },
  };
}
const time = (at: string): string => `2023-02-21T${at}:00-06:00`;

it('given nothing changes, then since stays, the time of the look moves, and nothing is said to have changed', async () => {
  const { read } = world();
  expect(await read('04:00', up)).toMatchObject({ status: 'up', since: time('04:00'), changed: true });
  const again = { status: 'up', since: time('04:00'), at: time('04:05'), lastGoodAt: time('04:05'), changed: false };
  expect(await read('04:05', up)).toMatchObject(again);
});

it('given a feed that fails, then it is unknown since the first failure, with its last good time', async () => {
  const { read } = world();
  await read('04:00', up);
  expect(await read('04:05', unreadable)).toMatchObject({ status: 'unknown', since: time('04:05'), changed: true });
  const still = { since: time('04:05'), lastGoodAt: time('04:00'), what: 'it answered 503', changed: false };
  expect(await read('04:10', unreadable)).toMatchObject(still);
  expect(await read('04:15', up)).toMatchObject({ status: 'up', since: time('04:15'), changed: true });
});

it('given a second outage right after the first, then it is a newer one: what IT said in between is older', async () => {
  const { read } = world();
  expect(await read('04:35', outage(time('04:31')))).toMatchObject({ since: time('04:31') });
  expect(await read('04:40', outage(time('04:38')))).toMatchObject({ since: time('04:38'), changed: true });
});

it('given a vendor whose clock is ahead, then since is when it was first read', async () => {
  expect(await world().read('04:35', outage(time('05:31')))).toMatchObject({ since: time('04:35') });
});

it('given a feed that is somebody else’s to ask, then what they read stands as it is', async () => {
  const { read, rows } = world();
  await read('04:00', up);
  expect(await read('04:05', undefined)).toMatchObject({ status: 'up', at: time('04:00'), changed: false });
  expect(rows.get('clever')?.at).toBe(time('04:00'));
});
