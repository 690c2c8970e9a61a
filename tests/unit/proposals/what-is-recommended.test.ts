import { describe, expect, it } from 'vitest';
import { districtWith } from '../../support/district.ts';
import { twoCounties } from '../../support/alerts.ts';
import { declared, proposing } from '../../support/proposing.ts';

describe('what e-learning needs', () => {
  it('given it is down, then closed is recommended for the storm’s days, and why', () => {
    const world = proposing();
    world.alerts({});
    const [proposal] = world.tools({ 'google-classroom': 'down' });
    expect(proposal).toMatchObject({
      status: 'open',
      recommendation: { dayType: 'closed', because: expect.stringContaining('Google Classroom is down') },
      days: [
        { date: '2023-02-22', dayType: 'closed', schools: 'all', coverage: 'covered' },
        { date: '2023-02-23', dayType: 'closed' },
      ],
      declaration: {
        days: [{ dayType: 'closed' }, { dayType: 'closed' }],
        tools: { unavailable: ['google-classroom'] },
      },
      findings: [{ findingId: 'recommendation/-/google-classroom', weight: 'info' }],
      change: expect.stringMatching(/2023-02-22 is closed.*Google Classroom is down/),
      news: { revision: 2 },
    });
  });

  it('given what it depends on is down, then that is the reason', () => {
    const world = proposing();
    world.alerts({});
    const [proposal] = world.tools({ 'google-classroom': 'up', 'sign-in': 'down' });
    expect(proposal?.recommendation?.because).toContain('cannot be used while District sign-in is down');
  });

  it('given it works again, then e-learning is proposed again; given nobody knows, then nothing changes', () => {
    const world = proposing();
    world.alerts({});
    world.tools({ 'google-classroom': 'down' });
    const [proposal] = world.tools({ 'google-classroom': 'up' });
    expect(proposal).toMatchObject({
      days: [{ dayType: 'e-learning' }, {}],
      change: expect.stringMatching(/works again/),
    });
    expect(proposal).not.toHaveProperty('recommendation');
    expect(world.tools({})).toMatchObject([{ days: [{ dayType: 'e-learning' }, {}] }]);
  });
});

describe('the policy’s day types', () => {
  // The example's schools have used one day in December, before Bellwether.
  const district = districtWith({
    policy: { dayTypes: [{ levels: ['elementary'], first: 'closed', firstDays: 2, later: 'e-learning' }] },
  });

  it('given the first two weather days differ by level, then the second one’s date has two days, and the third is e-learning for all', () => {
    const [proposal] = proposing(district).alerts({});
    expect(proposal?.days).toEqual(
      [
        {
          date: '2023-02-22',
          dayType: 'e-learning',
          schools: ['pine-hs', 'division:pine-k8/m68'],
          coverage: 'covered',
        },
        { date: '2023-02-22', dayType: 'closed', schools: ['division:pine-k8/k5'], coverage: 'covered' },
        { date: '2023-02-23', dayType: 'e-learning', schools: 'all', coverage: 'covered' },
      ].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    );
  });

  it('given another weather day was declared, then the next one is the third; one for another reason does not count', () => {
    const world = proposing(district);
    const power = [{ kind: 'facility', qualifying: false, signalIds: [] }];
    world.declare(declared([['2023-01-10', 'closed']], undefined, { causes: power }));
    expect(world.alerts({})[0]?.days).toHaveLength(3);
    world.declare(declared([['2023-01-10', 'closed']]));
    expect(world.compute()[0]?.days.map(({ dayType }) => dayType)).toEqual(['e-learning', 'e-learning']);
  });
});

