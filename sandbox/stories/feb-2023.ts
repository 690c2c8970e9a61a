import * as z from 'zod';
import type { AlertSpec } from '../simulators/weather/alert-feature.ts';
import {
  type Care,
  change,
  declare,
  declaredAs,
  declareOnly,
  lookAtSky,
  openProposals,
  postsShown,
  schoolYear,
  sky,
  stateOf,
} from './decide.ts';
import { storyDistrict } from './district.ts';
import { storyRoster } from './roster.ts';
import { storyDrillRoster } from './drill-rooms.ts';
import type { Scene, Story } from './story.ts';

/*
 * Minneapolis, 18 to 24 February 2023, retold in a fictional district: an IT incident takes gradebook and phones down and cancels a day
 * without students; then a storm; three days are declared at once, one of them not covered by any warning; the warning is shortened and
 * ends, and nothing that was declared is undone; on Friday the way back is announced.
 */

const Accepted = z.object({ signalId: z.string(), proposalId: z.string().optional() });

const storm: AlertSpec = {
  kind: 'WS.W',
  eventNumber: 4,
  action: 'NEW',
  sent: '2023-02-21T03:27:00-06:00',
  begins: '2023-02-21T15:00:00-06:00',
  ends: '2023-02-23T18:00:00-06:00',
  zones: ['MNZ060', 'MNZ061', 'MNZ062', 'MNZ068'],
  same: ['027053', '027003', '027123', '027019'],
};

const tuesday = {
  days: [{ date: '2023-02-21', dayType: 'programs-only', schools: 'all' }],
  causes: [
    {
      kind: 'it',
      summary: 'System incident since Saturday: gradebook and phones are down.',
      publicText: 'technical-difficulties',
    },
  ],
  programs: [{ id: 'kids-club', disposition: 'cancelled', note: 'Families are not charged.' }],
  events: [
    { name: 'Parent-teacher conferences', when: '2023-02-21T08:00:00-06:00', disposition: 'cancelled' },
    { name: 'Finance committee', when: '2023-02-21T17:00:00-06:00', disposition: 'cancelled' },
    { name: 'Superintendent search committee', when: '2023-02-21T18:30:00-06:00', disposition: 'cancelled' },
  ],
  tools: { available: [], unavailable: ['gradebook', 'phones'] },
  staff: [
    {
      group: 'All staff',
      instruction: 'do-not-report',
      note: 'Change every password that you have used on a district computer.',
    },
  ],
  audiences: ['staff', 'public', 'administrators'],
};

const threeDays = {
  days: [
    { date: '2023-02-22', dayType: 'e-learning', schools: 'all' },
    { date: '2023-02-23', dayType: 'e-learning', schools: 'all' },
    { date: '2023-02-24', dayType: 'e-learning', schools: 'all' },
  ],
  causes: [
    {
      kind: 'weather',
      summary: 'Winter storm warning, Tuesday 3 p.m. to Thursday 6 p.m.',
      publicText: 'weather',
      qualifying: true,
    },
    { kind: 'it', summary: 'System incident goes on.' },
  ],
  programs: [
    { id: 'kids-club', disposition: 'cancelled', note: 'Families are not charged.' },
    { id: 'community-ed', disposition: 'cancelled' },
    { id: 'athletics', disposition: 'cancelled' },
  ],
  events: [{ name: 'Board meeting', when: '2023-02-22T18:00:00-06:00', disposition: 'postponed' }],
  tools: {
    available: ['google-meet', 'google-classroom', 'seesaw', 'clever', 'teams', 'outlook'],
    unavailable: ['phones', 'gradebook'],
  },
  staff: [{ group: 'Teachers', instruction: 'remote', note: 'Post the first lesson by the first bell.' }],
  message: { en: 'Please charge devices tonight.' },
  decidedBy: { name: 'The superintendent', role: 'superintendent', how: 'in the 1:30 p.m. meeting' },
};

