import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { correct, correctable } from '../../../functions/declarations/correct.ts';
import { Correction } from '../../../functions/declarations/correction.ts';
import { claimedDays } from '../../../functions/declarations/days-in-force.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { previewCorrection } from '../../../functions/declarations/preview-correction.ts';
import { Rendering } from '../../../functions/declarations/rendering.ts';
import { eLearning, given, newest, refusal, underTwo, type Given } from '../../support/decided.ts';
import { after, body, caller } from '../../support/facts.ts';
import { posted } from '../../support/posted.ts';

const kidsClub = { id: 'kids-club', disposition: 'cancelled', note: 'Families are not chraged.' };
const spoken = () => posted(body({ message: { en: 'Call 612-555-0100 for help.' }, programs: [kidsClub] }));

function corrected({ facts, state }: Given, changes: object, reason = 'A typo.') {
  const { declarationId } = state;
  const correction = Correction.parse(changes);
  const seen = previewCorrection(correction, correctable(declarationId, facts), facts).preview.answer.digest;
  return correct({ caller: caller(), declarationId, correction, reason, seen }, facts);
}

const next = (before: Given, changes: object): Given => {
  const facts = after(before.facts, corrected(before, changes));
  return { facts, state: newest(facts) };
};

const note = { programs: [{ id: 'kids-club', note: 'Families are not charged.' }] };

describe('correct', () => {
  it('carries the whole declaration with its new words, and changes no day', () => {
    const before = spoken();
    const { draft } = corrected(before, note);
    expect(draft).toMatchObject({ kind: 'Corrected', reason: 'A typo.' });
    expect(draft.content?.declaration).toMatchObject({
      message: { en: 'Call 612-555-0100 for help.' },
      programs: [{ ...kidsClub, note: 'Families are not charged.' }],
    });
    expect(draft.content?.days).toEqual(before.state.content.days);
    const then = newest(after(before.facts, { draft, contents: [] }));
    expect(claimedDays(then)).toEqual(claimedDays(before.state));
  });

  it('revises the notices that stand: their ids and their minute stay, their words are new', () => {
    const before = spoken();
    const { draft, contents } = corrected(before, note);
    const first = before.state.content.notices.find(({ audience }) => audience === 'class');
    const revised = draft.content?.notices.find(({ audience }) => audience === 'class');
    expect(revised).toMatchObject({ noticeId: first?.noticeId, issued: first?.issued });
    expect(revised?.corrected).toHaveProperty('en');
    const texts = contents.flatMap(({ kind, value }) => (kind === 'rendering' ? [Rendering.parse(value)] : []));
    const classroom = texts.filter((one) => one.channel === 'google-classroom' && one.audience === 'class');
    expect(classroom.every(({ text }) => text.includes('Families are not charged.'))).toBe(true);
    // What went to a subscriber cannot be edited.
    expect(draft.content?.notices.flatMap((notice) => notice.renderings).map(({ channel }) => channel)).not.toContain(
      'sns',
    );
  });

  it('keeps an update an update, and corrects each school in the notice that it still has', () => {
    const before = spoken();
    const changes = {
      days: [
        { ...eLearning, dayType: 'closed', schools: ['pine-hs'] },
        { ...eLearning, schools: ['pine-k8'] },
      ],
    };
    const { declarationId } = before.state;
    const seen = previewAmendment(changes, changeable(declarationId, before.facts), before.facts).answer.digest;
    const amended = amend({ caller: caller(), declarationId, changes, reason: 'Ice.', seen }, before.facts);
    const facts = after(before.facts, amended);
    const words = { message: { en: 'Please call 612-555-0100 for help.' } };
    const { draft, contents } = corrected({ facts, state: newest(facts) }, words);
    const classes = draft.content?.notices.filter(({ audience }) => audience === 'class') ?? [];
    const unitsOf = classes.map(({ renderings }) => [...new Set(renderings.flatMap(({ units }) => units))]);
    expect(unitsOf).toEqual([expect.arrayContaining(['pine-k8']), ['pine-hs']]);
    const openings = contents.flatMap(({ kind, value }) => (kind === 'rendering' ? [Rendering.parse(value)] : []));
    const hs = openings.find((one) => one.channel === 'google-classroom' && one.text.includes('Pine High School'));
    expect(hs?.opening).toBe('UPDATE');
    // One page for all: it says what holds now.
    expect(new Set(draft.content?.notices.map(({ page }) => page).filter((page) => page !== undefined)).size).toBe(1);
  });

  it.each<[string, object, RegExp]>([
    ['a telephone number', { message: { en: 'Call 612-555-0199 for help.' } }, /message\.en: a number changes/],
    [
      'a number that was not there',
      { programs: [{ id: 'kids-club', note: 'Opens at 9.' }] },
      /\.note: a number changes/,
    ],
    ['a program that it does not speak of', { programs: [{ id: 'adult-ed', note: 'x' }] }, /says nothing of adult-ed/],
    ['the same words', { message: { en: 'Call 612-555-0100 for help.' } }, /nothing would read differently/],
    ['a link to a stranger', { message: { en: 'Call 612-555-0100 or http://evil.example' } }, /links to evil\.example/],
    [
      'a language that the district has not',
      { message: { xx: 'Call 612-555-0100' } },
      /not a language of the district/,
    ],
  ])('is refused with %s', (_what, changes, expected) => {
    expect(refusal(() => corrected(spoken(), changes)).message).toMatch(expected);
  });

  it('takes a translation that says the same numbers', () => {
    expect(corrected(spoken(), { message: { es: 'Llame al 612-555-0100.' } }).draft.kind).toBe('Corrected');
  });

  it.each([
    [{ days: [] }, 'days cannot be corrected'],
    [{ programs: [{ id: 'kids-club', disposition: 'as-usual', note: 'x' }] }, 'disposition cannot be corrected'],
    [{ message: { en: ' ' } }, 'Too small'],
  ])('has no place for %j', (changes, expected) => {
    const result = Correction.safeParse(changes);
    expect(result.error?.issues[0]?.message).toContain(expected);
  });

  it('is made three times a day and no more', () => {
    let before = spoken();
    for (const text of ['Please call 612-555-0100.', 'Do call 612-555-0100.', 'Call 612-555-0100!']) {
      before = next(before, { message: { en: text } });
    }
    expect(refusal(() => corrected(before, note)).message).toMatch(/3 times within a day: amend it/);
    before.facts.clocks.calendarAt('2023-02-22T14:12:00-06:00');
    expect(corrected(before, note).draft.kind).toBe('Corrected');
  });

  it('is refused where nothing was posted', () => {
    expect(refusal(() => corrected(given(body(), underTwo()), note)).problem).toBe('not-open');
  });
});
