import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../functions/core/hash.ts';
import type { Entry } from '../../../functions/declarations/entry.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { statusAt } from '../../../functions/declarations/status-at.ts';
import { entryHash, parseStoredEntry } from '../../../functions/declarations/stored-entry.ts';
import { content, entry, sam } from '../../support/entries.ts';

const declared = entry(1, 'Declared', { content: content(), releasesAtMs: 31_000 });
const awaited = entry(1, 'Declared', { content: content({ needsApproval: true }) });
const approved = entry(2, 'Approved', { by: sam, releasesAtMs: 60_000 });
const retracted = entry(3, 'Retracted', {
  content: content({ days: [{ date: '2023-02-22', dayType: 'regular', units: ['pine-hs'] }] }),
  releasesAtMs: 70_000,
});
const askedBack = entry(3, 'Retracted', { content: content({ needsApproval: true }) });

function statusOf(entries: readonly Entry[], nowMs: number): string {
  const state = fold(entries).get('d-one');
  return state === undefined ? 'none' : statusAt(state, nowMs);
}

describe('status of a declaration', () => {
  it.each<[string, readonly Entry[], number, string]>([
    ['declared, in its hold', [declared], 30_999, 'held'],
    ['declared, hold over', [declared], 31_000, 'declared'],
    ['declared, approval needed', [awaited], 99_000, 'awaiting-approval'],
    ['approved, in its hold', [awaited, approved], 59_999, 'held'],
    ['approved, hold over', [awaited, approved], 60_000, 'declared'],
    ['rejected', [awaited, entry(2, 'Rejected')], 99_000, 'rejected'],
    ['nobody approved in time', [awaited, entry(2, 'Lapsed')], 99_000, 'lapsed'],
    ['stopped in its hold', [declared, entry(2, 'Withdrawn')], 99_000, 'withdrawn'],
    ['stopped later, held', [declared, entry(2, 'Held', { releasesAtMs: 640_000 })], 639_999, 'held'],
    ['stopped later, gone on by itself', [declared, entry(2, 'Held', { releasesAtMs: 640_000 })], 640_000, 'declared'],
    ['retracted', [declared, retracted], 99_000, 'retracted'],
    ['a retraction awaits approval: what stands stands', [declared, askedBack], 99_000, 'declared'],
    ['a retraction was rejected', [declared, askedBack, entry(4, 'Rejected')], 99_000, 'declared'],
    [
      'a retraction was approved',
      [declared, askedBack, entry(4, 'Approved', { releasesAtMs: 1 })],
      99_000,
      'retracted',
    ],
    [
      'its last day closed',
      [declared, entry(2, 'DayClosed', { closes: { date: '2023-02-22', figures: {} } })],
      99_000,
      'closed',
    ],
    ['a rejection without anything to reject', [declared, entry(2, 'Rejected')], 99_000, 'declared'],
    [
      'an approval after the withdrawal',
      [awaited, entry(2, 'Withdrawn'), entry(3, 'Approved', { releasesAtMs: 1 })],
      99_000,
      'withdrawn',
    ],
  ])('%s', (_given, entries, nowMs, expected) => {
    expect(statusOf(entries, nowMs)).toBe(expected);
  });
});

describe('fold', () => {
  it('keeps a change that awaits approval beside what stands', () => {
    const state = fold([declared, askedBack]).get('d-one');
    expect(state?.standing?.version).toBe(1);
    expect(state?.pending?.version).toBe(3);
    expect(state?.content).toEqual(declared.content);
  });

  it('lets a decision end a stop', () => {
    const held = entry(2, 'Held', { releasesAtMs: 640_000 });
    expect(fold([declared, held, retracted]).get('d-one')?.heldUntilMs).toBeUndefined();
    expect(fold([declared, held, askedBack]).get('d-one')?.heldUntilMs).toBe(640_000);
  });

  it('keeps the newest sealed receipts of each speaking entry', () => {
    const first = entry(2, 'Reached', { sealed: { ofVersion: 1, receipts: ['x'], counts: {} } });
    const second = entry(3, 'Reached', { sealed: { ofVersion: 1, receipts: ['y'], counts: {}, replaces: 2 } });
    expect(fold([declared, first, second]).get('d-one')?.sealed.get(1)?.version).toBe(3);
  });

  it('lets nothing be said in a declaration that has ended', () => {
    const state = fold([declared, entry(2, 'Withdrawn'), retracted]).get('d-one');
    expect(state?.speaking.map((one) => one.version)).toEqual([1]);
    expect(state?.entries).toHaveLength(3);
  });

  it('ignores entries of declarations that nobody declared', () => {
    expect(fold([approved, entry(2, 'Dismissed', { declarationId: 'p-1' })]).size).toBe(0);
  });
});

describe('an entry as stored', () => {
  it('comes back as it was, members of its future included', () => {
    const written = { ...declared, weatherAtTheTime: 'snow' };
    const text = canonicalJson({ ...written, hash: entryHash(written) });
    expect(canonicalJson(parseStoredEntry(text))).toBe(text);
  });

  it('is kept and changes nothing when its kind is of the future', () => {
    const raw = { ...declared, schema: 7, version: 2, kind: 'Postponed', content: { shape: 'of the future' } };
    const read = parseStoredEntry(canonicalJson({ ...raw, hash: entryHash(raw) }));
    expect(read).toMatchObject({ kind: 'Unknown', writtenKind: 'Postponed', version: 2 });
    const state = fold([declared, read, { ...retracted, version: 3 }]).get('d-one');
    expect(state?.entries.map((one) => one.kind)).toEqual(['Declared', 'Unknown', 'Retracted']);
    expect(state?.ended).toBe('retracted');
  });

  it('acts when a newer schema still says it in words that this code knows', () => {
    const raw = { ...retracted, schema: 2 };
    const read = parseStoredEntry(canonicalJson({ ...raw, hash: entryHash(raw) }));
    expect(fold([declared, read]).get('d-one')?.ended).toBe('retracted');
  });

  it.each([
    ['another reason', canonicalJson({ ...declared, reason: 'put in later' })],
    ['no JSON', 'x'],
    ['no entry', '{"version":1}'],
  ])('is refused with %s', (_what, text) => {
    expect(() => parseStoredEntry(text)).toThrow(/npm run verify/);
  });
});
