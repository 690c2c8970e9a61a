import { describe, expect, it } from 'vitest';
import { Declaration } from '../../../functions/declarations/declaration.ts';
import type { DeclarationState } from '../../../functions/declarations/state.ts';
import type { DeclaredBefore } from '../../../functions/proposals/ports.ts';
import { Proposal } from '../../../functions/proposals/proposal.ts';
import { alertFeature, morning, readingOf, twoCounties } from '../../support/alerts.ts';
import { mergeReading } from '../../../functions/triggers/merge-reading.ts';
import { declared, proposing } from '../../support/proposing.ts';

/** What the ledger folds is what proposals look at. */
export const asDeclaredBefore = (state: DeclarationState): DeclaredBefore => state;

const extension = { id: 'b', sent: '2023-02-21T09:27:00-06:00', vtec: 'EXT.KMPX.WS.W.0004', until: '230225T0000Z' };
const shortened = {
  id: 'b',
  sent: '2023-02-22T03:54:00-06:00',
  vtec: 'CON.KMPX.WS.W.0004',
  from: '000000T0000Z',
  until: '230223T1800Z',
};
const cancelled = { id: 'c', sent: '2023-02-22T12:00:00-06:00', vtec: 'CAN.KMPX.WS.W.0004', from: '000000T0000Z' };
const cold = {
  id: 'd',
  vtec: 'NEW.KMPX.EC.W.0001',
  event: 'Extreme Cold Warning',
  from: '230224T0600Z',
  until: '230225T0000Z',
};

