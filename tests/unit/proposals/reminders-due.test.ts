import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import type { DeclaredBefore } from '../../../functions/proposals/ports.ts';
import type { Proposal } from '../../../functions/proposals/proposal.ts';
import { remindersDue, type RemindFacts } from '../../../functions/proposals/reminders-due.ts';
import type { Review } from '../../../functions/proposals/review.ts';
import type { Word } from '../../../functions/proposals/word.ts';
import { lakes } from '../../support/district.ts';
import { declared, proposing } from '../../support/proposing.ts';

/** A proposal for Wednesday and Thursday, to be decided at 04:58 on Wednesday unless told otherwise. */
function storm(changes: Partial<Proposal> = {}): Proposal {
  const [proposal] = proposing().alerts({});
  if (proposal === undefined) throw new Error('no proposal');
  return { ...proposal, decideBy: '2023-02-22T04:58:00-06:00', legalDeadline: '2023-02-22T05:30:00-06:00', ...changes };
}

const changed = (revision: number, changes: Partial<Proposal> = {}): Proposal =>
  storm({ revision, news: { revision, at: '2023-02-22T02:10:00-06:00' }, ...changes });

const review: Review = {
  reviewId: 'r1',
  declarationId: 'd-one',
  what: 'Winter Storm Warning (NWS) has ended.',
  changes: ['Winter Storm Warning (NWS) has ended'],
  since: '2023-02-22T02:00:00-06:00',
  digest: 'd1',
  dates: ['2023-02-23'],
};

/** A tick each time it is asked: what is due is put, and not due again. */
function ticking() {
  let put: RemindFacts['put'] = [];
  return (
    time: string,
    known: { proposals?: Proposal[]; reviews?: Review[]; declarations?: DeclaredBefore[] },
  ): Word[] => {
    const { proposals = [], reviews = [], declarations = [] } = known;
    const now = parseInstant(`${time}:00-06:00`);
    const words = remindersDue({ district: lakes, situation: { proposals, reviews }, declarations, put, now });
    const kept = words.map((word) => ({ ...word, revision: 1, putAt: `${time}:00-06:00`, putAtMs: 0 }));
    put = [...put, ...kept];
    return words;
  };
}

describe('news', () => {
  it('given a new proposal by day, then it is said once, with what is to be decided by when, and nothing a signal said', () => {
    const tick = ticking();
    const [word, ...others] = tick('2023-02-21T14:00', { proposals: [storm()] });
    expect(others).toEqual([]);
    expect(word).toEqual({
      wordId: expect.stringMatching(/^news\/[0-9a-f]{16}$/),
      subject: 'e-learning Wed Feb 22 and Thu Feb 23',
      text: "Proposed: e-learning Wed Feb 22 and Thu Feb 23, all schools. Because of a warning of the weather service. Decide by Wed Feb 22, 4:58 a.m. The law's last moment is Wed Feb 22, 5:30 a.m.",
      says: [expect.stringMatching(/^proposal\/[0-9a-f]{16}\/1$/)],
    });
    expect(JSON.stringify(word)).not.toMatch(/Winter Storm|NWS|https?:/);
    expect(tick('2023-02-21T14:01', { proposals: [storm()] })).toEqual([]);
  });

  it('given its revision changed and nothing that people act on, then nothing is said', () => {
    const tick = ticking();
    tick('2023-02-21T14:00', { proposals: [storm()] });
    expect(tick('2023-02-21T15:00', { proposals: [storm({ revision: 7 })] })).toEqual([]);
    expect(tick('2023-02-21T16:00', { proposals: [changed(8)] })).toMatchObject([
      { subject: expect.stringMatching(/^Changed: /), text: expect.stringMatching(/^Changed, now proposed: /) },
    ]);
  });

  it('given they come before people are up, then they are one word at wake time', () => {
    const tick = ticking();
    const declarations = [declared([['2023-02-23', 'e-learning']])];
    const known = { proposals: [storm({ decideBy: '2023-02-22T18:00:00-06:00' })], reviews: [review], declarations };
    expect(tick('2023-02-22T03:28', known)).toEqual([]);
    expect(tick('2023-02-22T03:44', known)).toEqual([]);
    const words = tick('2023-02-22T03:45', known);
    expect(words).toMatchObject([
      { subject: expect.stringMatching(/^2 things to look at: /), says: [expect.any(String), 'review/r1'] },
    ]);
    expect(words[0]?.text).toContain('keep it as declared, or amend it');
    expect(tick('2023-02-22T03:46', known)).toEqual([]);
  });

  it('given the decision is due by wake time and its margin, or a known proposal changed, then somebody is woken', () => {
    const early = storm({ decideBy: '2023-02-22T04:15:00-06:00' });
    expect(ticking()('2023-02-22T01:00', { proposals: [early] })).toHaveLength(1);
    expect(ticking()('2023-02-22T01:00', { proposals: [storm({ decideBy: '2023-02-22T04:16:00-06:00' })] })).toEqual(
      [],
    );
    const tick = ticking();
    tick('2023-02-21T21:00', { proposals: [storm()] });
    expect(tick('2023-02-22T02:11', { proposals: [changed(2)] })).toHaveLength(1);
  });

  it('given a review’s days have begun since the situation was computed, then nobody is asked about them', () => {
    const declarations = [
      declared([
        ['2023-02-22', 'e-learning'],
        ['2023-02-23', 'e-learning'],
      ]),
    ];
    const reviews = [{ ...review, dates: ['2023-02-22', '2023-02-23'] }];
    expect(ticking()('2023-02-22T08:20', { reviews, declarations })).toMatchObject([
      { subject: 'Review: e-learning Thu Feb 23' },
    ]);
    expect(ticking()('2023-02-23T08:20', { reviews, declarations })).toEqual([]);
  });

  it('given it was decided meanwhile, then nothing is said of it', () => {
    expect(ticking()('2023-02-21T14:00', { proposals: [storm({ status: 'declared' })] })).toEqual([]);
  });

  it('given more than a word holds, then it says how many are left', () => {
    const many = Array.from({ length: 9 }, (_, i) => storm({ proposalId: `p${i}` }));
    const [word] = ticking()('2023-02-21T14:00', { proposals: many });
    expect(word?.text.length).toBeLessThanOrEqual(1_000);
    expect(word?.text).toMatch(/\nAnd \d more\.$/);
    expect(word?.says).toHaveLength(9);
  });
});

