import { declaredAs, declareOnly, openProposals, previewOf, schoolYear, seenAs, shownTo, stateOf } from './decide.ts';
import { allClasses, smallDistrict, smallRoster } from './small-district.ts';
import type { Scene, Story } from './story.ts';

/*
 * Minneapolis, 7 to 9 January 2026, retold in a fictional district: two days without school for the safety of students and staff. The
 * district says itself that it "will not move to e-learning because that is only allowable for severe weather". No signal is known, so a
 * second person looks at it before anything is posted.
 */

const causes = [{ kind: 'safety', summary: 'Events near two schools this afternoon.', publicText: 'safety' }];
const days = (dayType: string) => ['2026-01-08', '2026-01-09'].map((date) => ({ date, dayType, schools: 'all' }));

const closed = {
  days: days('closed'),
  causes,
  events: [{ name: 'Basketball at home', when: '2026-01-09T19:00:00-06:00', disposition: 'postponed' }],
  staff: [{ group: 'teachers', instruction: 'do-not-report' }],
  nextUpdateAt: '2026-01-11T17:00:00-06:00',
  decidedBy: { name: 'The superintendent', role: 'superintendent', how: 'by phone' },
};

async function noELearning(scene: Scene): Promise<void> {
  const open = await openProposals(scene);
  scene.check(open.length === 0, 'no signal proposes anything', open);
  const body = { days: days('e-learning'), causes };
  const { findings, digest } = await previewOf(scene, body);
  const blocks = findings.filter(({ weight }) => weight === 'blocks');
  scene.check(
    blocks.map(({ findingId }) => findingId).join() === 'cause/-/district',
    'the cause does not count',
    findings,
  );
  const reasons = Object.fromEntries(findings.map(({ findingId }) => [findingId, 'Families ask for it.']));
  const options = { key: 'mps-e-learning', expected: 422 };
  await scene.call('administrator', 'POST', '/v1/declarations', { ...body, reasons, seen: digest }, options);
  scene.say(blocks[0]?.message ?? '');
}

async function awaitSecond(scene: Scene): Promise<void> {
  const declarationId = await declareOnly(scene, 'mps-closed', closed, {
    look: ({ needsApproval, firstLine }) => {
      scene.check(needsApproval, 'a decision without any known signal is looked at by a second person');
      scene.say(firstLine);
    },
  });
  if (scene.recall('mps-approved') !== undefined) return;
  const { status } = await stateOf(scene, declarationId);
  scene.check(status === 'awaiting-approval', 'it awaits approval', status);
  const route = `/v1/declarations/${declarationId}/approve`;
  const seen = seenAs(scene, 'mps-closed');
  await scene.call('administrator', 'POST', route, { seen }, { key: 'mps-by-author', expected: 403 });
  const posted = shownTo(scene, allClasses()).flat();
  scene.check(posted.length === 0, 'nothing is posted before', posted);
}

async function approve(scene: Scene): Promise<void> {
  const declarationId = declaredAs(scene, 'mps-closed');
  scene.remember('mps-approved', 'yes');
  const seen = seenAs(scene, 'mps-closed');
  await scene.call('approver', 'POST', `/v1/declarations/${declarationId}/approve`, { seen }, { key: 'mps-approve' });
  await scene.settled(declarationId);
  const lines = shownTo(scene, allClasses());
  scene.check(
    lines.every((of) => of.length === 1 && (of[0] ?? '').startsWith('CLOSED Thu Jan 8 – Fri Jan 9')),
    'each class shows once that both days are closed',
    lines,
  );
}

async function account(scene: Scene): Promise<void> {
  const { schools } = await schoolYear(scene, '2025-26');
  scene.check(
    schools.every(({ used, left }) => used === 0 && left === 5),
    'no e-learning day is used',
    schools,
  );
  scene.say('closed days cost no e-learning day: all five are left for the winter');
}

export const mps2026: Story = {
  name: 'mps-2026',
  title: 'Safety, not weather: Minneapolis in January 2026, retold',
  district: smallDistrict({
    schoolYears: [{ id: '2025-26', first: '2025-09-02', last: '2026-06-05', noSchool: ['2026-01-19'] }],
    eLearningPlan: { adoptedOn: '2025-08-12', annualNoticeOn: '2025-09-02' },
    policy: { holdSeconds: 1, secondPersonFor: ['no-signal'] },
  }),
  roster: smallRoster(),
  steps: [
    { at: '2026-01-07T18:00:00-06:00', title: 'e-learning is tried, and refused', run: noELearning },
    { at: '2026-01-07T18:20:00-06:00', title: 'two closed days await a second person', run: awaitSecond },
    { at: '2026-01-07T18:31:00-06:00', title: 'the second person approves', run: approve },
    { at: '2026-01-07T18:45:00-06:00', title: 'the account of the school year', run: account },
  ],
};