describe('a storm warning', () => {
  it('proposes e-learning for the school days that it touches, with a body ready to send', () => {
    const proposals = proposing().alerts({});
    expect(proposals).toHaveLength(1);
    const [proposal] = proposals;
    expect(Proposal.parse(proposal)).toEqual(proposal);
    expect(Declaration.safeParse(proposal?.declaration).error).toBeUndefined();
    expect(proposal).toMatchObject({
      status: 'open',
      revision: 1,
      days: [
        { date: '2023-02-22', dayType: 'e-learning', schools: 'all', coverage: 'covered' },
        { date: '2023-02-23', dayType: 'e-learning', schools: 'all', coverage: 'covered' },
      ],
      evidence: [
        {
          kind: 'weather',
          what: 'Winter Storm Warning (NWS Twin Cities MN)',
          begins: '2023-02-21T15:00:00-06:00',
          ends: '2023-02-23T18:00:00-06:00',
        },
      ],
      decideBy: '2023-02-22T05:50:00-06:00',
      declaration: {
        days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all' }, { date: '2023-02-23' }],
        causes: [{ kind: 'weather', publicText: 'weather', qualifying: true, signalIds: [expect.any(String)] }],
        programs: [{ id: 'kids-club', disposition: 'cancelled' }],
        tools: { available: [], unavailable: [] },
      },
    });
    expect(proposal).not.toHaveProperty('change');
  });

  it('leaves the day without students and the holiday before it alone', () => {
    const world = proposing(undefined, '2023-02-19T20:00:00-06:00');
    const days = world.alerts({ from: '230220T0600Z' }).flatMap((proposal) => proposal.days.map((day) => day.date));
    expect(days).toEqual(['2023-02-22', '2023-02-23']);
  });

  it('again changes nothing, however often it is read and sent anew', () => {
    const world = proposing();
    const [first] = world.alerts({});
    world.at('2023-02-21T09:30:00-06:00');
    expect(world.alerts({ id: 'b', sent: '2023-02-21T09:27:00-06:00', vtec: 'CON.KMPX.WS.W.0004' })[0]).toBe(first);
  });

  it('that is extended proposes the day more, and says what changed', () => {
    const world = proposing();
    const [first] = world.alerts({});
    const [proposal] = world.alerts(extension);
    expect(proposal).toMatchObject({
      proposalId: first?.proposalId,
      revision: 2,
      days: [{ date: '2023-02-22' }, { date: '2023-02-23' }, { date: '2023-02-24' }],
      change:
        'Winter Storm Warning (NWS Twin Cities MN) now ends 2023-02-24 18:00, was 2023-02-23 18:00; Added: 2023-02-24.',
    });
    expect(proposal?.digest).not.toBe(first?.digest);
  });

  it('that is shortened leaves a day out', () => {
    const world = proposing();
    world.alerts({});
    const [proposal] = world.alerts({ ...shortened, sent: '2023-02-21T09:27:00-06:00', until: '230223T0600Z' });
    expect(proposal).toMatchObject({ status: 'open', days: [{ date: '2023-02-22' }] });
    expect(proposal?.change).toMatch(/Left out: 2023-02-23/);
  });

  it('that ends before anybody declared lapses its proposal, and opens it again when it is back', () => {
    const world = proposing();
    world.alerts({});
    expect(world.alerts()).toMatchObject([{ status: 'lapsed', revision: 2, evidence: [{ status: 'ended' }] }]);
    expect(world.compute()[0]?.revision).toBe(2);
    expect(world.alerts({})).toMatchObject([
      { status: 'open', revision: 3, change: expect.stringMatching(/Open again/) },
    ]);
  });

  it('is proposed for a day only until its schools begin', () => {
    const world = proposing();
    world.alerts({});
    world.at('2023-02-22T08:30:00-06:00');
    expect(world.compute()[0]?.days).toMatchObject([
      { date: '2023-02-22', schools: ['division:pine-k8/k5'] },
      { date: '2023-02-23', schools: 'all' },
    ]);
    world.at('2023-02-23T09:30:00-06:00');
    expect(world.compute()).toMatchObject([{ status: 'lapsed' }]);
  });

  it('touches only the schools of its area', () => {
    const world = proposing(twoCounties);
    const [proposal] = world.alerts({ ugc: ['MNZ062'], same: ['027123'] });
    expect(proposal?.days[0]).toMatchObject({ schools: ['east'], coverage: 'covered' });
    expect(proposal?.declaration).toMatchObject({ days: [{ schools: ['east'] }, { schools: ['east'] }] });
  });

  it('without an end is proposed for the days ahead and not for the year', () => {
    const [proposal] = proposing().alerts({ until: '000000T0000Z' });
    expect(proposal?.days.map((day) => day.date)).toEqual(['2023-02-22', '2023-02-23', '2023-02-24']);
  });

  it('and the cold behind it are one proposal, which outlives the storm', () => {
    const world = proposing();
    const [first] = world.alerts({});
    const [both] = world.alerts({}, cold);
    expect(both).toMatchObject({ proposalId: first?.proposalId, days: [{}, {}, { date: '2023-02-24' }] });
    const rest = world.alerts(cold);
    expect(rest).toMatchObject([
      {
        proposalId: first?.proposalId,
        days: [{ date: '2023-02-24' }],
        evidence: [{ status: 'open' }, { status: 'ended' }],
      },
    ]);
  });

  it('and another one a week later are two proposals', () => {
    const later = { id: 'e', vtec: 'NEW.KMPX.WS.W.0005', from: '230301T1200Z', until: '230301T1800Z' };
    const proposals = proposing().alerts({}, later);
    expect(proposals.map(({ days }) => days.map((day) => day.date))).toEqual([
      ['2023-02-22', '2023-02-23'],
      ['2023-03-01'],
    ]);
    expect(new Set(proposals.map((proposal) => proposal.proposalId)).size).toBe(2);
  });
});

