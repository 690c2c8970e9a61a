import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import type { Content, Entry, EntryKind } from '../../../functions/declarations/entry.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import type { Rendering } from '../../../functions/declarations/rendering.ts';
import { markedWords } from '../../../functions/deliveries/marked-words.ts';
import { wantedFace } from '../../../functions/deliveries/wanted-face.ts';
import { content, entry } from '../../support/entries.ts';

const units = (...ids: string[]) => [{ channel: 'teams' as const, language: 'en', units: ids, hash: 'h' }];
const notice = (noticeId: string, ...ids: string[]): Content['notices'][number] => ({
  noticeId,
  audience: 'class',
  issued: { en: 'Tue 2:11 p.m.' },
  renderings: units(...ids),
});

type Told = {
  readonly kind: EntryKind;
  readonly notices?: Content['notices'];
  readonly more?: Partial<Content>;
} & Partial<Pick<Entry, 'at' | 'releasesAtMs'>>;

/** What a class of `pine-hs` is to see of the first entry's notice after all of these. */
function wantedAfter(told: readonly Told[], nowMs = 2_000_000, calendar = '2023-02-21T15:00:00-06:00') {
  const entries = told.map(({ kind, notices = [notice('one', 'pine-hs')], more, ...changes }, i) =>
    entry(i + 1, kind, {
      ...(kind === 'Held' || kind === 'Withdrawn' ? {} : { content: content({ notices, ...more }), releasesAtMs: 0 }),
      ...changes,
    }),
  );
  const state = fold(entries).get('d-one');
  if (state === undefined) throw new TypeError('nothing was declared');
  const to = { audience: 'class', channel: 'teams', unit: 'pine-hs' };
  const speaks = (one: Content['notices'][number]): boolean =>
    one.renderings.some((rendering) => rendering.units.includes('pine-hs'));
  return wantedFace(
    state,
    { version: 1, noticeId: 'one', to, speaks },
    { ms: nowMs, calendar: parseInstant(calendar) },
  );
}

const declared: Told = { kind: 'Declared' };
const corrected: Told = { kind: 'Corrected' };
const update = (kind: EntryKind, more: Partial<Told> = {}): Told => ({
  kind,
  notices: [notice('two', 'pine-hs')],
  ...more,
});

describe('what a post is to show', () => {
  it.each<[string, Told[], object]>([
    ['nothing came after it', [declared], { words: 1 }],
    ['it was corrected twice', [declared, corrected, corrected], { words: 3 }],
    [
      'the words of others were corrected',
      [declared, { ...corrected, notices: [notice('one', 'oak-hs')] }],
      { words: 1 },
    ],
    ['another notice was corrected', [declared, { ...corrected, notices: [notice('other', 'pine-hs')] }], { words: 1 }],
    ['an update says something new here', [declared, update('Amended')], { words: 1, mark: 2 }],
    [
      'an update says nothing new here',
      [declared, update('Amended', { notices: [notice('two', 'oak-hs')] })],
      { words: 1 },
    ],
    ['it is taken back', [declared, corrected, update('Amended'), update('Retracted')], { words: 2, mark: 4 }],
    ['a correction is not out yet', [declared, { ...corrected, releasesAtMs: 3_000_000 }], { words: 1 }],
    ['a correction awaits approval', [declared, { ...corrected, more: { needsApproval: true } }], { words: 1 }],
    [
      'an update is for the record only',
      [declared, update('Amended', { more: { declaration: { ...content().declaration, recordOnly: true } } })],
      { words: 1 },
    ],
    [
      'an update came when it was of no more use',
      [declared, update('Retracted', { at: '2023-02-22T16:00:00-06:00' })],
      { words: 1 },
    ],
    ['the way back is about days that it did not speak of', [declared, update('Resumed')], { words: 1 }],
    [
      'the way back is about a day that it spoke of',
      [
        declared,
        update('Resumed', { more: { days: [{ date: '2023-02-22', dayType: 'regular', units: ['pine-hs'] }] } }),
      ],
      { words: 1, mark: 2 },
    ],
    ['it was stopped before it was out', [declared, corrected, { kind: 'Withdrawn' }], { words: 1 }],
  ])('given %s', (_name, told, face) => {
    expect(wantedAfter(told).face).toEqual(face);
  });

  it('given a retraction, then it overwrites what a teacher has changed, and nothing else does', () => {
    const overwrites = [[corrected], [update('Amended')], [update('Amended'), update('Retracted')]].map(
      (later) => wantedAfter([declared, ...later]).overwrites,
    );
    expect(overwrites).toEqual([false, false, true]);
  });

  it('given words and marks, then every face between them may be seen', () => {
    expect(wantedAfter([declared, corrected, update('Amended'), update('Retracted')]).possible).toHaveLength(6);
  });

  it('given a stop, then edits wait as posts do; past its use, they end', () => {
    const stopped = [declared, corrected, { kind: 'Held', releasesAtMs: 2_500_000 } as const];
    expect(wantedAfter(stopped).gate).toEqual({ kind: 'hold', untilMs: 2_500_000 });
    expect(wantedAfter([declared, corrected], 2_000_000, '2023-02-22T15:00:00-06:00').gate.kind).toBe('closed');
  });
});

describe('the words of a post whose place was taken', () => {
  const post = { deliveryId: 'n.x', link: '', attributes: {} };
  const later = (text: string, mark?: string): Rendering => ({
    channel: text.startsWith('<') ? 'teams' : 'google-classroom',
    audience: 'class',
    language: 'en',
    opening: 'UPDATE',
    link: '',
    text,
    ...(mark === undefined ? {} : { mark }),
  });
  const issued = { issued: { en: 'Tue 5:22 a.m.' } };

  it.each([
    [
      'plain text',
      'E-LEARNING Wed\nLog in.\nRef. n.x',
      later('UPDATE {{issued}} – CLOSED\nStay home.', 'UPDATE {{issued}} – CLOSED\nReplaced.'),
      'UPDATE Tue 5:22 a.m. – CLOSED\nReplaced.\nLog in.\nRef. n.x',
    ],
    [
      'HTML',
      '<p><strong>E-LEARNING Wed</strong></p><p>Log in.</p>',
      later('<p>UPDATE</p>', '<p><strong>UPDATE {{issued}}</strong></p><p>Replaced.</p>'),
      '<p><strong>UPDATE Tue 5:22 a.m.</strong></p><p>Replaced.</p><p>Log in.</p>',
    ],
    [
      'the words of an older version, which had no mark',
      'E-LEARNING Wed\nLog in.',
      later('UPDATE {{issued}} – CLOSED\nStay home.'),
      'UPDATE Tue 5:22 a.m. – CLOSED\nLog in.',
    ],
  ])('given %s, then line 1 is the later one’s and the rest stays', (_name, text, rendering, expected) => {
    const words = markedWords({ post: { ...post, text }, opening: 'E-LEARNING' }, rendering, issued);
    expect([words.post.text, words.opening]).toEqual([expected, 'UPDATE']);
  });
});
