import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { Body, daysOf, declare, firstFound, openProposals, previewOf, shownTo, sky } from './decide.ts';
import { allClasses, county, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * Presidents' Day weekend: between the first word of a storm on Friday and the next school day on Tuesday lie a weekend and a holiday.
 * A watch proposes nothing, a warning proposes the one school day it reaches, and the holiday is nobody's e-learning day.
 */

const watch: AlertSpec = {
  kind: 'WS.A',
  eventNumber: 5,
  action: 'NEW',
  sent: '2023-02-17T14:30:00-06:00',
  begins: '2023-02-19T18:00:00-06:00',
  ends: '2023-02-21T12:00:00-06:00',
  ...county,
};
const warning: AlertSpec = { ...watch, kind: 'WS.W', eventNumber: 8, sent: '2023-02-18T03:40:00-06:00' };
/** What becomes of a watch when a warning takes its place. */
const upgraded: AlertSpec = { ...watch, action: 'UPG', sent: warning.sent };

async function watched(scene: Scene): Promise<void> {
  await sky(scene, watch);
  const open = await openProposals(scene);
  scene.check(open.length === 0, 'a watch is no reason yet', open);
  scene.say('a winter storm watch: seen, and nothing is proposed');
}

async function warned(scene: Scene): Promise<void> {
  await sky(scene, upgraded, warning);
  const [proposal, ...more] = await openProposals(scene);
  scene.check(proposal !== undefined && more.length === 0, 'the warning makes one proposal', more);
  const days = daysOf(proposal);
  scene.check(days.join() === '2023-02-21 e-learning covered', 'it is about Tuesday alone', days);
  scene.check(
    proposal.legalDeadline === '2023-02-21T05:30:00-06:00',
    'two hours before the first bell of Tuesday, not of the holiday',
    proposal.legalDeadline,
  );
  scene.remember('proposal', proposal.proposalId);
  scene.say(`proposed: ${days.join()}; the legal deadline is Tuesday 5:30 a.m.`);
}

async function holiday(scene: Scene): Promise<void> {
  const monday = {
    days: [{ date: '2023-02-20', dayType: 'e-learning', schools: 'all' }],
    causes: [{ kind: 'weather', publicText: 'weather', qualifying: true }],
  };
  await scene.call('administrator', 'POST', '/v1/declarations/preview', monday, { expected: 422 });
  scene.say("an e-learning day on Presidents' Day is refused: no school has students");
}

async function declareTuesday(scene: Scene): Promise<void> {
  await sky(scene, { ...warning, action: 'CON', sent: '2023-02-20T15:40:00-06:00', begins: null });
  const [proposal] = await openProposals(scene);
  const body = await firstFound(scene, 'body', Body, async () => proposal?.declaration);
  scene.check(
    proposal === undefined || proposal.proposalId === scene.recall('proposal'),
    'two days later it is the same proposal',
    proposal?.proposalId,
  );
  const { notReached } = await previewOf(scene, body);
  scene.check(notReached.length === 0, 'every school can be reached on a holiday', notReached);
  await declare(scene, 'presidents-day', body, { look: ({ firstLine }) => scene.say(firstLine) });
  const lines = shownTo(scene, allClasses());
  scene.check(
    lines.every((of) => of.length === 1 && (of[0] ?? '').startsWith('E-LEARNING Tue Feb 21 ')),
    'each class shows it once, and Tuesday alone',
    lines,
  );
}

export const presidentsDay: Story = {
  name: 'presidents-day',
  title: 'A weekend and a holiday lie between the warning and the day',
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-02-17T14:40:00-06:00', title: 'a watch, on Friday', run: watched },
    { at: '2023-02-18T03:45:00-06:00', title: 'a warning, on Saturday', run: warned },
    { at: '2023-02-19T10:00:00-06:00', title: 'the holiday is tried, and refused', run: holiday },
    { at: '2023-02-20T16:00:00-06:00', title: 'Tuesday is declared, on the holiday', run: declareTuesday },
  ],
};