describe('what proposes nothing', () => {
  it.each([
    ['a watch', { vtec: 'NEW.KMPX.WS.A.0002' }],
    [
      'a statement without VTEC',
      { vtec: [], event: 'Special Weather Statement', expires: '2023-02-23T00:00:00-06:00' },
    ],
    ['an advisory', { vtec: 'NEW.KMPX.WW.Y.0009' }],
    ['a warning elsewhere', { ugc: ['WIZ001'], same: ['055001'] }],
    ['a warning over a weekend', { from: '230225T1200Z', until: '230226T2300Z' }],
    ['a test', { vtec: 'T.NEW.KMPX.WS.W.0004' }],
  ])('%s', (_, spec) => {
    expect(proposing().alerts(spec)).toEqual([]);
  });

  it('a statement without VTEC beside a warning is evidence where and when it is for a proposed day, and no news', () => {
    const statement = {
      id: 's',
      vtec: [],
      event: 'Special Weather Statement',
      onset: '2023-02-22T04:00:00-06:00',
      ends: null,
      expires: '2023-02-22T09:00:00-06:00',
    };
    const world = proposing();
    const [before] = world.alerts({});
    const [after] = world.alerts({}, statement);
    expect(after?.evidence.map(({ what }) => what)).toEqual([
      'Winter Storm Warning (NWS Twin Cities MN)',
      'Special Weather Statement (NWS Twin Cities MN)',
    ]);
    expect(after?.change).toBe('New: Special Weather Statement (NWS Twin Cities MN).');
    expect([after?.days, after?.news, after?.proposalId]).toEqual([before?.days, before?.news, before?.proposalId]);
    expect(after?.declaration).toEqual(before?.declaration);
    const sunday = { onset: '2023-02-26T04:00:00-06:00', expires: '2023-02-26T09:00:00-06:00' };
    for (const other of [sunday, { ugc: ['NDZ001'], same: ['038001'] }]) {
      expect(proposing().alerts({}, { ...statement, ...other })[0]?.evidence).toHaveLength(1);
    }
  });

  it('a watch beside a warning is evidence', () => {
    const watch = { id: 'w', vtec: 'NEW.KMPX.WS.A.0002', event: 'Winter Storm Watch' };
    const [proposal] = proposing().alerts({}, watch);
    expect(proposal?.evidence.map((it) => it.what)).toEqual([
      'Winter Storm Warning (NWS Twin Cities MN)',
      'Winter Storm Watch (NWS Twin Cities MN)',
    ]);
    expect(proposal?.declaration).toMatchObject({ causes: [{ signalIds: [proposal?.evidence[0]?.signalId] }] });
  });

  it('weather reported by ops is evidence beside a warning, and never more', () => {
    const world = proposing();
    const report = {
      kind: 'weather',
      sourceId: 'roads',
      source: 'transportation',
      summary: 'Secondary roads impassable',
    };
    expect(world.incident(report)).toEqual([]);
    expect(world.alerts({})[0]?.evidence[1]).toMatchObject({
      kind: 'reported-weather',
      what: 'reported by transportation: Secondary roads impassable',
    });
  });
});

describe('after the declaration', () => {
  const threeDays = declared([
    ['2023-02-22', 'e-learning'],
    ['2023-02-23', 'e-learning'],
    ['2023-02-24', 'e-learning'],
  ]);

  it('the proposal is declared, with the body that was there to accept', () => {
    const world = proposing();
    const [open] = world.alerts({});
    expect(world.declare(threeDays)).toMatchObject([
      { status: 'declared', digest: open?.digest, days: open?.days, change: 'Declared.' },
    ]);
  });

  it('a warning that is shortened and then cancelled undoes nothing, and both are recorded', () => {
    const world = proposing();
    world.alerts({});
    world.declare(threeDays);
    world.at('2023-02-22T04:00:00-06:00');
    const [after] = world.alerts(shortened);
    expect(after).toMatchObject({ status: 'declared', change: expect.stringMatching(/now ends 2023-02-23 12:00/) });
    world.at('2023-02-22T12:05:00-06:00');
    expect(world.alerts(cancelled)).toMatchObject([
      {
        status: 'declared',
        days: [
          { date: '2023-02-22', coverage: 'none' },
          { date: '2023-02-23', coverage: 'none' },
        ],
        evidence: [{ status: 'ended' }],
        change: expect.stringMatching(/has ended.*2023-02-23 is no longer covered/),
      },
    ]);
    world.at('2023-02-27T12:00:00-06:00');
    expect(world.compute()).toMatchObject([{ status: 'declared', revision: 4 }]);
  });

  it('what covered a day that is over stays as it was', () => {
    const world = proposing();
    world.alerts({});
    world.declare(threeDays);
    world.at('2023-02-23T16:00:00-06:00');
    expect(world.alerts()[0]?.days).toMatchObject([{ coverage: 'covered' }, { coverage: 'covered' }]);
  });

  it('an extension to a day that nobody declared opens it for that day alone', () => {
    const world = proposing();
    world.alerts({});
    world.declare(
      declared([
        ['2023-02-22', 'e-learning'],
        ['2023-02-23', 'closed'],
      ]),
    );
    expect(world.alerts(extension)).toMatchObject([{ status: 'open', days: [{ date: '2023-02-24' }] }]);
  });

  it('days that nobody declared yet stay proposed', () => {
    const world = proposing();
    world.alerts({});
    const [proposal] = world.declare(declared([['2023-02-22', 'e-learning', ['pine-hs']]]));
    expect(proposal).toMatchObject({ status: 'open', days: [{ schools: ['pine-k8'] }, { schools: 'all' }] });
  });

  it.each(['withdrawn', 'rejected', 'lapsed', 'retracted'])('one that was %s decides nothing', (ended) => {
    const world = proposing();
    world.alerts({});
    const gone = declared(
      [
        ['2023-02-22', 'e-learning'],
        ['2023-02-23', 'e-learning'],
      ],
      ended,
    );
    expect(world.declare(gone)).toMatchObject([{ status: 'open', revision: 1 }]);
  });

  it('a day that a change made regular again is proposed when a warning comes for it', () => {
    const world = proposing();
    world.declare(
      declared([
        ['2023-02-22', 'e-learning'],
        ['2023-02-23', 'regular'],
      ]),
    );
    expect(world.alerts({})).toMatchObject([{ status: 'open', days: [{ date: '2023-02-23' }] }]);
  });

  it('a warning for days that were declared before it came proposes nothing', () => {
    const world = proposing();
    world.declare(threeDays);
    expect(world.alerts({})).toEqual([]);
  });
});

