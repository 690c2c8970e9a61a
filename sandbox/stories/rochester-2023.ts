import * as z from 'zod';
import { declare, declaredAs, openProposals, postsShown, previewOf } from './decide.ts';
import { smallDistrict, smallRoster, staffTeamOf } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * Rochester, Minnesota, Monday 10 April 2023, retold in a fictional district: the network is shut off after an attack, and so are Google
 * accounts. The law counts e-learning for weather alone, so the day is closed. Staff come in, child care moves, and families are told by
 * telephone, for no child could open a class.
 */

const monday = '2023-04-10';

const Told = z.object({ outside: z.array(z.object({ id: z.string(), done: z.boolean() })) });

const causes = [
  {
    kind: 'it',
    summary: 'Unusual activity; the network and all accounts are shut off.',
    publicText: 'technical-difficulties',
  },
];

const closed = {
  days: [{ date: monday, dayType: 'closed', schools: 'all' }],
  causes,
  programs: [
    {
      id: 'kids-club',
      disposition: 'moved',
      where: 'Clearwater Bay Recreation Center',
      opens: '07:30',
      closes: '17:30',
    },
  ],
  staff: [{ group: 'teachers', instruction: 'report', at: '09:00', note: 'Bring your badge; leave computers off.' }],
  tools: { available: [], unavailable: ['sign-in', 'google-classroom'] },
  nextUpdateAt: '2023-04-10T16:00:00-05:00',
  audiences: ['staff', 'public', 'administrators'],
};

async function incident(scene: Scene): Promise<void> {
  const report = {
    kind: 'incident',
    source: 'IT on call',
    sourceId: 'INC-0410',
    status: 'open',
    summary: 'Unusual activity on the network; internet and accounts are shut off.',
    systems: [{ id: 'sign-in', status: 'down' }],
  };
  await scene.call('ops', 'POST', '/v1/signals', report, { key: 'rochester-incident', expected: 202 });
  await scene.call('ops', 'PUT', '/v1/readiness/sign-in', { status: 'down', note: 'shut off by us' });
  const [proposal, ...more] = await openProposals(scene);
  const days = proposal?.days.map(({ date, dayType }) => `${date} ${dayType}`).join();
  scene.check(days === `${monday} closed` && more.length === 0, 'an incident alone proposes a closed day', proposal);
  scene.say(`proposed: ${days}, for all schools`);
}

async function noELearning(scene: Scene): Promise<void> {
  const body = { days: [{ date: monday, dayType: 'e-learning', schools: 'all' }], causes };
  const { findings, digest } = await previewOf(scene, body);
  const found = (id: string, weight: string): boolean =>
    findings.some((finding) => finding.findingId === id && finding.weight === weight);
  scene.check(found('cause/-/district', 'blocks'), 'the law does not count it', findings);
  scene.check(found('tool/-/google-classroom', 'needs-reason'), 'and what it needs is down', findings);
  const reasons = Object.fromEntries(findings.map(({ findingId }) => [findingId, 'Teachers could try.']));
  const options = { key: 'rochester-e-learning', expected: 422 };
  await scene.call('administrator', 'POST', '/v1/declarations', { ...body, reasons, seen: digest }, options);
  scene.say(findings.find(({ findingId }) => findingId === 'cause/-/district')?.message ?? '');
}

async function close(scene: Scene): Promise<void> {
  const { audiences: _audiences, ...everybody } = closed;
  const { findings } = await previewOf(scene, everybody);
  const unreadable = findings.find(({ findingId }) => findingId === 'unreadable/-/sign-in');
  scene.check(unreadable !== undefined, 'who cannot sign in cannot read a class: it says so', findings);
  scene.say(unreadable.message);
  await declare(scene, 'rochester-closed', closed, {
    look: ({ notices }) => {
      const toFamilies =
        notices.find(({ audience, language }) => audience === 'public' && language === 'en')?.text ?? '';
      scene.check(
        /Kids Club/.test(toFamilies) && /Recreation Center/.test(toFamilies),
        'families read where child care is',
        toFamilies,
      );
      scene.check(!/Unusual activity|badge/.test(toFamilies), 'and nothing that is not for them', toFamilies);
      scene.say(toFamilies.split('\n')[0] ?? '');
    },
  });
  const posts = postsShown(scene);
  scene.check(
    posts.length === 4 && posts.every(({ text }) => /report to work/.test(text) && /9:00 a\.m\./.test(text)),
    'each staff team is told to report at nine, no class is posted to',
    posts,
  );
  scene.check(
    posts.some(({ targetId }) => targetId === staffTeamOf('north-hs')),
    'the high school among them',
  );
}

async function byTelephone(scene: Scene): Promise<void> {
  const path = `/v1/declarations/${declaredAs(scene, 'rochester-closed')}/outside/mass-call`;
  const told = await scene.ask(Told, 'ops', 'PUT', path, { done: true, by: 'Communications', note: '3 p.m. call' });
  scene.check(told.outside[0]?.done === true, 'the mass call is ticked', told);
  scene.say('the mass call is ticked: 1,830 students could be reached in no other way');
}

export const rochester2023: Story = {
  name: 'rochester-2023',
  title: 'IT alone, accounts shut off: Rochester in April 2023, retold',
  district: smallDistrict(),
  roster: smallRoster(),
  steps: [
    { at: '2023-04-09T13:00:00-05:00', title: 'IT shuts the network off', run: incident },
    { at: '2023-04-09T14:00:00-05:00', title: 'e-learning is tried, and refused', run: noELearning },
    { at: '2023-04-09T14:30:00-05:00', title: 'Monday is closed', run: close },
    { at: '2023-04-09T15:10:00-05:00', title: 'families are told by telephone', run: byTelephone },
  ],
};
