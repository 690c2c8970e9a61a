import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, unwritten } from '../../../functions/deliveries/advance.ts';
import {
  afterCheck,
  afterEdit,
  beginEdit,
  type Edited,
  readBeforeEdit,
  type Reading,
} from '../../../functions/deliveries/after-edit.ts';
import type { Delivery, Edit, Face } from '../../../functions/deliveries/delivery.ts';
import { editsOf } from '../../../functions/deliveries/edit-figures.ts';
import { editStep, type EditStep, shownBy } from '../../../functions/deliveries/edit-step.ts';
import { nextStep } from '../../../functions/deliveries/next-step.ts';
import type { EditOutcome } from '../../../functions/deliveries/ports.ts';
import { isSameFace, type Wanted } from '../../../functions/deliveries/wanted-face.ts';
import { productionTimes } from '../../../functions/platform/production-times.ts';

const nowMs = 10_000_000;
const now = { ms: nowMs, at: '2023-02-21T14:11:00-06:00' };
const times = productionTimes;

const identity = {
  entry: { schoolYear: '2022-23', version: 1 },
  deliveryId: 'n.x',
  noticeId: 'n',
  parcelId: 'p',
  channel: 'google-classroom',
  targetId: 't',
  schoolId: 'pine-hs',
} as const;
const first: Face = { words: 1 };
const corrected: Face = { words: 2 };
const marked: Face = { words: 1, mark: 3 };

const sent = (changes: Partial<Delivery> = {}): Delivery =>
  advance(unwritten(identity), { status: 'sent', providerId: 'p1', mayBeVisible: true, shown: first, ...changes });
const edit = (changes: Partial<Edit> = {}): Edit => ({
  status: 'waiting',
  face: corrected,
  tries: 1,
  refusals: 0,
  failures: 0,
  ...changes,
});
const wanted = (face: Face, changes: Partial<Wanted> = {}): Wanted => ({
  face,
  possible: [first, corrected, marked],
  overwrites: false,
  gate: { kind: 'open' },
  ...changes,
});
const closed: Wanted['gate'] = { kind: 'closed', reason: 'of no use' };
const held: Wanted['gate'] = { kind: 'hold', untilMs: nowMs + 5_000 };

const cases: [string, Delivery, Wanted, EditStep['do']][] = [
  ['what is shown is wanted: nothing', sent(), wanted(first), 'nothing'],
  ['other words: edited', sent(), wanted(corrected), 'edit'],
  ['a mark: edited', sent({ shown: corrected }), wanted(marked), 'edit'],
  ['a row of before there were edits shows its own words', sent({ shown: undefined }), wanted(first), 'nothing'],
  ['no id to edit by: nothing', sent({ providerId: undefined }), wanted(corrected), 'nothing'],
  ['held: waits', sent(), wanted(corrected, { gate: held }), 'wait'],
  ['of no more use: ended', sent(), wanted(corrected, { gate: closed }), 'end-edit'],
  ['refused and not due: waits', sent({ edit: edit({ dueMs: nowMs + 1 }) }), wanted(corrected), 'wait'],
  ['refused and due: edited', sent({ edit: edit({ dueMs: nowMs }) }), wanted(corrected), 'edit'],
  ['under way: waits', sent({ edit: edit({ status: 'editing', leaseUntilMs: nowMs + 1 }) }), wanted(corrected), 'wait'],
  [
    'under way while something newer is wanted: waits all the same',
    sent({ edit: edit({ status: 'editing', leaseUntilMs: nowMs + 1 }) }),
    wanted(marked),
    'wait',
  ],
  [
    'its lease long over: read',
    sent({ edit: edit({ status: 'editing', leaseUntilMs: nowMs - 15_000 }) }),
    wanted(corrected),
    'check-edit',
  ],
  ['in doubt and due: read', sent({ edit: edit({ status: 'in-doubt', dueMs: nowMs }) }), wanted(marked), 'check-edit'],
  [
    'in doubt, of no more use: still read',
    sent({ edit: edit({ status: 'in-doubt', dueMs: nowMs }) }),
    wanted(corrected, { gate: closed }),
    'check-edit',
  ],
  [
    'done after a doubt: read once more when due',
    sent({ shown: corrected, edit: edit({ status: 'done', dueMs: nowMs }) }),
    wanted(corrected),
    'check-edit',
  ],
  ['cannot be edited so: nothing', sent({ edit: edit({ status: 'cannot-edit' }) }), wanted(corrected), 'nothing'],
  [
    'cannot be edited so, something else: edited',
    sent({ edit: edit({ status: 'cannot-edit' }) }),
    wanted(marked),
    'edit',
  ],
  ['removed: nothing ever', sent({ edit: edit({ status: 'removed' }) }), wanted(marked), 'nothing'],
];

