import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { declare, previewOf, schoolYear, shownTo, sky } from './decide.ts';
import { classesOf, county, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * Minnesota counts five e-learning days a school year, school by school. Four were used before the district had Bellwether, two at the
 * school whose families had no devices in December. A two-day storm asks for the fifth and the sixth.
 */

const storm: AlertSpec = {
  kind: 'BZ.W',
  eventNumber: 2,
  action: 'NEW',
  sent: '2023-03-14T11:00:00-05:00',
  begins: '2023-03-15T00:00:00-05:00',
  ends: '2023-03-16T18:00:00-05:00',
  ...county,
};

const weather = [{ kind: 'weather', summary: 'Blizzard warning.', publicText: 'weather', qualifying: true }];
const eLearning = (date: string, schools: 'all' | string[] = 'all') => ({ date, dayType: 'e-learning', schools });

async function bothDays(scene: Scene): Promise<void> {
  await sky(scene, storm);
  const both = { days: [eLearning('2023-03-15'), eLearning('2023-03-16')], causes: weather };
  const { findings, digest } = await previewOf(scene, both);
  const blocks = findings.filter(({ weight }) => weight === 'blocks');
  scene.check(
    blocks.length === 1 && blocks[0]?.findingId.startsWith('cap/2023-03-16/') === true,
    'the sixth day is over the cap, the fifth is not',
    findings,
  );
  scene.check(
    blocks[0]?.schools?.includes('fern-es') === false,
    'and the school that has used two days is not among them',
    blocks,
  );
  scene.say(blocks[0]?.message ?? '');
  const reasons = Object.fromEntries(findings.map(({ findingId }) => [findingId, 'We want it all the same.']));
  const options = { key: 'sixth-day-all', expected: 422 };
  await scene.call('administrator', 'POST', '/v1/declarations', { ...both, reasons, seen: digest }, options);
  scene.say('no written reason helps: a day beyond the five is no day of instruction');
}

async function fifthAndClosed(scene: Scene): Promise<void> {
  const body = {
    days: [
      eLearning('2023-03-15'),
      eLearning('2023-03-16', ['fern-es']),
      { date: '2023-03-16', dayType: 'closed', schools: ['north-hs', 'bay-ms', 'hill-k8'] },
    ],
    causes: weather,
  };
  await declare(scene, 'sixth-day', body);
  const [high, fern] = [shownTo(scene, classesOf('north-hs')), shownTo(scene, classesOf('fern-es'))];
  scene.check(
    fern.every((lines) => lines.length === 1 && (lines[0] ?? '').startsWith('E-LEARNING Wed Mar 15 – Thu Mar 16')),
    'the one school learns online on both days',
    fern,
  );
  scene.check(
    high.every((lines) => lines.length === 1 && /E-LEARNING Wed Mar 15.*CLOSED Thu Mar 16/.test(lines[0] ?? '')),
    'the others on one, and are closed on the next',
    high,
  );
  scene.say(high[0]?.[0] ?? '');
}

async function account(scene: Scene): Promise<void> {
  const { law, schools } = await schoolYear(scene, '2022-23');
  scene.check(law.cap?.amount === 5 && law.cap.unit === 'days', 'five days a year', law);
  const used = Object.fromEntries(schools.map((school) => [school.unitId, `${school.used} used, ${school.left} left`]));
  scene.check(used['north-hs'] === '5 used, 0 left' && used['hill-k8/k5'] === '5 used, 0 left', 'five are used', used);
  scene.check(used['fern-es'] === '4 used, 1 left', 'and four at the school that had used two', used);
  const evidence = schools[0]?.days.map(({ evidence: [first] }) => first?.source).join();
  const expected = [...Array.from({ length: 4 }, () => 'days-used-before'), 'declaration'].join();
  scene.check(evidence === expected, 'each day has its evidence', evidence);
  scene.say(`North High School: ${used['north-hs']}; Fern Elementary School: ${used['fern-es']}`);
}

const others = ['north-hs', 'bay-ms', 'hill-k8'];

export const sixthDay: Story = {
  name: 'sixth-day',
  title: 'The fifth and the sixth e-learning day, four of them used before Bellwether',
  district: smallDistrict({
    schoolYears: [
      {
        id: '2022-23',
        first: '2022-09-06',
        last: '2023-06-09',
        daysUsedBefore: [
          { date: '2022-12-14', dayType: 'e-learning', schools: others },
          { date: '2022-12-15', dayType: 'e-learning', schools: others },
          { date: '2023-01-04', dayType: 'e-learning', schools: 'all' },
          { date: '2023-02-22', dayType: 'e-learning', schools: 'all' },
        ],
      },
    ],
  }),
  roster: smallRoster(),
  steps: [
    { at: '2023-03-14T12:00:00-05:00', title: 'two more days are asked for', run: bothDays },
    { at: '2023-03-14T12:20:00-05:00', title: 'the fifth is declared, the sixth is closed', run: fifthAndClosed },
    { at: '2023-03-14T12:40:00-05:00', title: 'the account of the school year', run: account },
  ],
};
