import { describe, expect, it } from 'vitest';
import { amend } from '../../../functions/declarations/amend.ts';
import { changeable } from '../../../functions/declarations/changeable.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { previewAmendment } from '../../../functions/declarations/preview-amendment.ts';
import { previewCorrection } from '../../../functions/declarations/preview-correction.ts';
import { stockSentencesOf } from '../../../functions/notices/wording.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { writeIssued } from '../../../functions/notices/write-issued.ts';
import { districtWith } from '../../support/district.ts';
import { eLearning, given, newest, type Given, type MovableFacts } from '../../support/decided.ts';
import { after, body, caller, factsOf } from '../../support/facts.ts';

/** Facts with the words that people really read, at a time of Wednesday morning. */
function at(time: string): MovableFacts {
  const wording = { stockSentences: Object.values(stockSentencesOf).flat(), unreviewed: [] };
  const facts = { ...factsOf({ covers: () => true, render: renderNotices, writeIssued, wording }) };
  facts.clocks.calendarAt(`2023-02-22T${time}:00-06:00`);
  return facts;
}

const power = { causes: [{ kind: 'facility', publicText: 'power' }] };

describe('a K–8 school that is split', () => {
  const split = body({
    days: [
      { ...eLearning, dayType: 'closed', schools: ['level:elementary'] },
      { ...eLearning, schools: ['level:middle', 'level:high'] },
    ],
  });

  it('previews each half by itself, and both to rows that name no division', () => {
    const { answer, drafts } = preview(split, factsOf({ render: renderNotices, writeIssued }));
    const classes = drafts.find(({ audience }) => audience === 'class')?.renderings ?? [];
    const line1 = (unit: string) =>
      classes.find(({ units, rendering }) => units.includes(unit) && rendering.channel !== 'teams')?.rendering.opening;
    const district = 'Lakes Public Schools,';
    expect(line1('pine-k8/k5')).toBe(`CLOSED Wed Feb 22 · Pine Community School, K–5 · ${district}`);
    expect(line1('pine-k8/m68')).toBe(`E-LEARNING Wed Feb 22 · Pine Community School, 6–8 · ${district}`);
    expect(line1('pine-k8')).toBe(
      `K–5: CLOSED Wed Feb 22; 6–8: E-LEARNING Wed Feb 22 · Pine Community School · ${district}`,
    );
    const shown = answer.notices.filter(({ audience, channel }) => audience === 'class' && channel !== 'teams');
    expect(shown.map(({ units }) => units)).toEqual([['pine-hs', 'pine-k8/m68'], ['pine-k8'], ['pine-k8/k5']]);
    const both = shown.find(({ units }) => units.includes('pine-k8'))?.text ?? '';
    expect(both).toContain('CLOSED: There is no school and no e-learning.');
    expect(both).toContain('E-LEARNING: School buildings are closed. Students learn online from home.');
    expect(both).toContain('Español: K–5: CERRADO mié 22 feb; 6–8: CLASES EN LÍNEA mié 22 feb: https://');
    expect(answer.reach['google-classroom']).toMatchObject({ targets: 60, schools: 2 });
  });

  it('is shown by itself where another school is split the other way', () => {
    const oak = { ...districtWith({}).schools[1]!, id: 'oak-k8', name: 'Oak Community School' };
    const district = districtWith({ schools: [...districtWith({}).schools, oak] });
    const half = (id: string) => ({ ...eLearning, dayType: 'closed', schools: [`division:${id}`] });
    const days = [half('pine-k8/k5'), half('oak-k8/m68')];
    const facts = factsOf({ district, render: renderNotices, writeIssued });
    const texts = preview(body({ days }), facts).answer.notices.filter(({ audience }) => audience === 'class');
    const openings = texts.filter(({ units }) => !units[0]?.includes('/')).map(({ text }) => text.slice(0, 12));
    expect(openings).toEqual(expect.arrayContaining(['K–5: CLOSED ', '6–8: CLOSED ']));
  });

  it('counts the law’s days for the half that learns online alone', () => {
    const { findings } = preview(split, factsOf({ render: renderNotices, writeIssued })).answer;
    expect(findings.find(({ findingId }) => findingId.startsWith('days-left/'))?.message).toMatch(
      /Pine High School and Pine Community School, 6–8/,
    );
  });
});

