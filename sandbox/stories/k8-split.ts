import * as z from 'zod';
import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { Body, declare, firstFound, openProposals, schoolYear, shownTo, sky } from './decide.ts';
import { classesOf, classesOfDivision, county, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * The warning comes at 6:28. Minnesota wants two hours' notice before the normal start: for the high school and the middle grades it is too
 * late, for the elementary schools it is not, and the line runs through the middle of the K-8 school. One tap each.
 */

const squall: AlertSpec = {
  kind: 'IS.W',
  eventNumber: 7,
  action: 'NEW',
  sent: '2023-02-28T06:28:00-06:00',
  begins: '2023-02-28T07:00:00-06:00',
  ends: '2023-02-28T20:00:00-06:00',
  ...county,
};

const list = (schools: 'all' | readonly string[]): string =>
  schools === 'all' ? 'all' : [...schools].sort().join(' ');

async function tooLateForSome(scene: Scene): Promise<void> {
  await sky(scene, squall);
  const [proposal] = await openProposals(scene);
  scene.check(proposal?.split !== undefined, 'past the first deadline the split is offered', proposal);
  const { inTime, late } = proposal.split;
  scene.check(list(inTime) === 'division:hill-k8/k5 fern-es', 'in time are those that start at 9:20', inTime);
  scene.check(list(late) === 'bay-ms division:hill-k8/m68 north-hs', 'late are those that start before', late);
  scene.say(`in time: ${list(inTime)}; late: ${list(late)}`);
}

async function twoTaps(scene: Scene): Promise<void> {
  const offered = async (): Promise<unknown> => (await openProposals(scene))[0]?.split?.declarations;
  const bodies = await firstFound(scene, 'split', z.array(z.object({ declaration: Body })), offered);
  for (const [i, { declaration }] of bodies.entries()) {
    await declare(scene, `k8-split-${i}`, declaration, {
      look: ({ firstLine, findings }) => {
        const late = findings.filter(({ findingId }) => findingId.startsWith('notice/'));
        scene.check(late.length === 0, 'neither part is late', late);
        scene.say(firstLine);
      },
    });
  }
}

async function everyClass(scene: Scene): Promise<void> {
  const one = (targets: readonly string[], words: RegExp): boolean =>
    shownTo(scene, targets).every((lines) => lines.length === 1 && words.test(lines[0] ?? ''));
  const online = [...classesOfDivision('k5'), ...classesOf('fern-es')];
  const closed = [...classesOfDivision('m68'), ...classesOf('north-hs'), ...classesOf('bay-ms')];
  scene.check(one(online, /^E-LEARNING Tue Feb 28/), 'grades K to 5 learn online', shownTo(scene, online));
  scene.check(one(closed, /^CLOSED Tue Feb 28/), 'grades 6 to 12 are closed', shownTo(scene, closed));
  const { schools } = await schoolYear(scene, '2022-23');
  const used = schools.filter((school) => school.used === 1).map(({ unitId }) => unitId);
  scene.check(used.join() === 'hill-k8/k5,fern-es', 'an e-learning day is counted for the two alone', used);
  scene.say(
    `e-learning in ${online.length} classes, closed in ${closed.length}; a day is used at ${used.join(' and ')}`,
  );
}

export const k8Split: Story = {
  name: 'k8-split',
  title: "Two hours' notice is over for some: the split runs through a K-8 school",
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-02-28T06:30:00-06:00', title: 'the warning comes late', run: tooLateForSome },
    { at: '2023-02-28T06:35:00-06:00', title: 'both parts are declared as offered', run: twoTaps },
    { at: '2023-02-28T06:50:00-06:00', title: 'what the classes show', run: everyClass },
  ],
};