const wayBack = {
  from: '2023-02-27',
  tools: { available: [], unavailable: ['phones', 'gradebook'] },
  staff: [{ group: 'Teachers', instruction: 'report', note: 'Change your password before the first bell.' }],
  message: { en: 'Welcome back. Kids Club opens at 6:30 a.m. as usual.' },
  decidedBy: { name: 'The superintendent', role: 'superintendent', how: 'in the 2 p.m. meeting' },
};

/** Friday is not covered by any warning: each finding that asks for it gets a written reason. */
const fridayReason =
  'Side streets and bus yards will not be cleared before Friday morning, and sidewalks at 40 stops are buried.';

async function incident(scene: Scene): Promise<void> {
  const answer = await scene.ask(
    Accepted,
    'ops',
    'POST',
    '/v1/signals',
    {
      kind: 'incident',
      source: 'IT on call',
      sourceId: 'INC-4711',
      status: 'open',
      summary: 'Encryption on file servers; gradebook and phones are down.',
      systems: [
        { id: 'gradebook', status: 'down' },
        { id: 'phones', status: 'down' },
      ],
      observedAt: '2023-02-18T15:00:00-06:00',
    },
    { key: 'feb-2023-incident', expected: 202 },
  );
  scene.say(`incident taken in as signal ${answer.signalId.slice(0, 12)}`);
  for (const [tool, status] of [
    ['gradebook', 'down'],
    ['phones', 'down'],
    ['google-classroom', 'up'],
    ['sign-in', 'up'],
  ] as const) {
    await scene.call('ops', 'PUT', `/v1/readiness/${tool}`, { status, note: 'seen by IT on call' }, { expected: 200 });
  }
}

async function noStudentDay(scene: Scene): Promise<void> {
  await declare(scene, 'feb-2023-tuesday', tuesday, {
    reason: fridayReason,
    look: ({ reach }) =>
      scene.check((reach['google-classroom']?.targets ?? 0) === 0, 'no class hears of a day without students', reach),
  });
  scene.check((scene.vendors.classroom?.posts().length ?? 0) === 0, 'no class was posted to');
  scene.say(
    'posted: staff and public; no class. Conferences, Kids Club and two meetings are off; staff stay away and change passwords',
  );
}

async function warning(scene: Scene): Promise<void> {
  await sky(scene, storm);
  const open = await openProposals(scene);
  const proposal = open.find((item) => item.days.some((day) => day.dayType === 'e-learning'));
  scene.check(proposal !== undefined, 'the warning makes a proposal', open);
  const days = proposal.days.map((day) => `${day.date} ${day.coverage}`);
  scene.check(
    days.join() === '2023-02-22 covered,2023-02-23 covered',
    'it proposes the two school days that the warning covers',
    days,
  );
  await lookAtSky(scene);
  const again = await openProposals(scene);
  scene.check(JSON.stringify(again) === JSON.stringify(open), 'the same warning again changes nothing', again);
  scene.say(`winter storm warning 3 p.m. Tue to 6 p.m. Thu: proposal for ${days.join(', ')}`);
}

async function declareThreeDays(scene: Scene): Promise<void> {
  const look: Care['look'] = async (preview, reasons) => {
    const friday = Object.keys(reasons).filter((id) => id.includes('2023-02-24'));
    scene.check(friday.length > 0, 'Friday, which no warning covers, needs a written reason', preview.findings);
    scene.check(
      preview.notReached.some((school) => school.schoolId === 'sunrise-ec'),
      'the school without classes is named as not reached',
      preview.notReached,
    );
    const unreasoned = { ...threeDays, seen: preview.digest };
    const options = { key: 'feb-2023-no-reason', expected: 422 };
    await scene.call('administrator', 'POST', '/v1/declarations', unreasoned, options);
    scene.say(preview.firstLine);
  };
  const care = { reason: fridayReason, look };
  const declarationId = await declare(scene, 'feb-2023-storm', threeDays, care);
  const again = await declareOnly(scene, 'feb-2023-storm', threeDays, care);
  scene.check(again === declarationId, 'the same command again is the same declaration', again);
}

