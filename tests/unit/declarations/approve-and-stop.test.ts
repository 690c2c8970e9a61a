import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { approve, reject } from '../../../functions/declarations/approve.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { postingOf } from '../../../functions/declarations/live.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { reached } from '../../../functions/declarations/reached.ts';
import type { DeclarationState } from '../../../functions/declarations/state.ts';
import { statusAt } from '../../../functions/declarations/status-at.ts';
import { stop } from '../../../functions/declarations/stop.ts';
import { wordOfEntry } from '../../../functions/declarations/word-of-entry.ts';
import { declared, eLearning, given, newest, refusal, underTwo, type Given } from '../../support/decided.ts';
import { maria, sam } from '../../support/entries.ts';
import { after, body, caller, factsOf } from '../../support/facts.ts';

describe('approve and reject', () => {
  const decide = (state: DeclarationState) => ({ declarationId: state.declarationId, seen: state.content.digest });

  it('releases what awaited it after the hold', () => {
    const { facts, state } = given(body(), underTwo());
    const { draft } = approve({ caller: caller(sam), ...decide(state) }, facts);
    expect(draft).toMatchObject({ kind: 'Approved', by: sam, seen: state.content.digest, releasesAtMs: 1_030_000 });
    expect(statusAt(newest(after(facts, { draft, contents: [] })), 1_029_999)).toBe('held');
  });

  it('keeps what was rejected from ever being posted, with the reason', () => {
    const { facts, state } = given(body(), underTwo());
    const decision = reject({ caller: caller(sam), ...decide(state), reason: 'Roads are clear.' }, facts);
    expect(decision.draft).toMatchObject({ kind: 'Rejected', reason: 'Roads are clear.' });
    expect(statusAt(newest(after(facts, decision)), 2_000_000)).toBe('rejected');
    expect(declared(body(), after(facts, decision)).draft.kind).toBe('Declared');
  });

  it('takes two people', () => {
    const { facts, state } = given(body(), underTwo());
    const samePerson = { ...sam, sub: maria.sub };
    expect(refusal(() => approve({ caller: caller(samePerson), ...decide(state) }, facts)).problem).toBe(
      'approver-is-author',
    );
    expect(refusal(() => reject({ caller: caller(samePerson), ...decide(state) }, facts)).problem).toBe(
      'approver-is-author',
    );
  });

  it('is bound to the digest', () => {
    const { facts, state } = given(body(), underTwo());
    const error = refusal(() => approve({ caller: caller(sam), ...decide(state), seen: 'stale' }, facts));
    expect(error).toMatchObject({ problem: 'changed-since-seen', data: { digest: state.content.digest } });
  });

  it('comes too late when its days are over', () => {
    const { facts, state } = given(body(), underTwo());
    facts.clocks.calendarAt('2023-02-22T15:50:00-06:00');
    expect(refusal(() => approve({ caller: caller(sam), ...decide(state) }, facts)).problem).toBe('not-open');
  });

  it('needs something that awaits it', () => {
    const { facts, state } = given();
    expect(refusal(() => approve({ caller: caller(sam), ...decide(state) }, facts))).toMatchObject({
      problem: 'not-open',
      data: { status: 'held' },
    });
    const unknown = { declarationId: 'd-none', seen: '' };
    expect(refusal(() => approve({ caller: caller(sam), ...unknown }, facts)).problem).toBe('unknown-declaration');
  });
});

