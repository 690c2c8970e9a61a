import * as z from 'zod';
import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import { declare, eventually, previewOf, postsShown, shownTo, sky } from './decide.ts';
import { allClasses, county, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * On Sunday those who respond to an attack remove the grants that they do not know and end all sessions, ours among them. Without a look of
 * its own Bellwether would find out on Wednesday at 4:50. It finds out on Sunday, says so to whoever runs it and to whoever would decide,
 * and is armed again before the storm.
 */

const storm: AlertSpec = {
  kind: 'WS.W',
  eventNumber: 9,
  action: 'NEW',
  sent: '2023-03-07T16:00:00-06:00',
  begins: '2023-03-08T00:00:00-06:00',
  ends: '2023-03-08T18:00:00-06:00',
  ...county,
};

const wednesday = {
  days: [{ date: '2023-03-08', dayType: 'e-learning', schools: 'all' }],
  causes: [{ kind: 'weather', summary: 'Winter storm warning.', publicText: 'weather', qualifying: true }],
};

const Readiness = z.object({
  channels: z.array(z.object({ channel: z.string(), armed: z.string(), code: z.string().optional() })),
});

/** The channel's word, `teams not-armed sign-in-ended`, of each channel. */
async function channels(scene: Scene): Promise<string[]> {
  const seen = await scene.ask(Readiness, 'viewer', 'GET', '/v1/readiness');
  return seen.channels.map(({ channel, armed, code }) => [channel, armed, code].filter(Boolean).join(' ')).toSorted();
}

/** Asks every channel to look at itself, until they say what they should. */
async function checked(scene: Scene, expected: readonly string[]): Promise<void> {
  await scene.call('ops', 'POST', '/v1/readiness/check', undefined, { expected: 202 });
  await eventually(scene, expected.join(', '), async () => (await channels(scene)).join() === expected.join());
}

const allArmed = ['google-classroom armed', 'sns armed', 'teams armed'];
const armedFindings = async (scene: Scene): Promise<string[]> =>
  (await previewOf(scene, wednesday)).findings
    .filter(({ findingId }) => findingId.startsWith('armed/'))
    .map(({ findingId, weight }) => `${findingId} ${weight}`)
    .toSorted();

async function armed(scene: Scene): Promise<void> {
  await checked(scene, allArmed);
  scene.say('every channel could post: Classroom, Teams, and the topics of families and staff');
}

async function revoked(scene: Scene): Promise<void> {
  scene.vendors.classroom?.setGrant(false);
  scene.vendors.graph?.endAccessTokens();
  scene.vendors.graph?.revokeRefreshTokens('notices-1');
  await checked(scene, ['google-classroom not-armed grant-removed', 'sns armed', 'teams not-armed sign-in-ended']);
  const found = await armedFindings(scene);
  scene.check(
    found.join() === 'armed/-/google-classroom needs-reason,armed/-/teams needs-reason',
    'whoever would declare now is asked how classes hear of it',
    found,
  );
  const alarms = scene.alarms().filter((alarm) => alarm === 'channel-not-armed');
  scene.check(alarms.length >= 2, 'and whoever runs it has an alarm for each', scene.alarms());
  scene.check(postsShown(scene).length === 0, 'nothing was posted to find out');
  scene.say(`not armed: ${found.length} channels, ${alarms.length} alarms, on Sunday`);
}

async function restored(scene: Scene): Promise<void> {
  scene.vendors.classroom?.setGrant(true);
  const stillOut = ['google-classroom armed', 'sns armed', 'teams not-armed sign-in-ended'];
  await checked(scene, stillOut);
  const found = await armedFindings(scene);
  scene.check(found.join() === 'armed/-/teams needs-reason', 'Teams needs its service user to sign in again', found);
  scene.say('Classroom is armed again; the service user of Teams has not signed in yet');
}

async function declareAllTheSame(scene: Scene): Promise<void> {
  await sky(scene, storm);
  const reason = 'Homerooms of Teams are in Classroom too; principals call the others.';
  await declare(scene, 'grants-revoked', wednesday, {
    reason,
    look: ({ findings }, reasons) =>
      scene.check(reasons['armed/-/teams'] === reason, 'the reason is asked for and written', findings),
  });
  const lines = shownTo(scene, allClasses());
  const shown = lines.filter((of) => of.length === 1 && (of[0] ?? '').startsWith('E-LEARNING Wed Mar 8'));
  scene.check(shown.length === 12 && lines.flat().length === 12, 'each class of Classroom shows it, once', lines);
  scene.say('12 classes of Classroom show it; what Teams refused is counted as failed');
}

export const grantsRevoked: Story = {
  name: 'grants-revoked',
  title: 'Responders revoke our grants on Sunday',
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-03-03T12:00:00-06:00', title: 'on Friday every channel is armed', run: armed },
    { at: '2023-03-05T15:00:00-06:00', title: 'on Sunday the grants are gone', run: revoked },
    { at: '2023-03-06T10:00:00-06:00', title: 'on Monday one of them is back', run: restored },
    { at: '2023-03-07T16:30:00-06:00', title: 'on Tuesday e-learning is declared', run: declareAllTheSame },
  ],
};