/** The classes as the vendors show them: one post each, with the tool list and without a word for staff. */
async function everyClassOnce(scene: Scene): Promise<void> {
  const posts = postsShown(scene).filter((post) => post.text.includes('E-LEARNING'));
  const classes = posts.filter((post) => !post.text.includes('first lesson'));
  const twice = classes.length - new Set(classes.map((post) => post.targetId)).size;
  scene.check(twice === 0, 'no class shows the notice twice', twice);
  scene.check(
    classes.every((post) => post.text.includes('Seesaw')),
    'each notice says which tools work',
  );
  scene.check(
    posts.every((post) => !post.text.includes('Encryption') && !post.text.includes('Side streets')),
    'no internal word is in any post',
  );
  scene.say(`${classes.length} classes show the notice once, ${twice} twice`);
}

async function unchanged(scene: Scene, spec: AlertSpec | undefined, what: string): Promise<void> {
  const before = scene.vendors.classroom?.posts().length;
  await sky(scene, ...(spec === undefined ? [] : [spec]));
  if (spec === undefined) await lookAtSky(scene);
  const state = await stateOf(scene, declaredAs(scene, 'feb-2023-storm'));
  scene.check(state.status === 'declared' && state.days.length === 3, 'the three days stand', state);
  scene.check(scene.vendors.classroom?.posts().length === before, 'nothing more was posted');
  scene.say(`${what}: the three days stand, nothing was posted`);
}

/** The way back: everybody who read of the three days reads when school is again, and what still does not work. */
async function openMonday(scene: Scene): Promise<void> {
  const storms = declaredAs(scene, 'feb-2023-storm');
  await change(scene, 'feb-2023-open-monday', ['resume', storms], wayBack, {
    reason: 'Streets and bus yards are cleared.',
    look: ({ firstLine }) => scene.say(firstLine),
  });
  const classes = Map.groupBy(
    postsShown(scene).filter((post) => !/first lesson|report to work/.test(post.text)),
    (post) => post.targetId,
  );
  const wrong = [...classes.values()].filter(
    (posts) => posts.length !== 2 || !/Mon Feb 27 is the first regular day/.test(posts[1]?.text ?? ''),
  );
  scene.check(wrong.length === 0, 'every class that was posted to ends with the way back, once', wrong[0]);
  const { schools } = await schoolYear(scene, '2022-23');
  const used = schools.map(({ unitId, used: days, left }) => `${unitId} ${days} ${left}`);
  scene.check(
    schools.every((school) => school.used === 3 && school.left === 2),
    'each school has used three of its five e-learning days',
    used,
  );
  scene.say(`${classes.size} classes end with "open Monday"; 3 of 5 e-learning days are used, 2 are left`);
}

export const feb2023: Story = {
  name: 'feb-2023',
  title: 'An incident, a storm, three days: Minneapolis in February 2023, retold',
  district: storyDistrict(),
  roster: storyRoster(),
  drillRoster: storyDrillRoster(),
  steps: [
    { at: '2023-02-18T15:00:00-06:00', title: 'IT reports an incident by API', run: incident },
    { at: '2023-02-20T19:50:00-06:00', title: 'a day without students loses its programs', run: noStudentDay },
    { at: '2023-02-21T03:27:00-06:00', title: 'the weather service warns', run: warning },
    { at: '2023-02-21T14:11:00-06:00', title: 'three days of e-learning are declared', run: declareThreeDays },
    { at: '2023-02-21T14:30:00-06:00', title: 'what the classes show', run: everyClassOnce },
    {
      at: '2023-02-22T03:54:00-06:00',
      title: 'the warning is shortened',
      run: (scene) =>
        unchanged(
          scene,
          {
            ...storm,
            action: 'EXT',
            sent: '2023-02-22T03:54:00-06:00',
            begins: null,
            ends: '2023-02-23T12:00:00-06:00',
          },
          'shortened to Thursday noon',
        ),
    },
    {
      at: '2023-02-23T12:05:00-06:00',
      title: 'the warning ends',
      run: (scene) => unchanged(scene, undefined, 'ended'),
    },
    { at: '2023-02-24T15:00:00-06:00', title: 'the way back: open Monday', run: openMonday },
  ],
};
