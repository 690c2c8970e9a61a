import { describe, expect, it } from 'vitest';
import { Hook } from '../../../functions/calendar/hooks.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { hearHook } from '../../../functions/triggers/hear-hook.ts';
import { lookAtHooks, silentHooks } from '../../../functions/triggers/look-at-hooks.ts';
import { stillClocks } from '../../support/clocks.ts';
import { memorySignals } from '../../support/memory-signals.ts';

const watchdog = Hook.parse({ id: 'watchdog', vendor: 'alertmanager', silentAfterHours: 6 });
const rare = Hook.parse({ id: 'rare', vendor: 'pagerduty' });

/** Hooks that something has come by at these times, and how they stand at noon. */
async function world(...came: readonly [hookId: string, receivedAt: string][]) {
  const signals = memorySignals();
  const timeZone = 'America/Chicago';
  for (const [hookId, receivedAt] of came) await hearHook({ signals, timeZone }, { hookId, receivedAt });
  const clocks = stillClocks(parseInstant('2023-02-21T12:00:00-06:00'));
  const seen = await lookAtHooks({ hooks: [watchdog, rare], signals, clocks });
  return { feeds: seen.map(({ feed }) => feed), silent: silentHooks(seen).map(({ id }) => id) };
}

describe('a hook that should speak', () => {
  it('given it spoke within its usual hours, then it is well', async () => {
    const { feeds, silent } = await world(['watchdog', '2023-02-21T06:00:00-06:00']);
    expect(feeds).toMatchObject([{ feed: 'hook/watchdog', ok: true, lastGoodAt: '2023-02-21T06:00:00-06:00' }]);
    expect(silent).toEqual([]);
  });

  it('given it has been silent for longer, then it is unknown since it last spoke, and an alarm', async () => {
    const { feeds, silent } = await world(['watchdog', '2023-02-21T05:59:00-06:00']);
    const since = '2023-02-21T05:59:00-06:00';
    const problem = expect.stringMatching(/more than 6 hours/);
    expect(feeds).toMatchObject([{ ok: false, lastGoodAt: since, unknownSince: since, problem }]);
    expect(silent).toEqual(['watchdog']);
  });

  it('given it never spoke, then that is shown and no alarm: it is not connected yet', async () => {
    const { feeds, silent } = await world();
    expect(feeds).toMatchObject([{ feed: 'hook/watchdog', ok: false, problem: 'Nothing has come by it yet.' }]);
    expect(feeds[0]).not.toHaveProperty('unknownSince');
    expect(silent).toEqual([]);
  });

  it('given an older webhook comes after a newer one, then it takes nothing back', async () => {
    const { silent } = await world(
      ['watchdog', '2023-02-21T11:00:00-06:00'],
      ['watchdog', '2023-02-20T11:00:00-06:00'],
    );
    expect(silent).toEqual([]);
  });
});

describe('a hook of which nothing is expected', () => {
  it('given it spoke a month ago, then when is shown, and its silence is ordinary', async () => {
    const { feeds, silent } = await world(['rare', '2023-01-21T12:00:00-06:00']);
    expect(feeds.find(({ feed }) => feed === 'hook/rare')).toMatchObject({
      ok: true,
      lastGoodAt: '2023-01-21T12:00:00-06:00',
    });
    expect(silent).toEqual([]);
  });
});