/** `exactOptionalPropertyTypes` has no `undefined` in a row: such members are left out. */
const bare = (row: Delivery): Delivery => JSON.parse(JSON.stringify(row));

describe('the next step of an edit', () => {
  it.each(cases)('%s', (_name, delivery, face, step) => {
    expect(editStep({ delivery: bare(delivery), wanted: face, nowMs, times }).do).toBe(step);
  });

  it('given a closing look that is not due yet, then the post is edited meanwhile; once it is due, looked for first', () => {
    const view = (dueMs: number) => ({
      delivery: sent({ closingLook: true, dueMs }),
      gate: { kind: 'open' } as const,
      earlier: { kind: 'closed' } as const,
      nowMs,
      times,
      canLook: true,
      canDraft: true,
      wanted: wanted(corrected),
    });
    expect(nextStep(view(nowMs + 1)).do).toBe('edit');
    expect(nextStep(view(nowMs)).do).toBe('closing-look');
    expect(nextStep({ ...view(nowMs + 1), wanted: wanted(first) })).toEqual({ do: 'wait', untilMs: nowMs + 1 });
  });
});

const begun = (changes: Partial<Edit> = {}): Edited =>
  beginEdit(sent(changes.status === undefined ? {} : { edit: edit(changes) }), corrected, { id: 'a1', nowMs }, times);

