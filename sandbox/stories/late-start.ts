import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { change, declare, declaredAs, previewOf, shownTo, sky, stateOf } from './decide.ts';
import { allClasses, county, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * Two hours late, said in the evening; at 5:20 in the morning it has become too cold for buses, and the day is closed. Whoever read of the
 * late start reads of the closing, once, as an update of what it replaces.
 */

const cold: AlertSpec = {
  kind: 'EC.W',
  eventNumber: 3,
  action: 'NEW',
  sent: '2023-01-30T15:00:00-06:00',
  begins: '2023-01-31T00:00:00-06:00',
  ends: '2023-01-31T12:00:00-06:00',
  ...county,
};

const late = {
  days: [{ date: '2023-01-31', dayType: 'late-start', minutesLate: 120, schools: 'all' }],
  causes: [{ kind: 'weather', summary: 'Wind chill of -38 at six.', publicText: 'cold', qualifying: true }],
  programs: [{ id: 'kids-club', disposition: 'changed-hours', opens: '08:30', closes: '18:00' }],
};

async function declareLate(scene: Scene): Promise<void> {
  await sky(scene, cold);
  const undated = { ...late, days: [{ date: '2023-01-31', dayType: 'late-start', schools: 'all' }] };
  const options = { expected: 422 };
  await scene.call('administrator', 'POST', '/v1/declarations/preview', undated, options);
  await declare(scene, 'late-start', late, { look: ({ firstLine }) => scene.say(firstLine) });
  const [high, elementary] = [shownTo(scene, allClasses()).at(0)?.[0], shownTo(scene, allClasses()).at(-1)?.[0]];
  scene.check(/^LATE START .*9:30 a\.m\./.test(high ?? ''), 'the high school starts at 9:30', high);
  scene.check(/^LATE START .*11:20 a\.m\./.test(elementary ?? ''), 'the elementary school starts at 11:20', elementary);
}

async function close(scene: Scene): Promise<void> {
  const declarationId = declaredAs(scene, 'late-start');
  const closed = {
    days: [{ date: '2023-01-31', dayType: 'closed', schools: 'all' }],
    programs: [{ id: 'kids-club', disposition: 'cancelled', note: 'Families are not charged.' }],
    causes: [
      ...late.causes,
      { kind: 'transport', summary: 'Diesel has gelled: 40 of 61 buses do not start.', publicText: 'transport' },
    ],
  };
  const second = { ...late, ...closed };
  const { digest } = await previewOf(scene, second);
  const options = { key: 'late-start-twice', expected: 409 };
  await scene.call('administrator', 'POST', '/v1/declarations', { ...second, seen: digest }, options);
  scene.say('a second declaration of the day is refused with the way to amend the first');
  await change(scene, 'late-start-closed', ['amend', declarationId], closed, {
    reason: 'Buses do not start, and it is colder than forecast.',
    look: ({ firstLine }) => scene.say(firstLine),
  });
}

async function everyClass(scene: Scene): Promise<void> {
  const lines = shownTo(scene, allClasses());
  // Whoever reads the late start first reads on its first line that the day is closed.
  const closed = /^UPDATE Tue 5:2\d a\.m\. – CLOSED/;
  const wrong = lines.filter((of) => of.length !== 2 || !of.every((line) => closed.test(line)));
  scene.check(wrong.length === 0, 'each class shows the late start and one update, and both say: closed', wrong[0]);
  const { days } = await stateOf(scene, declaredAs(scene, 'late-start'));
  scene.check(days.map(({ dayType }) => dayType).join() === 'closed', 'the day is closed', days);
  scene.say(`${lines.length} classes show the late start, then the update`);
}

export const lateStart: Story = {
  name: 'late-start',
  title: 'A late start turns into a closed day at 5:20',
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-01-30T19:00:00-06:00', title: 'two hours late is declared for Tuesday', run: declareLate },
    { at: '2023-01-31T05:20:00-06:00', title: 'the day is closed', run: close },
    { at: '2023-01-31T05:40:00-06:00', title: 'what the classes show', run: everyClass },
  ],
};
