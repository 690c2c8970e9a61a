import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { feedAsOf } from '../../../functions/triggers/feed-as-of.ts';
import { mergeReading } from '../../../functions/triggers/merge-reading.ts';
import type { FeedState } from '../../../functions/triggers/signal.ts';
import { readingOf } from '../../support/alerts.ts';

const start = parseInstant('2023-02-21T03:30:00-06:00');
const timeZone = 'America/Chicago';

/** The feed's row after polls five minutes apart, `false` for one that failed, and how it stands some minutes later. */
function after(polls: readonly boolean[], minutesLater = 0): FeedState {
  let row: FeedState | undefined;
  for (const [i, good] of polls.entries()) {
    const reading = good ? readingOf([]) : ({ ok: false, problem: 'It answered 503.' } as const);
    row = mergeReading([], row, reading, { now: start.add({ minutes: 5 * i }), timeZone }).feed;
  }
  return feedAsOf('weather', row, start.add({ minutes: 5 * (polls.length - 1) + minutesLater }));
}

describe('a feed as of a moment', () => {
  it('given one failed poll, then it counts as read; given a second, then it is unknown since the first', () => {
    expect(after([true, false])).toMatchObject({ ok: true, failures: 1 });
    expect(after([true, false])).not.toHaveProperty('unknownSince');
    expect(after([true, false, false])).toMatchObject({
      ok: false,
      unknownSince: '2023-02-21T03:35:00-06:00',
      problem: 'It answered 503.',
    });
    expect(after([true, false, false, true])).toMatchObject({ ok: true, failures: 0 });
  });

  it('given the poller has stopped, then after three polls it is unknown since the last good reading', () => {
    expect(after([true], 15)).toMatchObject({ ok: true });
    expect(after([true], 16)).toMatchObject({
      ok: false,
      unknownSince: '2023-02-21T03:30:00-06:00',
      problem: 'Nobody has looked since.',
    });
    expect(after([true, false], 11)).toMatchObject({ ok: false, unknownSince: '2023-02-21T03:35:00-06:00' });
  });

  it('given it was never read, then it is unknown from the first poll on', () => {
    expect(feedAsOf('weather', undefined, start)).toMatchObject({ ok: false, problem: 'It has not been read yet.' });
    expect(after([false])).toMatchObject({ ok: false, problem: 'It answered 503.' });
  });
});
