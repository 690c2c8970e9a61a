import { describe, expect, it } from 'vitest';
import { Declaration } from '../../../functions/declarations/declaration.ts';
import { declared, proposing } from '../../support/proposing.ts';

const saturday = '2023-02-18T15:00:00-06:00';

describe('an incident alone', () => {
  it('asks for the programs of the next day without students, past the weekend and the holiday', () => {
    const [proposal] = proposing(undefined, saturday).incident({ systems: [{ id: 'phones', status: 'down' }] });
    expect(Declaration.safeParse(proposal?.declaration).error).toBeUndefined();
    expect(proposal).toMatchObject({
      status: 'open',
      days: [{ date: '2023-02-21', dayType: 'programs-only', schools: 'all', coverage: 'none' }],
      evidence: [{ kind: 'incident', what: 'helpdesk: Gradebook is down.', begins: '2023-02-18T15:00:00-06:00' }],
      declaration: {
        causes: [
          {
            kind: 'it',
            publicText: 'technical-difficulties',
            qualifying: false,
            summary: 'helpdesk: Gradebook is down.',
          },
        ],
        programs: [{ id: 'kids-club', disposition: 'cancelled' }],
        tools: { unavailable: ['phones'] },
      },
    });
  });

  it('asks for a closed day, never e-learning, where the next day has school', () => {
    const [proposal] = proposing(undefined, '2023-02-21T17:00:00-06:00').incident();
    expect(proposal?.days).toMatchObject([{ date: '2023-02-22', dayType: 'closed', schools: 'all' }]);
  });

  it('asks for the day that is still ahead as time passes', () => {
    const world = proposing(undefined, saturday);
    const [first] = world.incident();
    world.at('2023-02-21T12:00:00-06:00');
    expect(world.compute()).toMatchObject([
      { proposalId: first?.proposalId, days: [{ date: '2023-02-22', dayType: 'closed' }], change: expect.any(String) },
    ]);
  });

  it('that says itself that everything is up asks for nothing', () => {
    expect(proposing().incident({ systems: [{ id: 'phones', status: 'up' }] })).toEqual([]);
  });

  it('resolved before anybody decided is over', () => {
    const world = proposing(undefined, saturday);
    world.incident();
    expect(world.incident({ status: 'resolved' })).toMatchObject([
      { status: 'lapsed', evidence: [{ status: 'ended' }] },
    ]);
  });

  it('that was decided asks for no further day by itself, but a second one does', () => {
    const world = proposing(undefined, saturday);
    const [first] = world.incident();
    world.declare(declared([['2023-02-21', 'programs-only']]));
    world.at('2023-02-22T12:00:00-06:00');
    expect(world.compute()).toMatchObject([{ proposalId: first?.proposalId, status: 'declared' }]);
    expect(world.incident({ sourceId: 'INC-8' })).toMatchObject([
      { proposalId: first?.proposalId, status: 'open', days: [{ date: '2023-02-23', dayType: 'closed' }] },
    ]);
  });
});

describe('an incident and a storm', () => {
  it('are two proposals until the storm has the incident’s day', () => {
    const world = proposing(undefined, saturday);
    world.incident();
    world.at('2023-02-20T20:00:00-06:00');
    world.declare(declared([['2023-02-21', 'programs-only']]));
    world.at('2023-02-21T09:30:00-06:00');
    const proposals = world.alerts({});
    expect(proposals.map(({ status, days }) => [status, ...days.map((day) => day.date)])).toEqual([
      ['declared', '2023-02-21'],
      ['open', '2023-02-22', '2023-02-23'],
    ]);
    expect(proposals[1]?.declaration).toMatchObject({
      causes: [
        { kind: 'weather', qualifying: true, publicText: 'weather' },
        { kind: 'it', qualifying: false, signalIds: [expect.any(String)] },
      ],
    });
    expect(JSON.stringify(proposals[1]?.declaration)).not.toContain('technical-difficulties');
  });

  it('on the same day: no proposal to close beside the one to learn at home', () => {
    const world = proposing();
    world.alerts({});
    world.at('2023-02-21T17:00:00-06:00');
    expect(world.incident()).toMatchObject([{ status: 'open', days: [{ dayType: 'e-learning' }, {}] }]);
  });
});
