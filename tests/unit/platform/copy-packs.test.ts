import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { previewCorrection } from '../../../functions/declarations/preview-correction.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { copyPacksOf } from '../../../functions/platform/services/copy-packs.ts';
import { eLearning, friday, newest, type Given } from '../../support/decided.ts';
import { lakes } from '../../support/district.ts';
import { after, body, caller, stillClocks } from '../../support/facts.ts';
import { memoryRecord } from '../../support/memory-record.ts';
import { posted } from '../../support/posted.ts';

const packs = copyPacksOf(
  { clocks: stillClocks('2023-02-21T15:00:00-06:00'), settings: { publicUrl: 'https://notices.example.org' } },
  { record: { contents: memoryRecord().contents }, district: lakes },
);
const changes = { days: [eLearning, { ...friday, dayType: 'closed' }] };

function amended({ facts, state }: Given): Given {
  const { declarationId } = state;
  const seen = previewAmendment(changes, changeable(declarationId, facts), facts).answer.digest;
  const next = after(facts, amend({ caller: caller(), declarationId, changes, reason: 'Ice.', seen }, facts));
  return { facts: next, state: newest(next) };
}

describe('the copy pack of a preview', () => {
  const before = posted(body({ days: [eLearning, friday], message: { en: 'Stay worm.' } }));
  const bannerOf = (answer: ReturnType<typeof packs.answerTo>) => answer.texts?.[0]?.banner;

  it('is there only where it is asked for', () => {
    const previewed = preview(body(), before.facts);
    expect(packs.answerTo(previewed)).toEqual(previewed.answer);
    expect(packs.answerTo(previewed, { texts: true }).texts).toHaveLength(lakes.languages.length);
  });

  it('of an amendment says that it is one, and so does that of its correction', () => {
    const previewed = previewAmendment(changes, changeable(before.state.declarationId, before.facts), before.facts);
    expect(bannerOf(packs.answerTo(previewed, { texts: true }, before.state))).toMatch(/^UPDATE – .*CLOSED/);
    const { facts, state } = amended(before);
    const correct = (of: Given) =>
      previewCorrection({ message: { en: 'Stay warm.' } }, changeable(of.state.declarationId, of.facts), of.facts);
    const corrected = packs.answerTo(correct({ facts, state }).preview, { texts: true }, state);
    expect(bannerOf(corrected)).toMatch(/^UPDATE – /);
    expect(corrected.texts?.[0]?.email.body).toContain('Stay warm.');
    expect(bannerOf(packs.answerTo(correct(before).preview, { texts: true }, before.state))).not.toMatch(/UPDATE/);
  });

  it('of what is only put on record has nothing to pass on', () => {
    const decidedBy = { name: 'Ann', role: 'superintendent', how: 'by phone', at: '2023-02-01T05:00:00-06:00' };
    const record = body({ days: [{ ...eLearning, date: '2023-02-01' }], recordOnly: true, decidedBy });
    expect(packs.answerTo(preview(record, before.facts), { texts: true }).texts).toEqual([]);
  });
});
