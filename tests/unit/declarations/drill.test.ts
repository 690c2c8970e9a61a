import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../functions/core/errors.ts';
import { countedDays } from '../../../functions/declarations/counted-days.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { previewResumption } from '../../../functions/declarations/preview-resumption.ts';
import { resumable } from '../../../functions/declarations/resume.ts';
import { retract } from '../../../functions/declarations/retract.ts';
import { previewRetraction } from '../../../functions/declarations/preview-retraction.ts';
import { findDeclaration } from '../../../functions/declarations/find-declaration.ts';
import { standingDays } from '../../../functions/declarations/standing-days.ts';
import { underTwo, declared, given, newest, type MovableFacts } from '../../support/decided.ts';
import { drillRoster, inDrill, withDrillTopic } from '../../support/drills.ts';
import { after, body, caller, factsOf } from '../../support/facts.ts';

const drill = body({ drill: true });

/** A real declaration and a drill of the same day, in either order, and the facts as each of them is decided on. */
function both(first: 'drill' | 'real'): { real: MovableFacts; drills: MovableFacts } {
  const facts = factsOf();
  const add = (to: MovableFacts, which: 'drill' | 'real'): MovableFacts => {
    const about = which === 'drill' ? inDrill(to) : to;
    return { ...to, entries: after(about, declared(which === 'drill' ? drill : body(), about)).entries };
  };
  const real = add(add(facts, first), first === 'drill' ? 'real' : 'drill');
  return { real, drills: inDrill(real) };
}

describe('a drill', () => {
  it('is for the places of its own roster, counts nobody as reached, and its entry names that roster', () => {
    const facts = inDrill(factsOf());
    const { answer } = preview(drill, facts);
    expect(answer.reach).toMatchObject({ 'google-classroom': { targets: 4, schools: 2 } });
    expect(answer).not.toHaveProperty('people');
    expect(answer.findings.filter(({ findingId }) => /^(targets|roster-age)\//.test(findingId))).toEqual([]);
    expect(declared(drill, facts).draft.rules.roster).toBe(drillRoster().roster.hash);
  });

  it('is held and approved as if it were in earnest', () => {
    expect(declared(drill, inDrill(factsOf())).draft.releasesAtMs).toBe(1_030_000);
    const asked = preview(drill, inDrill(underTwo())).answer;
    expect(asked).toMatchObject({ needsApproval: true });
    expect(declared(drill, inDrill(underTwo())).draft).not.toHaveProperty('releasesAtMs');
  });

  it.each(['drill', 'real'] as const)(
    'given a real declaration of its day, and the %s first, then both are declared and the drill counts for nothing',
    (first) => {
      const { real } = both(first);
      const states = [...fold(real.entries).values()];
      expect(states.map(({ content }) => content.declaration.drill)).toEqual([first === 'drill', first !== 'drill']);
      const earnest = states.find(({ content }) => !content.declaration.drill);
      const counted = countedDays(states, real.clocks.machine.now()).map(({ evidence }) => evidence);
      expect(new Set(counted.map((one) => 'declarationId' in one && one.declarationId))).toEqual(
        new Set([earnest?.declarationId]),
      );
      expect(standingDays(real.entries)('pine-hs', '2023-02-22')?.dayType).toBe('e-learning');
    },
  );

  it('when it is retracted, then the real day stands', () => {
    const { drills } = both('drill');
    drills.clocks.machineAt(2_000_000);
    const [rehearsed, earnest] = [...fold(drills.entries).values()];
    const { declarationId = '' } = rehearsed ?? {};
    const { answer } = previewRetraction({}, findDeclaration(declarationId, drills), drills);
    const command = { caller: caller(), declarationId, retraction: {}, reason: 'It is over.', seen: answer.digest };
    const { entries } = after(drills, retract(command, drills));
    const states = fold(entries);
    expect(states.get(declarationId)?.ended).toBe('retracted');
    expect(states.get(earnest?.declarationId ?? '')?.ended).toBeUndefined();
    expect(standingDays(entries)('pine-hs', '2023-02-22')?.dayType).toBe('e-learning');
  });

  it('is resumed by itself: the real declaration of its days says nothing to it, and nothing of it comes back', () => {
    const { drills } = both('real');
    const [, rehearsed] = [...fold(drills.entries).values()];
    drills.clocks.machineAt(2_000_000);
    const { declarationId = '' } = rehearsed ?? {};
    const resumption = { from: '2023-02-22' };
    const { answer, days } = previewResumption(resumption, resumable(declarationId, drills), drills);
    expect(answer.findings.filter(({ findingId }) => /^(declared|under-warning)\//.test(findingId))).toEqual([]);
    expect(answer.reach).toMatchObject({ 'google-classroom': { targets: 4 } });
    expect(days.map(({ dayType }) => dayType)).toEqual(['regular']);
  });

  it('leaves no second declaration within two hours to ask about, and no day that somebody has', () => {
    const { facts } = given(drill, inDrill(factsOf()));
    const findings = preview(body(), factsOf({ entries: newest(facts).entries })).answer.findings;
    expect(findings.filter(({ findingId }) => findingId.startsWith('declared/'))).toEqual([]);
  });
});

describe('what keeps a drill from classes', () => {
  const refusal = (facts: MovableFacts, changes: Record<string, unknown> = {}): string[] => {
    try {
      preview(body({ drill: true, ...changes }), facts);
    } catch (error) {
      if (error instanceof InvalidInput) return error.flaws.map(({ path, message }) => `${path}: ${message}`);
      throw error;
    }
    return [];
  };

  it('given no roster of drills, then it is refused with what to load', () => {
    const facts = factsOf();
    expect(refusal({ ...facts, district: withDrillTopic(facts.district) })).toEqual([
      'drill: no places for drills are known: load them with PUT /v1/roster?drill=1, or --drill-roster FILE',
    ]);
  });

  it('given a district whose topics are all in earnest, then it is refused with what to add', () => {
    expect(refusal({ ...inDrill(factsOf()), district: factsOf().district })).toEqual([
      'drill: the district file has no topic for drills: add channels.sns.topics.drill',
    ]);
  });

  it('given that it is only to be put on record, then it is refused: it would post nothing', () => {
    const past = {
      recordOnly: true,
      decidedBy: { name: 'Ann' },
      days: [{ date: '2023-02-17', dayType: 'closed', schools: 'all' }],
    };
    expect(refusal(inDrill(factsOf()), past)).toEqual([
      'drill: a drill that is only put on record posts nothing: leave one of the two out',
    ]);
  });

  it('given the roster of drills for a declaration in earnest, then that is a fault of ours and never a post', () => {
    expect(() => preview(body(), inDrill(factsOf()))).toThrow(TypeError);
  });
});
