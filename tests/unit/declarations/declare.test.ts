import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../functions/core/hash.ts';
import type { Declaration } from '../../../functions/declarations/declaration.ts';
import { declare } from '../../../functions/declarations/declare.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { day, declared, eLearning, friday, given, refusal, underTwo } from '../../support/decided.ts';
import { maria, sam } from '../../support/entries.ts';
import { body, caller, factsOf } from '../../support/facts.ts';

describe('declare', () => {
  it('says word for word what was previewed, after the hold', () => {
    const facts = factsOf();
    const { answer, drafts, days, notAfter } = preview(body(), facts);
    const { draft, contents } = declared(body(), facts);
    expect(draft).toMatchObject({ kind: 'Declared', by: maria, seen: answer.digest, releasesAtMs: 1_030_000 });
    expect(draft).toMatchObject({ at: '2023-02-21T14:11:00-06:00', atMs: 1_000_000 });
    expect(draft.content).toMatchObject({
      days,
      digest: answer.digest,
      reach: answer.reach,
      notAfter,
      needsApproval: false,
    });
    const words = drafts.flatMap((notice) => notice.renderings.map(({ rendering }) => digestOf(rendering)));
    const named = draft.content?.notices.flatMap((notice) => notice.renderings.map(({ hash }) => hash));
    expect(named).toEqual(words);
    const kept = contents.map(({ value }) => digestOf(value));
    expect(kept).toEqual(expect.arrayContaining([...words, facts.rules.district, facts.rules.lawPack]));
  });

  it('gives each notice an id of its own and the minute of issue', () => {
    const notices = declared(body(), factsOf()).draft.content?.notices ?? [];
    expect(new Set(notices.map((notice) => notice.noticeId)).size).toBe(4);
    expect(notices.map((notice) => notice.noticeId)).toEqual(
      notices.map(() => expect.stringMatching(/^[a-z0-9]{10}$/)),
    );
    expect(notices[0]?.issued).toEqual({ en: '2023-02-21T14:11:00-06:00' });
    expect(notices.map((notice) => notice.page !== undefined)).toEqual([true, false, true, false]);
  });

  it('is released by an approval alone where one is needed', () => {
    const { draft } = declared(body(), underTwo());
    expect(draft.content?.needsApproval).toBe(true);
    expect(draft.releasesAtMs).toBeUndefined();
  });

  it('holds nothing that is only put on record, and posts nothing of it', () => {
    const past = body({
      days: [{ ...eLearning, date: '2022-12-15', dayType: 'closed' }],
      recordOnly: true,
      decidedBy: { name: 'Ann Vue' },
      reasons: { 'record-only/-/-': 'By hand.' },
    });
    const { draft } = declared(past, factsOf());
    expect(draft).toMatchObject({ releasesAtMs: 1_000_000, content: { notices: [], reach: {} } });
  });

  it('refuses what is not what was seen, with the preview of now', () => {
    const facts = factsOf();
    const error = refusal(() => declare({ caller: caller(), declaration: body(), seen: 'stale' }, facts));
    expect(error).toMatchObject({ problem: 'changed-since-seen', data: { preview: preview(body(), facts).answer } });
  });

  it('refuses findings without a reason, one by one, and takes them with one', () => {
    const facts = factsOf();
    const bare = body({ days: [eLearning, friday], reasons: { 'coverage/2023-02-24/-': '  ' } });
    const error = refusal(() => declared(bare, facts));
    expect(error).toMatchObject({
      problem: 'findings-need-reason',
      data: { findings: [{ findingId: 'coverage/2023-02-24/-' }] },
    });
    const reasons = { 'coverage/2023-02-24/-': 'Crews need Friday to clear the streets.' };
    const { draft } = declared(body({ days: [eLearning, friday], reasons }), facts);
    expect(draft.content?.declaration.reasons).toEqual(reasons);
  });

  it('refuses what the law forbids, whatever the reason', () => {
    const causes = [{ kind: 'it', qualifying: true }];
    const findingId = preview(body({ causes }), factsOf()).answer.findings[0]?.findingId ?? '';
    const error = refusal(() => declared(body({ causes, reasons: { [findingId]: 'We want to.' } }), factsOf()));
    expect(error).toMatchObject({ problem: 'blocked-by-law', data: { findings: [{ findingId, weight: 'blocks' }] } });
  });

  it('refuses a day that a school has been given already, and says by whom', () => {
    const { facts, state } = given(day({ schools: ['pine-k8'] }));
    const error = refusal(() =>
      declared(day({ dayType: 'closed', schools: ['division:pine-k8/k5', 'pine-hs'] }), facts, sam),
    );
    expect(error.problem).toBe('day-already-declared');
    expect(error.data).toMatchObject({
      declarationId: state.declarationId,
      by: 'Maria Lopez',
      schools: ['pine-k8/k5'],
    });
    expect(error.data['amend']).toBe(`/v1/declarations/${state.declarationId}/amend`);
    expect(error.message).toContain('2023-02-22 is already declared for pine-k8/k5 by Maria Lopez');
  });

  it.each<[string, Declaration, Declaration]>([
    ['another school', day({ schools: ['pine-hs'] }), day({ schools: ['pine-k8'] })],
    ['another date', body(), day({ date: '2023-02-23' })],
    ['only programs', body(), day({ dayType: 'programs-only' })],
  ])('takes a second declaration of %s', (_what, first, second) => {
    const { facts } = given(first);
    expect(declared(second, facts).draft.kind).toBe('Declared');
  });
});