describe('past the first legal deadline', () => {
  it('given some schools are still in time, then the split is offered, a body for each part', () => {
    const world = proposing(undefined, '2023-02-22T06:30:00-06:00');
    const [proposal] = world.alerts({});
    expect(proposal?.split).toEqual({
      date: '2023-02-22',
      inTime: ['division:pine-k8/k5'],
      late: ['pine-hs', 'division:pine-k8/m68'],
      declarations: [expect.anything(), expect.anything()],
    });
    expect(proposal?.split?.declarations.map(({ declaration }) => declaration['days'])).toEqual([
      [
        { date: '2023-02-22', dayType: 'e-learning', schools: ['division:pine-k8/k5'] },
        { date: '2023-02-23', dayType: 'e-learning', schools: 'all' },
      ],
      [{ date: '2023-02-22', dayType: 'closed', schools: ['pine-hs', 'division:pine-k8/m68'] }],
    ]);
    expect(new Set(proposal?.split?.declarations.map(({ digest }) => digest)).size).toBe(2);
  });

  it('given all are in time, or none is any more, then there is nothing to split', () => {
    expect(proposing(undefined, '2023-02-22T06:20:00-06:00').alerts({})[0]).not.toHaveProperty('split');
    expect(proposing(undefined, '2023-02-22T07:30:00-06:00').alerts({})[0]).not.toHaveProperty('split');
  });

  it('given it is declared, then nothing is offered any more', () => {
    const world = proposing(undefined, '2023-02-22T06:30:00-06:00');
    world.alerts({});
    world.declare(
      declared([
        ['2023-02-22', 'e-learning'],
        ['2023-02-23', 'e-learning'],
      ]),
    );
    expect(world.compute()).toMatchObject([{ status: 'declared' }]);
    expect(world.compute()[0]).not.toHaveProperty('split');
  });
});

describe('an incident on a storm’s day', () => {
  const east = { ugc: ['MNZ062'], same: ['027123'] };

  it('given the storm leaves out a school, then that one is closed for the incident in the same proposal, with both causes', () => {
    const world = proposing(twoCounties, '2023-02-21T17:00:00-06:00');
    world.alerts(east);
    const proposals = world.incident();
    expect(proposals).toHaveLength(1);
    expect(proposals[0]).toMatchObject({
      days: [
        { date: '2023-02-22', dayType: 'e-learning', schools: ['east'], coverage: 'covered' },
        { date: '2023-02-22', dayType: 'closed', schools: ['west'], coverage: 'none' },
        { date: '2023-02-23', dayType: 'e-learning', schools: ['east'] },
      ],
      declaration: {
        causes: [
          { kind: 'weather', qualifying: true },
          { kind: 'it', qualifying: false },
        ],
      },
    });
  });

  it('given the incident was there first, then its own proposal goes on in the storm’s, and says so', () => {
    const world = proposing(undefined, '2023-02-21T17:00:00-06:00');
    const [first] = world.incident();
    const proposals = world.alerts({});
    const storm = proposals.find(({ status }) => status === 'open');
    expect(proposals.find(({ proposalId }) => proposalId === first?.proposalId)).toMatchObject({
      status: 'lapsed',
      change: `Now part of the proposal ${storm?.proposalId}, which has the same days.`,
    });
    expect(storm).toMatchObject({
      days: [{ dayType: 'e-learning' }, {}],
      evidence: [{ kind: 'weather' }, { kind: 'incident' }],
    });
  });
});

describe('when to decide', () => {
  it('given the district has times of its own, then they stand beside the law’s, for the first date ahead', () => {
    const district = districtWith({ policy: { decisionTimes: { dayBefore: '18:00', sameDay: '05:30' } } });
    expect(proposing(district).alerts({})[0]?.districtTimes).toEqual({
      dayBefore: '2023-02-21T18:00:00-06:00',
      sameDay: '2023-02-22T05:30:00-06:00',
    });
  });

  it('given a first day has begun, then the proposal changes and that is no news; given another day joins, it is', () => {
    const world = proposing();
    expect(world.alerts({})[0]?.news).toEqual({ revision: 1, at: '2023-02-21T03:28:00-06:00' });
    world.at('2023-02-22T09:30:00-06:00');
    expect(world.compute()[0]).toMatchObject({ revision: 2, days: [{ date: '2023-02-23' }], news: { revision: 1 } });
    expect(world.alerts({ until: '230225T0000Z' })[0]).toMatchObject({ revision: 3, news: { revision: 3 } });
  });
});