describe('before the decide-by', () => {
  const proposals = [storm({ decideBy: '2023-02-22T05:58:00-06:00' })];

  it('given it is open, then people are reminded 60 and 15 minutes before, once each', () => {
    const tick = ticking();
    tick('2023-02-21T14:00', { proposals });
    const said = ['04:57', '04:58', '04:59', '05:42', '05:43', '05:44', '05:57', '05:58'].map((time) =>
      tick(`2023-02-22T${time}`, { proposals }).map(({ subject }) => subject),
    );
    const subject = 'Decide by Wed Feb 22, 5:58 a.m.: e-learning Wed Feb 22 and Thu Feb 23';
    expect(said).toEqual([[], [subject], [], [], [subject], [], [], []]);
  });

  it('given the proposal was said within that hour, then that was the reminder', () => {
    const tick = ticking();
    expect(tick('2023-02-22T05:10', { proposals })).toHaveLength(1);
    expect(tick('2023-02-22T05:11', { proposals })).toEqual([]);
    expect(tick('2023-02-22T05:45', { proposals })).toMatchObject([{ notAfter: '2023-02-22T05:58:00-06:00' }]);
  });

  it('given 60 minutes before is before people are up, then it waits for them, and 15 minutes before does not', () => {
    const tick = ticking();
    const known = { proposals: [storm({ decideBy: '2023-02-22T04:20:00-06:00' })] };
    tick('2023-02-21T14:00', known);
    expect(tick('2023-02-22T03:21', known)).toEqual([]);
    expect(tick('2023-02-22T03:45', known)).toHaveLength(1);
    expect(tick('2023-02-22T04:05', known)).toHaveLength(1);
  });

  it('given the first day has begun, then the next one has reminders of its own', () => {
    const tick = ticking();
    tick('2023-02-21T14:00', { proposals });
    tick('2023-02-22T05:00', { proposals });
    const [wednesday, thursday] = storm().days;
    if (wednesday === undefined || thursday === undefined) throw new Error('two days are proposed');
    const later = [storm({ days: [thursday], decideBy: '2023-02-23T05:58:00-06:00' })];
    expect(tick('2023-02-23T05:00', { proposals: later })).toHaveLength(1);
  });
});

describe('before the next update that families were promised', () => {
  const promising = (nextUpdateAt: string, changes: Partial<DeclaredBefore> = {}): DeclaredBefore[] => {
    const standing = declared([['2023-02-22', 'e-learning']]);
    const { content } = standing;
    return [
      { ...standing, content: { ...content, declaration: { ...content.declaration, nextUpdateAt } }, ...changes },
    ];
  };

  it('given it stands, then people are reminded 60 and 15 minutes before; given it was taken back, then not', () => {
    const tick = ticking();
    const declarations = promising('2023-02-21T18:00:00-06:00');
    expect(tick('2023-02-21T16:59', { declarations })).toEqual([]);
    expect(tick('2023-02-21T17:00', { declarations })).toMatchObject([
      { subject: 'Update promised by Tue Feb 21, 6:00 p.m.', notAfter: '2023-02-21T18:00:00-06:00' },
    ]);
    expect(tick('2023-02-21T17:30', { declarations })).toEqual([]);
    expect(tick('2023-02-21T17:45', { declarations })).toHaveLength(1);
    expect(
      ticking()('2023-02-21T17:00', { declarations: promising('2023-02-21T18:00:00-06:00', { ended: 'retracted' }) }),
    ).toEqual([]);
  });

  it('given it was promised within that hour, then only the last one is said', () => {
    const tick = ticking();
    const declarations = promising('2023-02-21T14:41:00-06:00');
    expect(tick('2023-02-21T14:12', { declarations })).toEqual([]);
    expect(tick('2023-02-21T14:30', { declarations })).toHaveLength(1);
  });
});
