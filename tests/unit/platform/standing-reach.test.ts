import { describe, expect, it } from 'vitest';
import { tell } from '../../../functions/declarations/tell.ts';
import type { Parcel } from '../../../functions/deliveries/parcel.ts';
import { noFigures } from '../../../functions/deliveries/figures.ts';
import { standingReachOf } from '../../../functions/platform/services/standing-reach.ts';
import { parcelRow } from '../../support/delivery-rows.ts';
import { eLearning, newest, type Given } from '../../support/decided.ts';
import { after, body, caller, factsOf } from '../../support/facts.ts';
import { posted } from '../../support/posted.ts';
import { rosterOfCourses } from '../../support/roster.ts';
import { inDrill } from '../../support/drills.ts';

const { roster } = rosterOfCourses(['pine-hs'], 30);
const rows = new Map<string, unknown>([
  [roster.hash, roster.manifest],
  ...roster.sheets.map((sheet, i): [string, unknown] => [roster.manifest.sheets[i]?.hash ?? '', sheet]),
]);
const at = '2023-02-21T14:20:00-06:00';

/** A parcel of the high school's classes, all of them sent or not yet. */
function parcel(sent: boolean): Parcel {
  const figures = sent ? { ...noFigures(30), sent: 30, pending: 0, firstSentAt: at, lastSentAt: at } : noFigures(30);
  return parcelRow({ figures, status: sent ? 'done' : 'open' });
}

const declaredFor = (changes: Record<string, unknown> = {}): Given => {
  const facts = factsOf({ roster, covers: () => true });
  const rules = { ...facts.rules, roster: roster.hash };
  const declaration = body({ days: [eLearning], audiences: ['class', 'public'], ...changes });
  return posted(declaration, declaration.drill ? inDrill({ ...facts, rules }) : { ...facts, rules });
};
const ticked = ({ facts, state }: Given, channelId: string): Given => {
  const told = { done: true, at: '2023-02-21T16:00:00-06:00', by: 'Maria' };
  const { declarationId } = state;
  const next = after(facts, tell({ caller: caller(), declarationId, channelId, told }, facts));
  return { facts: next, state: newest(next) };
};
const reachOf = ({ facts, state }: Given, sent = true) =>
  standingReachOf({
    record: { contents: { get: async (hash: string) => rows.get(hash), put: async () => '' } },
    district: facts.district,
    parcels: { ofEntry: async () => [parcel(sent)] },
  })(state, 1);

describe('who has the words that stand', () => {
  it('is students of schools with classes, and nobody of the others, until a channel for them is ticked', async () => {
    const { people, notice } = await reachOf(declaredFor());
    expect(people).toMatchObject({ students: 2070, notReached: [{ schoolId: 'pine-k8', reachBy: ['mass-call'] }] });
    expect(people?.notReached[0]).not.toHaveProperty('tickedBy');
    expect(notice).toMatchObject([
      { audience: 'parents', by: null, missing: ['pine-hs', 'pine-k8'] },
      { audience: 'students', by: null, missing: ['pine-k8'] },
    ]);
  });

  it('is parents too once somebody called the families, while students are what they were', async () => {
    const { people, notice } = await reachOf(ticked(declaredFor(), 'mass-call'));
    expect(people?.notReached).toMatchObject([{ schoolId: 'pine-k8', tickedBy: 'mass-call' }]);
    expect(notice).toMatchObject([
      { audience: 'parents', by: 'mass-call', at: '2023-02-21T16:00:00-06:00', inTime: true },
      { audience: 'students', by: null, missing: ['pine-k8'] },
    ]);
  });

  it('is nobody of a school of which a class is still open', async () => {
    const { notice } = await reachOf(declaredFor(), false);
    expect(notice?.[1]).toMatchObject({ audience: 'students', by: null, missing: ['pine-hs', 'pine-k8'] });
  });

  it('is nobody, and no notice of the law, when it is a drill', async () => {
    expect(await reachOf(declaredFor({ drill: true }))).toEqual({});
  });
});
