import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { NotOpen } from '../../../functions/declarations/errors.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { previewRetraction } from '../../../functions/declarations/preview-retraction.ts';
import { retract } from '../../../functions/declarations/retract.ts';
import { Retraction } from '../../../functions/declarations/retraction.ts';
import type { DeclarationState } from '../../../functions/declarations/state.ts';
import { copyPackOf } from '../../../functions/notices/copy-pack/copy-pack-of.ts';
import { eLearning, friday, given, newest, underTwo, type Given } from '../../support/decided.ts';
import { lakes } from '../../support/district.ts';
import { after, body, caller } from '../../support/facts.ts';
import { calm, posted } from '../../support/posted.ts';

const packOf = (state: DeclarationState) =>
  copyPackOf(state, { district: lakes, publicUrl: 'https://notices.example.org', at: '2023-02-21T15:00:00-06:00' });
const closingsOf = (state: DeclarationState) => packOf(state).texts[0]?.closings;

const twoDays = body({ days: [eLearning, friday], audiences: ['class', 'public'] });

function amended({ facts, state }: Given, changes: object): Given {
  const { declarationId } = state;
  const seen = previewAmendment(changes, changeable(declarationId, facts), facts).answer.digest;
  const next = after(facts, amend({ caller: caller(), declarationId, changes, reason: 'Ice.', seen }, facts));
  return { facts: next, state: newest(next) };
}

describe('the copy pack of a declaration', () => {
  it('is of what stands, with the page of its public notice', () => {
    const { state } = posted(twoDays);
    const noticeId = state.content.notices.find(({ audience }) => audience === 'public')?.noticeId;
    expect(packOf(state)).toMatchObject({
      version: 1,
      stands: true,
      page: `https://notices.example.org/n/${noticeId}`,
    });
    expect(closingsOf(state)).toBe('All schools: E-LEARNING Wed, Fri, buildings closed');
  });

  it('is of the amendment once there is one, and says that it is one', () => {
    const { state } = amended(posted(twoDays), { days: [eLearning, { ...friday, dayType: 'closed' }] });
    expect(closingsOf(state)).toBe('All schools: E-LEARNING Wed; CLOSED Fri');
    expect(packOf(state).texts[0]?.banner).toMatch(/^UPDATE – /);
  });

  it('says the resulting day of what is taken back', () => {
    const { facts, state } = calm(posted(twoDays));
    const { declarationId } = state;
    const retraction = Retraction.parse({});
    const seen = previewRetraction(retraction, state, facts).answer.digest;
    const command = { caller: caller(), declarationId, retraction, reason: 'The storm turned.', seen };
    const resulting = newest(after(facts, retract(command, facts)));
    expect(closingsOf(resulting)).toBe('All schools: REGULAR SCHOOL DAY Wed, Fri');
  });

  it('can be prepared while an approval is awaited, and says that it does not stand', () => {
    const { state } = given(body({ audiences: ['class', 'public'] }), underTwo());
    expect(packOf(state)).toMatchObject({ version: 1, stands: false });
  });

  it('is refused where nothing was posted and nothing will be', () => {
    const { state } = posted(twoDays);
    expect(() => packOf({ ...state, ended: 'withdrawn' })).toThrow(NotOpen);
  });
});