describe('power that fails at 9:40', () => {
  const dismissal = body({
    days: [{ ...eLearning, dayType: 'closed', schools: ['pine-hs'], from: '11:30' }],
    ...power,
  });

  function amended({ state, facts }: Given, changes: object): Given & { readonly spokenTo: string[] } {
    const of = changeable(state.declarationId, facts);
    const { digest, findings } = previewAmendment(changes, of, facts).answer;
    expect(findings.filter(({ weight }) => weight !== 'info')).toEqual([]);
    const command = { caller: caller(), declarationId: state.declarationId, changes, reason: 'next', seen: digest };
    const decided = amend(command, facts);
    const then = after(facts, decided);
    const notices = decided.draft.content?.notices ?? [];
    return {
      facts: then,
      state: newest(then),
      spokenTo: notices.filter(({ renderings }) => renderings.length > 0).map(({ audience }) => audience),
    };
  }

  it('goes to staff and families first, and to classes last and by a tap that tells nobody twice', () => {
    const facts = at('09:50');
    const first = given(dismissal, facts);
    facts.clocks.machineAt(1_100_000);
    expect(first.state.content.notices.map(({ audience }) => audience)).toEqual(['staff', 'public', 'administrators']);
    expect(first.state.content.notAfter).toBe('2023-02-22T12:30:00-06:00');
    facts.clocks.calendarAt('2023-02-22T10:20:00-06:00');
    const tapped = amended(first, { audiences: ['staff', 'public', 'class'] });
    expect(tapped.spokenTo).toEqual(['class']);
    expect(tapped.state.content.days).toMatchObject([{ dayType: 'closed', from: '11:30', sameDay: true }]);
  });

  it('is first word, not an update, to the classes that the tap adds; and an update to those that read it', () => {
    const facts = at('09:50');
    const first = given(dismissal, facts);
    facts.clocks.machineAt(1_100_000);
    facts.clocks.calendarAt('2023-02-22T10:20:00-06:00');
    const shown = (before: Given, changes: object) =>
      previewAmendment(changes, changeable(before.state.declarationId, before.facts), before.facts).answer.notices;
    const tap = { audiences: ['staff', 'public', 'class'] };
    const tapped = shown(first, tap).filter(({ audience }) => audience === 'class');
    expect(tapped.map(({ channel }) => channel)).toEqual(['google-classroom', 'teams']);
    for (const { text } of tapped) expect(text).not.toMatch(/UPDATE|replaces/i);

    const days = [{ ...eLearning, dayType: 'closed', schools: ['pine-hs', 'pine-k8'], from: '11:30' }];
    const grown = shown(amended(first, tap), { days }).filter(
      ({ channel, language }) => channel !== 'teams' && language === 'en',
    );
    const openings = grown.map(({ audience, units, text }) => [audience, units[0], text.startsWith('UPDATE')]);
    expect(openings).toContainEqual(['class', 'pine-k8', false]);
    expect(openings).toContainEqual(['staff', 'pine-k8', false]);
    // Whoever reads about all schools has read the first word.
    expect(openings).toContainEqual(['public', undefined, true]);
    const later = shown(amended(first, tap), { days: [{ ...days[0], schools: ['pine-hs'], from: '12:15' }] });
    const classes = later.filter(({ audience, channel }) => audience === 'class' && channel !== 'teams');
    expect(classes.map(({ text }) => text.startsWith('UPDATE'))).toEqual([true]);
  });

  it('stays first word where it is corrected', () => {
    const facts = at('09:50');
    const first = given({ ...dismissal, message: { en: 'Pleese wait.' } }, facts);
    facts.clocks.machineAt(1_100_000);
    const tapped = amended(first, { audiences: ['staff', 'public', 'class'] });
    const of = changeable(tapped.state.declarationId, tapped.facts);
    const { answer } = previewCorrection({ message: { en: 'Please wait.' } }, of, tapped.facts).preview;
    const classes = answer.notices.filter(({ audience, channel }) => audience === 'class' && channel !== 'teams');
    expect(classes.map(({ text }) => text)).toEqual([expect.stringMatching(/^EARLY DISMISSAL[\s\S]*Please wait/)]);
  });

  it('is answered by staff and families again when the hour changes, and by no class', () => {
    const facts = at('09:50');
    const first = given(dismissal, facts);
    facts.clocks.machineAt(1_100_000);
    facts.clocks.calendarAt('2023-02-22T10:40:00-06:00');
    const days = [{ ...eLearning, dayType: 'closed', schools: ['pine-hs'], from: '12:15' }];
    const later = amended(first, { days, sameDay: { buses: { en: 'Buses come at 12:25.' } } });
    expect(later.spokenTo).toEqual(['staff', 'public', 'administrators']);
    expect(later.state.content.declaration.sameDay).toEqual({ buses: { en: 'Buses come at 12:25.' } });
    expect(later.state.content.days).toMatchObject([{ from: '12:15', sameDay: true }]);
  });

  it('changes one school of several without a second word to the other', () => {
    const facts = at('09:50');
    const days = (hour: string) => [
      { ...eLearning, dayType: 'early-dismissal', schools: ['pine-hs'], endsAt: '11:30' },
      { ...eLearning, dayType: 'early-dismissal', schools: ['pine-k8'], endsAt: hour },
    ];
    const audiences = ['class'];
    const first = given(body({ days: days('12:00'), audiences, ...power }), facts);
    facts.clocks.machineAt(1_100_000);
    facts.clocks.calendarAt('2023-02-22T10:40:00-06:00');
    const { state } = amended(first, { days: days('12:45') });
    const classes = state.content.notices.find(({ audience }) => audience === 'class')?.renderings ?? [];
    expect(new Set(classes.flatMap(({ units }) => units))).toEqual(new Set(['pine-k8', 'pine-k8/k5', 'pine-k8/m68']));
  });
});

describe('two hours late that becomes closed at 5:20', () => {
  it('states the resulting day, and holds no class back: nobody is there yet', () => {
    const facts = at('05:00');
    const first = given(body({ days: [{ ...eLearning, dayType: 'late-start', minutesLate: 120 }] }), facts);
    facts.clocks.machineAt(1_100_000);
    facts.clocks.calendarAt('2023-02-22T05:20:00-06:00');
    const of = changeable(first.state.declarationId, first.facts);
    const { answer } = previewAmendment({ days: [{ ...eLearning, dayType: 'closed' }] }, of, first.facts);
    expect(answer.firstLine).toMatch(/^UPDATE Wed 5:20 a\.m\. – CLOSED Wed Feb 22 · Pine High School ·/);
    expect(answer.findings.filter(({ findingId }) => findingId.startsWith('same-day/'))).toEqual([]);
  });
});
