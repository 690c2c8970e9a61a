import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { EntryKind } from '../../../functions/declarations/entry.ts';
import { keep } from '../../../functions/declarations/keep.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { isTold, outsideOf, tell } from '../../../functions/declarations/tell.ts';
import { wordOfEntry } from '../../../functions/declarations/word-of-entry.ts';
import { eLearning, given, newest, refusal, underTwo, type Given } from '../../support/decided.ts';
import { content, entry, sam } from '../../support/entries.ts';
import { after, body, caller } from '../../support/facts.ts';
import { posted } from '../../support/posted.ts';

describe('keep', () => {
  const review = { digest: 'r'.repeat(64), what: 'The warning now ends on Thursday at noon.' };

  it('puts on record what was looked at, and that nothing was changed', () => {
    const { facts, state } = given();
    const about = { caller: caller(sam), declarationId: state.declarationId, seen: review.digest };
    const kept = keep(about, { ...facts, review });
    expect(kept.draft).toMatchObject({ kind: 'Reviewed', seen: review.digest, reason: review.what, by: sam });
    expect(newest(after(facts, kept)).content).toEqual(state.content);
  });

  it('is refused where something else has changed, or nothing is asked', () => {
    const { facts, state } = given();
    const about = { caller: caller(), declarationId: state.declarationId, seen: 'stale' };
    expect(refusal(() => keep(about, { ...facts, review })).problem).toBe('changed-since-seen');
    expect(refusal(() => keep(about, { ...facts, review: undefined })).problem).toBe('not-open');
  });
});

describe('tell', () => {
  const told = { done: true, at: '2023-02-21T14:30:00-06:00', by: 'Communications' };
  const tick = ({ facts, state }: Given, channelId = 'mass-call', what = told): Given => {
    const about = { caller: caller(), declarationId: state.declarationId, channelId, told: what };
    const then = after(facts, tell(about, facts));
    return { facts: then, state: newest(then) };
  };
  const outside = ({ facts, state }: Given) => outsideOf(state, facts.district.outsideChannels);

  it('ticks a channel, and shows those that are not ticked too', () => {
    const before = posted();
    expect(outside(before)).toEqual([
      { id: 'mass-call', name: 'Mass call', audience: 'families', owner: 'communications', done: false },
    ]);
    expect(outside(tick(before))).toMatchObject([{ id: 'mass-call', ...told }]);
    expect(outside(tick(tick(before), 'mass-call', { ...told, done: false }))).toMatchObject([{ done: false }]);
  });

  it('knows what is on record already', () => {
    const before = posted();
    expect(isTold(before.state, 'mass-call', { done: false })).toBe(true);
    expect(isTold(before.state, 'mass-call', told)).toBe(false);
    const { state } = tick(before);
    expect(isTold(state, 'mass-call', told)).toBe(true);
    expect(isTold(state, 'mass-call', { done: true })).toBe(true);
    expect(isTold(state, 'mass-call', { ...told, note: 'Twice.' })).toBe(false);
  });

  it('given an amendment, then it has to be passed on anew', () => {
    const before = tick(posted());
    const { declarationId } = before.state;
    const changes = { days: [{ ...eLearning, dayType: 'closed' }] };
    const seen = previewAmendment(changes, changeable(declarationId, before.facts), before.facts).answer.digest;
    const about = { caller: caller(), declarationId, changes, reason: 'Ice.', seen };
    const facts = after(before.facts, amend(about, before.facts));
    expect(outside({ facts, state: newest(facts) })).toMatchObject([{ done: false }]);
  });

  it('is refused for a channel that the district has not, with those that it has, and while nothing stands', () => {
    expect(refusal(() => tick(posted(), 'mass-cal'))).toMatchObject({
      problem: 'not-found',
      data: { channels: ['mass-call'] },
    });
    expect(refusal(() => tick(given(body(), underTwo()))).problem).toBe('not-open');
  });
});

describe('what administrators hear of an entry', () => {
  const { district } = posted().facts;
  const silent = new Set<EntryKind>(['Reached', 'DayClosed', 'Unknown']);

  it.each(EntryKind.options)('of kind %s', (kind) => {
    const declaration = body({ causes: [{ kind: 'it', summary: 'DC01 is encrypted' }] });
    const written = entry(7, kind, {
      reason: 'a secret reason',
      content: content({ declaration }),
      told: { channelId: 'mass-call', done: true, at: '2023-02-21T14:30:00-06:00', by: 'Sam', note: 'a secret note' },
    });
    const word = wordOfEntry(written, district);
    if (silent.has(kind)) return expect(word).toBeUndefined();
    expect(word?.wordId).toBe('entry/2022-23/7');
    expect(word?.text).toMatch(/^d-one: Maria Lopez /);
    expect(word?.text.length).toBeLessThanOrEqual(1_000);
    // Out of band: no link, and nothing internal.
    expect(word?.text).not.toMatch(/secret|encrypted|https?:/);
  });

  it('says which day it is for whom, and what happens now', () => {
    const declared = wordOfEntry(entry(1, 'Declared', { content: content({ needsApproval: true }) }), district);
    expect(declared?.text).toBe(
      'd-one: Maria Lopez declared e-learning 2023-02-22 for Pine High School. Nothing is posted until somebody else approves it. If you did not expect this, stop it on the saved page.',
    );
    expect(declared?.subject).toBe('Lakes Public Schools: Declared by Maria Lopez');
  });
});