describe('stop', () => {
  it.each<[string, number, string, number | undefined]>([
    ['in the hold: nothing was posted', 1_000_000, 'Withdrawn', undefined],
    ['just before the guard', 1_029_499, 'Withdrawn', undefined],
    ['too late to promise it', 1_029_500, 'Held', 1_629_500],
    ['after the hold', 1_100_000, 'Held', 1_700_000],
  ])('%s', (_when, nowMs, kind, releasesAtMs) => {
    const { facts, state } = given();
    facts.clocks.machineAt(nowMs);
    const { draft } = stop({ caller: caller(sam), declarationId: state.declarationId }, facts);
    expect(draft.kind).toBe(kind);
    expect(draft.releasesAtMs).toBe(releasesAtMs);
  });

  it('withdraws what awaits approval, however late', () => {
    const { facts, state } = given(body(), underTwo());
    facts.clocks.machineAt(9_000_000);
    expect(stop({ caller: caller(), declarationId: state.declarationId }, facts).draft.kind).toBe('Withdrawn');
  });

  describe('of what awaits approval, by its author', () => {
    const noon = body({ days: [{ ...eLearning, dayType: 'closed' }] });
    function changed(): Given {
      const facts = { ...underTwo(), covers: () => true };
      const first = given(body(), facts);
      const { declarationId, content } = first.state;
      const approval = { caller: caller(sam), declarationId, seen: content.digest };
      const before = after(first.facts, approve(approval, first.facts));
      facts.clocks.machineAt(1_100_000);
      const changes = { days: noon.days };
      const seen = previewAmendment(changes, changeable(declarationId, before), before).answer.digest;
      const then = after(before, amend({ caller: caller(), declarationId, changes, reason: 'Ice.', seen }, before));
      return { facts: then, state: newest(then) };
    }

    it('takes back the change alone: what was declared goes on being posted', () => {
      const { facts, state } = changed();
      expect(state.pending?.version).toBe(3);
      const decided = stop({ caller: caller(), declarationId: state.declarationId, pending: true }, facts);
      expect(decided.draft).toMatchObject({ kind: 'Withdrawn', withdraws: 3 });
      const then = after(facts, decided);
      const left = newest(then);
      expect([left.pending, left.ended, left.standing?.version]).toEqual([undefined, undefined, 1]);
      expect(statusAt(left, 1_100_000)).toBe('declared');
      expect(postingOf(left, 1, { nowMs: 1_100_000, calendarNow: facts.clocks.calendar.now() })).toEqual({
        kind: 'post',
      });
      expect(postingOf(left, 3, { nowMs: 9_100_000, calendarNow: facts.clocks.calendar.now() })).toEqual({
        kind: 'not-approved',
      });
      const word = wordOfEntry(then.entries.at(-1)!, facts.district)?.text;
      expect(word).toMatch(/took back a change .* what was declared before stands/);
      expect(
        refusal(() => stop({ caller: caller(), declarationId: state.declarationId, pending: true }, then)),
      ).toMatchObject({ problem: 'not-open' });
    });

    it('is for nobody else, and without it stop means what is posted', () => {
      const { facts, state } = changed();
      const { declarationId } = state;
      expect(refusal(() => stop({ caller: caller(sam), declarationId, pending: true }, facts))).toMatchObject({
        problem: 'not-the-author',
        message: expect.stringMatching(/reject it/),
      });
      expect(stop({ caller: caller(), declarationId }, facts).draft.kind).toBe('Held');
    });

    it('takes back a declaration of which nothing stands yet as a whole', () => {
      const { facts, state } = given(body(), underTwo());
      const decided = stop({ caller: caller(), declarationId: state.declarationId, pending: true }, facts);
      expect(decided.draft.withdraws).toBeUndefined();
      expect(newest(after(facts, decided)).ended).toBe('withdrawn');
    });
  });

  it('gives the day back', () => {
    const { facts, state } = given();
    const stopped = after(facts, stop({ caller: caller(), declarationId: state.declarationId }, facts));
    expect(declared(body(), stopped).draft.kind).toBe('Declared');
  });

  it('is refused while it holds already, and possible again afterwards', () => {
    const { facts, state } = given();
    const { declarationId } = state;
    facts.clocks.machineAt(1_100_000);
    const held = after(facts, stop({ caller: caller(), declarationId }, facts));
    const error = refusal(() => stop({ caller: caller(), declarationId }, held));
    expect(error).toMatchObject({ problem: 'not-open', data: { heldForSeconds: 600 } });
    facts.clocks.machineAt(1_700_000);
    expect(stop({ caller: caller(), declarationId }, held).draft.kind).toBe('Held');
  });

  it('is refused where nothing can be stopped', () => {
    const { facts, state } = given();
    const { declarationId } = state;
    const stopped = after(facts, stop({ caller: caller(), declarationId }, facts));
    expect(refusal(() => stop({ caller: caller(), declarationId }, stopped))).toMatchObject({
      data: { status: 'withdrawn' },
    });
  });
});

describe('reached', () => {
  const receipts = { ofVersion: 1, receipts: ['a'], counts: { sent: 60 } };

  it('seals receipts in the name of Bellwether, and names the seal that it replaces', () => {
    const { facts, state } = given();
    const first = reached(receipts, facts);
    expect(first.draft).toMatchObject({
      kind: 'Reached',
      declarationId: state.declarationId,
      by: { kind: 'system' },
      sealed: receipts,
    });
    const second = reached({ ...receipts, receipts: ['b'] }, after(facts, first));
    expect(second.draft.sealed).toMatchObject({ receipts: ['b'], replaces: 2 });
    expect(second.draft.commandId).not.toBe(first.draft.commandId);
  });

  it('refuses receipts of an entry that posted nothing', () => {
    expect(refusal(() => reached(receipts, factsOf())).problem).toBe('unknown-declaration');
  });
});
