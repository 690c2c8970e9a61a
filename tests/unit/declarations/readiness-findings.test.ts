import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../functions/law/finding.ts';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { day, eLearning } from '../../support/decided.ts';
import { body, factsOf } from '../../support/facts.ts';
import { inDrill } from '../../support/drills.ts';

const finding = (id: string, facts: Partial<Facts>, declaration = body()): Finding | undefined =>
  preview(declaration, factsOf(facts)).answer.findings.find(({ findingId }) => findingId === id);

const unarmed = {
  channel: 'google-classroom',
  armed: 'not-armed',
  since: '2023-02-19T14:02:00-06:00',
  checkedAt: '2023-02-21T03:10:00-06:00',
  code: 'grant-removed',
  reason: 'its grant was removed',
} as const;

describe('a channel that cannot be posted to (E13)', () => {
  it('given its self-check failed, then declaring wants a reason, which says since when and what to do', () => {
    const found = finding('armed/-/google-classroom', { channels: [unarmed] });
    expect(found).toMatchObject({ weight: 'needs-reason' });
    expect(found?.message).toMatch(
      /^Google Classroom cannot be posted to since 2023-02-19: its grant was removed\. See "Incident response in progress"/,
    );
  });

  it('given it was only checked again, then the digest is the same; armed or unknown, then nothing is said', () => {
    const digest = (channel: Facts['channels'][number]) =>
      preview(body(), factsOf({ channels: [channel] })).answer.digest;
    expect(digest({ ...unarmed, checkedAt: '2023-02-21T14:10:00-06:00' })).toBe(digest(unarmed));
    const bare = preview(body(), factsOf()).answer.digest;
    expect(digest({ channel: 'teams', armed: 'unknown', reason: 'no self-check has been made' })).toBe(bare);
    expect(digest({ channel: 'teams', armed: 'armed', since: unarmed.since })).toBe(bare);
    expect(digest(unarmed)).not.toBe(bare);
  });

  it('given a drill, then it is said as well: a drill is there to find it', () => {
    expect(
      finding('armed/-/google-classroom', inDrill(factsOf({ channels: [unarmed] })), body({ drill: true })),
    ).toBeDefined();
  });
});

describe('sign-in that is down (E14)', () => {
  const readiness = { 'google-classroom': 'up', 'sign-in': 'down' };

  it('given e-learning, then posts may not be readable and closed is the surer day', () => {
    expect(finding('unreadable/-/sign-in', { readiness })).toMatchObject({
      weight: 'info',
      message: expect.stringMatching(/while District sign-in is down students may not be able to read it.*Closed/),
    });
    expect(finding('tool/-/google-classroom', { readiness })?.message).toMatch(
      /cannot be used while District sign-in is down: declare the days closed/,
    );
  });

  it('given closed days, then posts may not be readable all the same', () => {
    const found = finding('unreadable/-/sign-in', { readiness }, day({ dayType: 'closed' }));
    expect(found?.message).toMatch(/tell families by other channels\.$/);
  });
});

describe('a channel of classes that is down itself', () => {
  const readiness = { 'google-classroom': 'down' };

  it.each(['closed', 'e-learning'])(
    'given a %s day, then its classes cannot be reached: use the copy pack',
    (dayType) => {
      expect(finding('unreachable/-/google-classroom', { readiness }, day({ dayType }))).toMatchObject({
        weight: 'info',
        message: expect.stringMatching(/^Google Classroom is down: its classes cannot be reached .*copy pack/),
      });
    },
  );

  it.each([
    ['it works, or nobody knows', { 'google-classroom': 'unknown', teams: 'degraded' }],
    ['it only cannot be signed in to', { 'google-classroom': 'up', 'sign-in': 'down' }],
    ['no class is posted to there', { seesaw: 'down', phones: 'down' }],
  ])('given %s, then nothing of that is said', (_case, other) => {
    const { findings } = preview(day({ dayType: 'closed' }), factsOf({ readiness: other })).answer;
    expect(findings.filter(({ findingId }) => findingId.startsWith('unreachable/'))).toEqual([]);
  });

  it('given it is only put on record, then it does not matter', () => {
    const decidedBy = { name: 'Ann Vue' };
    const past = body({ days: [{ ...eLearning, date: '2022-12-15' }], recordOnly: true, decidedBy });
    expect(finding('unreachable/-/google-classroom', { readiness }, past)).toBeUndefined();
  });
});

describe('phones that are not up (Minnesota, subdivision 5)', () => {
  it.each(['down', 'degraded'])('given %s, then the law asks whom to call instead', (phones) => {
    const found = finding('telephone/-/district', { readiness: { phones } });
    expect(found?.message).toMatch(/call/);
    expect(found?.citation).toMatch(/subd\. 5/);
  });

  it.each([{}, { phones: 'up' }, { phones: 'unknown' }])('given %j, then nothing is said', (readiness) => {
    expect(finding('telephone/-/district', { readiness })).toBeUndefined();
  });
});