describe('what becomes of an edit', () => {
  it.each<[string, EditOutcome, Partial<Edit>, Face]>([
    ['answered', { kind: 'edited' }, { status: 'done', editedMs: nowMs }, corrected],
    ['gone', { kind: 'removed' }, { status: 'removed', reason: 'removed by class' }, first],
    [
      'refused for good',
      { kind: 'refused', permanent: true, reason: 'why' },
      { status: 'cannot-edit', reason: 'why' },
      first,
    ],
    [
      'refused for now',
      { kind: 'refused', permanent: false, reason: 'busy', retryAfterMs: 40_000 },
      { status: 'waiting', tries: 0, refusals: 1, dueMs: nowMs + 40_000 },
      first,
    ],
    [
      'lost',
      { kind: 'doubt', reason: 'lost' },
      { status: 'in-doubt', failures: 1, dueMs: nowMs + times.looksMs[0] },
      first,
    ],
  ])('%s', (_name, outcome, expected, shown) => {
    const after = afterEdit(begun(), outcome, now, times);
    expect(after.edit).toMatchObject(expected);
    expect(shownBy(after)).toEqual(shown);
    expect(after).toMatchObject({ status: 'sent', revision: 3 });
  });

  it('given it was in doubt before, when it is done, then it is read once more ten minutes later', () => {
    const after = afterEdit(begun({ status: 'waiting', failures: 1 }), { kind: 'edited' }, now, times);
    expect(after.edit.dueMs).toBe(nowMs + times.closingLookMs);
  });

  it('given a doubt about other words that is not closed yet, when newer ones are done, then they are read once more too', () => {
    const unsure = sent({ shown: corrected, edit: edit({ status: 'done', failures: 1, dueMs: nowMs + 9 }) });
    const after = afterEdit(beginEdit(unsure, marked, { id: 'a2', nowMs }, times), { kind: 'edited' }, now, times);
    expect(after.edit.dueMs).toBe(nowMs + times.closingLookMs);
    const sure = sent({ shown: corrected, edit: edit({ status: 'done', failures: 1 }) });
    const calm = afterEdit(beginEdit(sure, marked, { id: 'a2', nowMs }, times), { kind: 'edited' }, now, times);
    expect(calm.edit.dueMs).toBeUndefined();
  });

  const shows = (face: Face): Reading => ({ kind: 'shows', face });
  const teacher = { now, times, othersMayEdit: true, overwrites: false };
  it.each<[string, Reading, Parameters<typeof afterCheck>[2], Partial<Edit>]>([
    ['what was wanted', shows(corrected), teacher, { status: 'done' }],
    ['the older words', shows(first), teacher, { status: 'waiting', dueMs: nowMs + 1_000 }],
    ['a teacher’s words', { kind: 'changed' }, teacher, { status: 'cannot-edit' }],
    [
      'a teacher’s words, to a retraction',
      { kind: 'changed' },
      { ...teacher, overwrites: true },
      { status: 'waiting' },
    ],
    [
      'words that only the vendor can have rewritten',
      { kind: 'changed' },
      { ...teacher, othersMayEdit: false },
      { status: 'waiting' },
    ],
    ['nothing: it is gone', { kind: 'removed' }, teacher, { status: 'removed' }],
    [
      'nothing: it cannot be read now',
      { kind: 'unable', permanent: false, reason: 'r' },
      teacher,
      { status: 'in-doubt' },
    ],
    [
      'nothing: it may not be read',
      { kind: 'unable', permanent: true, reason: 'r' },
      teacher,
      { status: 'cannot-edit' },
    ],
  ])('a doubtful edit whose post shows %s', (_name, reading, checking, expected) => {
    const doubtful = afterEdit(begun(), { kind: 'doubt', reason: 'lost' }, now, times);
    expect(afterCheck(doubtful, reading, checking).edit).toMatchObject(expected);
  });

  it('given readings that fail for long, then it is given up with a reason, and so is one that never takes', () => {
    let row = afterEdit(begun(), { kind: 'doubt', reason: 'lost' }, now, times);
    for (let i = 0; i < 30 && row.edit.status === 'in-doubt'; i += 1) {
      row = afterCheck(row, { kind: 'unable', permanent: false, reason: 'no answer' }, teacher);
    }
    expect(row.edit).toMatchObject({ status: 'cannot-edit', reason: expect.stringContaining('no answer') });
    let other = begun();
    for (let i = 0; i < 30 && other.edit.status !== 'cannot-edit'; i += 1) {
      other = afterCheck(afterEdit(other, { kind: 'doubt', reason: 'lost' }, now, times), shows(first), teacher);
      if (other.edit.status === 'waiting') other = beginEdit(other, corrected, { id: `a${i}`, nowMs }, times);
    }
    expect(other.edit).toMatchObject({ status: 'cannot-edit', tries: 8 });
  });

  it.each<[string, Reading, boolean, string]>([
    ['our older words', shows(first), false, 'edit'],
    ['the wanted words already', shows(corrected), false, 'done'],
    ['a teacher’s words', { kind: 'changed' }, false, 'cannot-edit'],
    ['a teacher’s words, to a retraction', { kind: 'changed' }, true, 'edit'],
    ['nothing any more', { kind: 'removed' }, false, 'removed'],
    ['nothing now', { kind: 'unable', permanent: false, reason: 'busy' }, false, 'waiting'],
  ])('read before it is edited, a post shows %s', (_name, reading, overwrites, expected) => {
    const read = readBeforeEdit(sent(), wanted(corrected, { overwrites }), reading, now, times);
    expect(read === 'edit' ? read : read.row.edit.status).toBe(expected);
  });

  it('given any outcome, then the post shows the wanted words, or there is a next step, or a reason', () => {
    const outcome = fc.constantFrom<EditOutcome>(
      { kind: 'edited' },
      { kind: 'removed' },
      { kind: 'refused', permanent: true, reason: 'why' },
      { kind: 'refused', permanent: false, reason: 'busy' },
      { kind: 'doubt', reason: 'lost' },
    );
    fc.assert(
      fc.property(outcome, fc.boolean(), (given, closes) => {
        const gate = closes ? closed : ({ kind: 'open' } as const);
        const delivery = afterEdit(begun(), given, now, times);
        const step = editStep({ delivery, wanted: wanted(corrected, { gate }), nowMs, times }).do;
        expect(
          isSameFace(shownBy(delivery), corrected) || step !== 'nothing' || delivery.edit.reason !== undefined,
        ).toBe(true);
      }),
    );
  });
});

describe('figures of edits', () => {
  it('given rows in every state, then each that was to be edited counts once, under the entry that its edit follows', () => {
    const rows = [
      undefined,
      sent(),
      sent({ shown: corrected }),
      sent({ shown: corrected, edit: edit({ status: 'done' }) }),
      sent({ edit: edit({ status: 'cannot-edit' }) }),
      sent({ edit: edit({ status: 'removed' }) }),
      sent({ status: 'superseded' }),
      sent({ shown: marked, edit: edit({ status: 'done', face: marked }) }),
    ];
    expect(editsOf(rows, wanted(corrected)).edited).toEqual([
      { by: 2, wanted: 5, done: 1, pending: 2, cannotEdit: 1, removed: 1, expired: 0 },
    ]);
    expect(editsOf(rows).edited).toEqual([
      { by: 2, wanted: 3, done: 1, pending: 0, cannotEdit: 1, removed: 1, expired: 0 },
      { by: 3, wanted: 1, done: 1, pending: 0, cannotEdit: 0, removed: 0, expired: 0 },
    ]);
    expect(editsOf([sent()], wanted(first))).toEqual({});
  });
});
