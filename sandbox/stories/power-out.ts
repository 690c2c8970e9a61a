import { change, declare, declaredAs, postsShown, shownTo } from './decide.ts';
import { allClasses, classesOf, smallDistrict, smallRoster, staffTeamOf } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * The power fails at one school at 9:40, with children in the building. Staff hear of it first, then families; classes, where children
 * would read it before their teacher has said a word, only when a person says so. No word of it says "closed".
 */

const dismissal = {
  days: [{ date: '2023-03-07', dayType: 'early-dismissal', endsAt: '11:30', schools: ['bay-ms'] }],
  causes: [{ kind: 'facility', summary: 'Transformer at the corner; the utility says 3 p.m.', publicText: 'power' }],
  staff: [{ group: 'teachers', instruction: 'as-posted', note: 'Keep students in class until their bus is called.' }],
  sameDay: { buses: { en: 'Buses leave at 11:40 from the east lot.' }, meals: { en: 'A bag lunch goes along.' } },
  confirmed: ['supervision', 'walkers'],
  nextUpdateAt: '2023-03-07T11:00:00-06:00',
};

async function dismiss(scene: Scene): Promise<void> {
  const undecided = { ...dismissal, days: [{ date: '2023-03-07', dayType: 'closed', schools: ['bay-ms'] }] };
  await scene.call('administrator', 'POST', '/v1/declarations/preview', undecided, { expected: 422 });
  scene.say('"closed" is refused: children are in the building, so say when they leave');
  await declare(scene, 'power-out', dismissal, {
    look: ({ notices, reach, findings }) => {
      scene.check(
        notices.every(({ audience }) => audience !== 'class'),
        'no class is posted to by itself',
        notices.map(({ audience }) => audience),
      );
      scene.check((reach['google-classroom']?.targets ?? 0) === 0, 'not one class of Classroom', reach);
      const closed = notices.filter(({ text }) => /closed/i.test(text));
      scene.check(closed.length === 0, 'no words say that the school is closed', closed[0]);
      const toFamilies = notices.find(({ audience, language }) => audience === 'public' && language === 'en');
      scene.check(toFamilies !== undefined, 'families are told by public messages', notices.length);
      scene.check(
        findings.some(({ findingId }) => findingId === 'same-day/2023-03-07/bay-ms'),
        'it is named what it is: a change while children are in school',
        findings,
      );
    },
  });
}

async function staffFirst(scene: Scene): Promise<void> {
  const shown = postsShown(scene);
  scene.check(
    shown.every(({ targetId }) => targetId === staffTeamOf('bay-ms')) && shown.length === 1,
    'the staff team of that school has it, nobody else',
    shown.map(({ targetId }) => targetId),
  );
  scene.check(/until their bus is called/.test(shown[0]?.text ?? ''), 'with the word for staff', shown[0]?.text);
  scene.say('posted to the staff of Bay Middle School and to families; to no class yet');
}

async function tap(scene: Scene): Promise<void> {
  const body = { audiences: ['staff', 'public', 'administrators', 'class'] };
  await change(scene, 'power-out-classes', ['amend', declaredAs(scene, 'power-out')], body, {
    reason: 'All teachers have said it in their rooms.',
    look: ({ firstLine }) => scene.say(firstLine),
  });
  const lines = shownTo(scene, classesOf('bay-ms'));
  const wrong = lines.filter((of) => of.length !== 1 || !/EARLY DISMISSAL Tue Mar 7/.test(of[0] ?? ''));
  scene.check(wrong.length === 0, 'now each class of that school shows it, once', wrong);
  const others = shownTo(scene, allClasses()).filter((of) => of.length > 0).length - lines.length;
  scene.check(others === 0, 'and no class of another school', others);
  const words = postsShown(scene).filter(({ text }) => /closed|Transformer/i.test(text));
  scene.check(words.length === 0, 'nothing says "closed", and nothing says what is internal', words[0]);
}

export const powerOut: Story = {
  name: 'power-out',
  title: 'The power fails at one school at 9:40, with children in it',
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-03-07T09:40:00-06:00', title: 'an early dismissal is declared for one school', run: dismiss },
    { at: '2023-03-07T09:50:00-06:00', title: 'staff and families have it', run: staffFirst },
    { at: '2023-03-07T10:05:00-06:00', title: 'classes are posted to, by a tap', run: tap },
  ],
};
