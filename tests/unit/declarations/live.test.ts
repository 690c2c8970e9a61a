import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import type { Entry } from '../../../functions/declarations/entry.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { postingOf, type Posting } from '../../../functions/declarations/live.ts';
import { content, entry } from '../../support/entries.ts';

const evening = parseInstant('2023-02-21T20:00:00-06:00');
const dayAfter = parseInstant('2023-02-23T05:00:00-06:00');
const declared = entry(1, 'Declared', { content: content(), releasesAtMs: 31_000 });
const awaited = entry(1, 'Declared', { content: content({ needsApproval: true }) });
const retracted = entry(2, 'Retracted', { content: content(), releasesAtMs: 70_000 });
const pending = entry(2, 'Retracted', { content: content({ needsApproval: true }) });

function posting(entries: readonly Entry[], nowMs: number, version = 1, calendarNow = evening): Posting {
  const state = fold(entries).get('d-one');
  if (state === undefined) throw new Error('no such declaration');
  return postingOf(state, version, { nowMs, calendarNow });
}

describe('may this entry be posted now?', () => {
  it.each<[string, readonly Entry[], number, number, Posting]>([
    ['in the hold', [declared], 30_999, 1, { kind: 'hold', untilMs: 31_000 }],
    ['after the hold', [declared], 31_000, 1, { kind: 'post' }],
    ['awaiting approval', [awaited], 99_000, 1, { kind: 'not-approved' }],
    ['approved', [awaited, entry(2, 'Approved', { releasesAtMs: 40_000 })], 99_000, 1, { kind: 'post' }],
    ['rejected', [awaited, entry(2, 'Rejected')], 99_000, 1, { kind: 'not-approved' }],
    ['withdrawn', [declared, entry(2, 'Withdrawn')], 99_000, 1, { kind: 'withdrawn' }],
    ['stopped', [declared, entry(2, 'Held', { releasesAtMs: 640_000 })], 99_000, 1, { kind: 'hold', untilMs: 640_000 }],
    [
      'stopped, ten minutes later',
      [declared, entry(2, 'Held', { releasesAtMs: 640_000 })],
      640_000,
      1,
      { kind: 'post' },
    ],
    ['retracted since', [declared, retracted], 99_000, 1, { kind: 'superseded', by: 2 }],
    ['about to be retracted', [declared, retracted], 69_999, 1, { kind: 'hold', untilMs: 70_000 }],
    ['the retraction itself', [declared, retracted], 99_000, 2, { kind: 'post' }],
    ['a retraction that awaits approval stops nothing', [declared, pending], 99_000, 1, { kind: 'post' }],
    ['nor is it posted', [declared, pending], 99_000, 2, { kind: 'not-approved' }],
    [
      'corrected since: newer words of the same entry',
      [declared, entry(2, 'Corrected', { content: content() })],
      99_000,
      1,
      { kind: 'post' },
    ],
  ])('%s', (_given, entries, nowMs, version, expected) => {
    expect(posting(entries, nowMs, version)).toEqual(expected);
  });

  it('is never posted past the end of its use', () => {
    expect(posting([declared], 99_000, 1, dayAfter)).toEqual({ kind: 'expired' });
    expect(posting([declared], 99_000, 1, parseInstant('2023-02-22T14:49:59-06:00'))).toEqual({ kind: 'post' });
    expect(posting([declared], 99_000, 1, parseInstant('2023-02-22T14:50:00-06:00'))).toEqual({ kind: 'expired' });
  });

  it('waits for the release time of its own channel only', () => {
    const { declaration } = content();
    const release = { teams: '2023-02-21T20:00:30-06:00' };
    const later = entry(1, 'Declared', {
      content: content({ declaration: { ...declaration, release } }),
      releasesAtMs: 0,
    });
    const state = fold([later]).get('d-one');
    if (state === undefined) throw new Error('no such declaration');
    const at = (channel: string) =>
      postingOf(state, 1, {
        nowMs: 99_000,
        calendarNow: evening,
        to: { audience: 'class', channel, unit: 'pine-hs' },
      });
    expect(at('teams')).toEqual({ kind: 'hold', untilMs: 129_000 });
    expect(at('google-classroom')).toEqual({ kind: 'post' });
  });

  describe('after an amendment', () => {
    const to = (unit: string, audience = 'class', channel = 'google-classroom') => ({ audience, channel, unit });
    const rendering = (units: string[], channel: 'google-classroom' | 'sns' = 'google-classroom') => ({
      channel,
      language: 'en',
      units,
      hash: 'h',
    });
    const notice = (audience: 'class' | 'public', one: ReturnType<typeof rendering>) => ({
      noticeId: 'n',
      audience,
      issued: {},
      renderings: [one],
    });
    const toAll = [notice('class', rendering(['pine-hs', 'pine-k8/k5'])), notice('public', rendering([], 'sns'))];
    const first = entry(1, 'Declared', { content: content({ notices: toAll }), releasesAtMs: 0 });
    const toSome = [notice('class', rendering(['pine-k8/k5']))];
    const amended = entry(2, 'Amended', { content: content({ notices: toSome }), releasesAtMs: 0 });
    const gate = (entries: readonly Entry[], whom?: ReturnType<typeof to>): Posting => {
      const state = fold(entries).get('d-one');
      if (state === undefined) throw new Error('no such declaration');
      const moment = { nowMs: 99_000, calendarNow: evening };
      return postingOf(state, 1, whom === undefined ? moment : { ...moment, to: whom });
    };

    it('takes the place of what was said to those that it speaks to, and of nothing else', () => {
      expect(gate([first, amended], to('pine-k8/k5'))).toEqual({ kind: 'superseded', by: 2 });
      // A staff room or class of the divided school as a whole.
      expect(gate([first, amended], to('pine-k8'))).toEqual({ kind: 'superseded', by: 2 });
      for (const whom of [to('pine-hs'), to('*', 'public', 'sns'), to('pine-k8/k5', 'staff')]) {
        expect(gate([first, amended], whom)).toEqual({ kind: 'post' });
      }
    });

    it('goes out as a whole until everybody has been said something newer', () => {
      expect(gate([first, amended])).toEqual({ kind: 'post' });
      const rest = [notice('class', rendering(['pine-hs'])), notice('public', rendering([], 'sns'))];
      const again = entry(3, 'Resumed', { content: content({ notices: rest }), releasesAtMs: 0 });
      expect(gate([first, amended, again])).toEqual({ kind: 'superseded', by: 3 });
    });

    it('goes nowhere after a retraction, whomever the amendment before spoke to', () => {
      const back = entry(3, 'Retracted', { content: content(), releasesAtMs: 0 });
      expect(gate([first, amended, back], to('pine-hs'))).toEqual({ kind: 'superseded', by: 3 });
    });
  });

  it('is never posted when the declaration does not know it as said', () => {
    expect(posting([declared, entry(2, 'Told')], 99_000, 2)).toEqual({ kind: 'withdrawn' });
    expect(posting([declared, entry(2, 'Withdrawn'), retracted], 99_000, 3)).toEqual({ kind: 'withdrawn' });
  });
});