describe('a dismissed proposal', () => {
  it('stays dismissed while its evidence does not grow', () => {
    const world = proposing();
    world.alerts({});
    world.dismiss();
    expect(world.alerts({})).toMatchObject([{ status: 'dismissed', revision: 1 }]);
    const shorter = { ...extension, until: '230223T1800Z' };
    expect(world.alerts(shorter)).toMatchObject([{ status: 'dismissed' }]);
    expect(world.incident().map(({ status }) => status)).toEqual(['open', 'dismissed']);
  });

  it.each([
    ['a day', [extension]],
    ['a warning', [{}, cold]],
  ])('opens again when it grows by %s', (_, specs) => {
    const world = proposing();
    world.alerts({});
    world.dismiss();
    expect(world.alerts(...specs)).toMatchObject([{ status: 'open' }]);
  });
});

describe('tools', () => {
  it('stand in the body as far as they are known, never better than what they depend on', () => {
    const world = proposing();
    world.alerts({});
    const up = { 'google-classroom': 'up', 'sign-in': 'up', clever: 'down', seesaw: 'up', teams: 'degraded' };
    expect(world.tools(up)[0]).toMatchObject({
      readiness: { seesaw: 'down', teams: 'degraded', phones: 'unknown' },
      declaration: { tools: { available: ['google-classroom', 'sign-in'], unavailable: ['clever', 'seesaw'] } },
    });
  });

  it('that an incident reports down are unavailable, but what e-learning needs goes down by a person only', () => {
    const world = proposing();
    world.alerts({});
    world.tools({ 'google-classroom': 'up', phones: 'up' });
    const systems = [
      { id: 'google-classroom', status: 'down' },
      { id: 'phones', status: 'down' },
    ];
    expect(world.incident({ systems })[0]).toMatchObject({
      readiness: { 'google-classroom': 'unknown', phones: 'down' },
      declaration: { tools: { available: [], unavailable: ['phones'] } },
    });
  });
});

it('a reading of the storm is one signal, whose key gives the proposal its id', () => {
  const { writes } = mergeReading([], undefined, readingOf([alertFeature()]), {
    now: morning,
    timeZone: 'America/Chicago',
  });
  const [one] = proposing().alerts({});
  const [two] = proposing().alerts({ id: 'x', vtec: 'CON.KMPX.WS.W.0004' });
  expect(writes).toHaveLength(1);
  expect(one?.proposalId).toMatch(/^[0-9a-f]{16}$/);
  expect(two?.proposalId).toBe(one?.proposalId);
});
