import { describe, expect, it } from 'vitest';
import { classPosts } from '../../../functions/law/audience-notice.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { lawPackOf } from '../../../functions/law/packs.ts';
import { recordOfNotice, type NoticeEvidence } from '../../../functions/law/record-of-notice.ts';
import { districtIn, eLearning } from '../../support/law.ts';

const district = districtIn('MN');
const everybody = ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'];
const evening = '2023-02-21T17:31:00-06:00';

const evidence = (by: string, at: string, audience: string, units: readonly string[] = everybody): NoticeEvidence => ({
  by,
  at,
  reaches: (asked) => asked === audience,
  units: new Set(units),
});
const noticeOf = (given: readonly NoticeEvidence[], changes: Partial<Parameters<typeof recordOfNotice>[0]> = {}) =>
  recordOfNotice({
    district,
    pack: minnesota,
    days: eLearning(district, '2023-02-22', '2023-02-23'),
    decidedAt: '2023-02-21T14:11:00-06:00',
    evidence: given,
    ...changes,
  });

describe('the record of the notice that Minnesota asks for', () => {
  it('has class posts as evidence for students, and of parents that there is none', () => {
    expect(noticeOf([evidence(classPosts, evening, 'students')])).toEqual([
      {
        audience: 'parents',
        by: null,
        deadline: '2023-02-22T06:20:00-06:00',
        missing: ['pine-hs', 'pine-k8'],
      },
      {
        audience: 'students',
        by: classPosts,
        at: evening,
        deadline: '2023-02-22T06:20:00-06:00',
        inTime: true,
        missing: [],
      },
    ]);
  });

  it('has a ticked channel as evidence for those whom it reaches, and says when it was too late', () => {
    const [early] = noticeOf([evidence('mass-call', '2023-02-22T06:20:00-06:00', 'parents')]);
    expect(early).toMatchObject({ by: 'mass-call', inTime: true });
    const [late] = noticeOf([evidence('mass-call', '2023-02-22T06:21:00-06:00', 'parents')]);
    expect(late).toMatchObject({ by: 'mass-call', at: '2023-02-22T06:21:00-06:00', inTime: false });
  });

  it('measures each school by its own deadline', () => {
    // The younger ones start at 09:20: what is late for the high school is in time for them.
    const call = '2023-02-22T06:50:00-06:00';
    const [parents] = noticeOf([
      evidence('text', '2023-02-22T06:00:00-06:00', 'parents', ['pine-hs', 'pine-k8/m68']),
      evidence('seesaw', call, 'parents', ['pine-k8/k5']),
    ]);
    expect(parents).toMatchObject({ by: 'seesaw', at: call, inTime: true });
  });

  it('is not there while one school has none, and names that school', () => {
    const [parents] = noticeOf([evidence('text', evening, 'parents', ['pine-hs', 'pine-k8/m68'])]);
    expect(parents).toMatchObject({ by: null, missing: ['pine-k8/k5'] });
    expect(parents).not.toHaveProperty('at');
  });

  it('counts the first word that each school had, not one that repeats it', () => {
    const [parents] = noticeOf([
      evidence('text', '2023-02-22T05:00:00-06:00', 'parents'),
      evidence('mass-call', evening, 'parents'),
    ]);
    expect(parents).toMatchObject({ by: 'mass-call', at: evening });
  });

  it('is about the days that were still ahead when it was decided', () => {
    const [parents] = noticeOf([], { decidedAt: '2023-02-22T12:00:00-06:00' });
    expect(parents).toMatchObject({ deadline: '2023-02-23T06:20:00-06:00' });
    const [sameMorning] = noticeOf([], { decidedAt: '2023-02-22T07:00:00-06:00' });
    expect(sameMorning).toMatchObject({ deadline: '2023-02-22T06:20:00-06:00' });
  });

  it('is empty without an e-learning day, when all is over, and where no law asks', () => {
    const closed = eLearning(district, '2023-02-22').map((day) => ({ ...day, dayType: 'closed' as const }));
    expect(noticeOf([], { days: closed })).toEqual([]);
    expect(noticeOf([], { decidedAt: '2023-03-01T12:00:00-06:00' })).toEqual([]);
    expect(noticeOf([], { pack: lawPackOf('NY') })).toEqual([]);
  });
});
