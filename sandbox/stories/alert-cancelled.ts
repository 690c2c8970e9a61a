import * as z from 'zod';
import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { Body, declare, declaredAs, firstFound, lookAtSky, openProposals, postsShown, sky, stateOf } from './decide.ts';
import { allClasses, county, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * A warning is cancelled ten minutes after e-learning was declared for it. Families have read it and have arranged their day: nothing is
 * undone, administrators are asked once whether they keep it, and keep it with one tap.
 */

const storm: AlertSpec = {
  kind: 'WS.W',
  eventNumber: 12,
  action: 'NEW',
  sent: '2023-03-09T03:20:00-06:00',
  begins: '2023-03-09T06:00:00-06:00',
  ends: '2023-03-09T21:00:00-06:00',
  ...county,
};

/** The cancellation stays in the feed for a while, as actual and as alive as the warning was; its VTEC alone says what it is. */
const cancelled: AlertSpec = { ...storm, action: 'CAN', sent: '2023-03-09T05:10:00-06:00', begins: null };

async function warn(scene: Scene): Promise<void> {
  await sky(scene, storm);
  const open = await openProposals(scene);
  scene.check(open.length === 1, 'the warning makes one proposal', open);
  scene.say('the warning proposes e-learning for today; the high school starts at 7:30, so 5:30 is the legal deadline');
}

async function accept(scene: Scene): Promise<void> {
  await lookAtSky(scene);
  const [proposal] = await openProposals(scene);
  const body = await firstFound(scene, 'body', Body, async () => proposal?.declaration);
  const declarationId = await declare(scene, 'cancelled-storm', body, {
    look: ({ findings, digest }) => {
      const late = findings.filter(({ findingId }) => findingId.startsWith('notice/'));
      scene.check(late.length === 0, 'at 5:00 all schools are in time', findings);
      scene.check(digest === proposal?.digest, 'the digest of the proposal is that of its preview', {
        digest,
        proposal,
        findings,
      });
    },
  });
  const { review } = await stateOf(scene, declarationId);
  scene.check(review === undefined, 'nothing has changed yet', review);
}

async function cancel(scene: Scene): Promise<void> {
  const declarationId = declaredAs(scene, 'cancelled-storm');
  await sky(scene, cancelled);
  const { status, review } = await stateOf(scene, declarationId);
  scene.check(status === 'declared', 'the declaration stands', status);
  scene.check(review !== undefined || scene.recall('kept') !== undefined, 'administrators are asked about it');
  scene.check(postsShown(scene).length === shownOnce, 'nothing more was posted', postsShown(scene).length);
  if (review !== undefined) scene.say(`asked: ${review.what}`);
}

async function keep(scene: Scene): Promise<void> {
  const declarationId = declaredAs(scene, 'cancelled-storm');
  const digest = async (): Promise<unknown> => (await stateOf(scene, declarationId)).review?.digest;
  const seen = await firstFound(scene, 'kept', z.string(), digest);
  const route = `/v1/declarations/${declarationId}/keep`;
  await scene.call('administrator', 'POST', route, { seen }, { key: 'cancelled-keep' });
  for (const alerts of [[cancelled], []]) {
    await sky(scene, ...alerts);
    const { status, review } = await stateOf(scene, declarationId);
    scene.check(status === 'declared' && review === undefined, 'it is kept, and not asked about again', review);
  }
  await lookAtSky(scene);
  scene.check((await stateOf(scene, declarationId)).review === undefined, 'nor when the alert is gone from the feed');
  scene.check(postsShown(scene).length === shownOnce, 'nothing more was posted', postsShown(scene).length);
  const open = await openProposals(scene);
  scene.check(open.length === 0, 'nothing else is proposed', open);
  scene.say('kept as declared: every class shows the one notice it read at 5:00');
}

/** Every class and each school's staff team. */
const shownOnce = allClasses().length + 4;

export const alertCancelled: Story = {
  name: 'alert-cancelled',
  title: 'The warning is cancelled ten minutes after the declaration',
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-03-09T03:25:00-06:00', title: 'the weather service warns', run: warn },
    { at: '2023-03-09T05:00:00-06:00', title: 'e-learning is declared as proposed', run: accept },
    { at: '2023-03-09T05:11:00-06:00', title: 'the warning is cancelled', run: cancel },
    { at: '2023-03-09T05:14:00-06:00', title: 'it is kept as declared, with one tap', run: keep },
  ],
};
