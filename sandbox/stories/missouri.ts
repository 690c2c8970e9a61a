import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { declare, schoolYear, shownTo, sky } from './decide.ts';
import { classesOf, county, smallDistrict, smallRoster, smallSchools } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * Missouri counts hours, 36 a school year, and counts what lies beyond otherwise than Minnesota does: half of it is made up. So the sixth
 * day is not refused. A school with six and a half hours a day is over the 36 by it, one with six hours is not.
 */

const ice: AlertSpec = {
  kind: 'IS.W',
  eventNumber: 1,
  action: 'NEW',
  sent: '2023-02-21T15:00:00-06:00',
  begins: '2023-02-22T00:00:00-06:00',
  ends: '2023-02-22T18:00:00-06:00',
  ...county,
};

const wednesday = {
  days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all' }],
  causes: [{ kind: 'weather', summary: 'Ice storm warning.', publicText: 'weather', qualifying: true }],
};

/** Minutes of instruction in a day: six and a half hours in the upper schools, six below. */
const minutesOf = (level: string): number => (level === 'elementary' ? 360 : 390);

const before = ['2023-01-11', '2023-01-12', '2023-01-25', '2023-01-26', '2023-02-01'];

async function sixthDay(scene: Scene): Promise<void> {
  await sky(scene, ice);
  await declare(scene, 'missouri-sixth-day', wednesday, {
    reason: 'An hour and a half is made up: 45 minutes are added on 26 May.',
    look: ({ findings }, reasons) => {
      scene.check(
        findings.every(({ weight }) => weight !== 'blocks'),
        'nothing is blocked',
        findings,
      );
      const cap = findings.find(({ findingId }) => findingId.startsWith('cap/2023-02-22/'));
      scene.check(
        cap !== undefined && cap.findingId in reasons,
        'beyond 36 hours a written reason is asked for',
        findings,
      );
      scene.check(
        cap.schools?.toSorted().join() === 'bay-ms,hill-k8/m68,north-hs',
        'at the schools with longer days',
        cap.schools,
      );
      scene.say(cap.message);
    },
  });
  const lines = shownTo(scene, classesOf('bay-ms'));
  scene.check(
    lines.every((of) => of.length === 1 && (of[0] ?? '').startsWith('E-LEARNING Wed Feb 22')),
    'the day is declared all the same',
    lines,
  );
}

async function account(scene: Scene): Promise<void> {
  const { law, schools } = await schoolYear(scene, '2022-23');
  scene.check(law.cap?.amount === 36 && law.cap.unit === 'hours', '36 hours a year', law);
  const used = Object.fromEntries(
    schools.map((school) => [school.unitId, `${school.used} h used, ${school.left} h left`]),
  );
  scene.check(used['bay-ms'] === '39 h used, 0 h left', 'six days of six and a half hours are 39', used);
  scene.check(used['fern-es'] === '36 h used, 0 h left', 'six days of six hours are 36', used);
  scene.check(used['hill-k8/k5'] === '36 h used, 0 h left', 'and each division is counted by itself', used);
  scene.say(`Bay Middle School: ${used['bay-ms']}; Fern Elementary School: ${used['fern-es']}`);
}

export const missouri: Story = {
  name: 'missouri',
  title: "Missouri's hours: the sixth day",
  district: smallDistrict({
    state: 'MO',
    schools: smallSchools.map((school) => ({
      ...school,
      instructionMinutes: minutesOf(school.level),
      ...(school.divisions !== undefined && {
        divisions: school.divisions.map((one) => ({ ...one, instructionMinutes: minutesOf(one.level) })),
      }),
    })),
    schoolYears: [
      {
        id: '2022-23',
        first: '2022-08-22',
        last: '2023-05-26',
        daysUsedBefore: before.map((date) => ({ date, dayType: 'e-learning' as const, schools: 'all' as const })),
      },
    ],
    eLearningPlan: { adoptedOn: '2022-06-14', approvedOn: '2022-07-20' },
  }),
  roster: smallRoster(),
  steps: [
    { at: '2023-02-21T15:30:00-06:00', title: 'a sixth day is declared', run: sixthDay },
    { at: '2023-02-21T15:50:00-06:00', title: 'the account of the school year', run: account },
  ],
};
