import { describe, expect, it } from 'vitest';
import { alertFeature, readingOf, type AlertSpec } from '../../support/alerts.ts';
import { knownWeather } from '../../support/known-weather.ts';

const storm: AlertSpec = { id: 'a' };
const both = { ugc: ['MNZ060', 'MNZ062'], same: ['027053', '027123'] };
const east = { ugc: ['MNZ062'], same: ['027123'] };
const update: AlertSpec = { id: 'b', sent: '2023-02-21T09:27:00-06:00', vtec: 'CON.KMPX.WS.W.0004' };
const watch: AlertSpec = {
  id: 'w',
  sent: '2023-02-20T15:00:00-06:00',
  vtec: 'NEW.KMPX.WS.A.0002',
  event: 'Winter Storm Watch',
};
const upgraded: AlertSpec = { ...watch, id: 'u', sent: '2023-02-21T03:27:00-06:00', vtec: 'UPG.KMPX.WS.A.0002' };

const kindsOf = ({ changes }: { readonly changes: readonly { readonly kind: string }[] }): string[] =>
  changes.map(({ kind }) => kind);

describe('the history of an event', () => {
  it('begins with what was read first', () => {
    const known = knownWeather();
    known.shows(storm);
    expect(known.only().changes).toEqual([
      {
        at: '2023-02-21T03:31:00-06:00',
        kind: 'seen',
        what: 'Winter Storm Warning issued 2023-02-21T03:27:00-06:00 by NWS Twin Cities MN',
        alertIds: ['a'],
        from: '2023-02-21T15:00:00-06:00',
        to: '2023-02-23T18:00:00-06:00',
      },
    ]);
  });

  it.each<[string, AlertSpec, object]>([
    [
      'extended',
      { vtec: 'EXT.KMPX.WS.W.0004', until: '230224T1200Z' },
      {
        what: 'Ends 2023-02-24 06:00, was 2023-02-23 18:00.',
        from: '2023-02-23T18:00:00-06:00',
        to: '2023-02-24T06:00:00-06:00',
      },
    ],
    ['extended', { until: '000000T0000Z' }, { what: 'Ends when it is said, was 2023-02-23 18:00.' }],
    ['shortened', { until: '230223T1800Z' }, { what: 'Ends 2023-02-23 12:00, was 2023-02-23 18:00.' }],
    ['begins-later', { from: '230222T0300Z' }, { what: 'Begins 2023-02-21 21:00, was 2023-02-21 15:00.' }],
    ['begins-earlier', { from: '230221T1800Z' }, { what: 'Begins 2023-02-21 12:00, was 2023-02-21 15:00.' }],
    [
      'area-grown',
      both,
      { what: 'Also MNZ062, 027123.', from: 'MNZ060, 027053', to: 'MNZ060, MNZ062, 027053, 027123' },
    ],
    ['reworded', { headline: 'Now with ice.' }, { what: 'Now with ice.' }],
    [
      'reworded',
      { event: 'Heavy Snow Warning' },
      { what: 'Now called Heavy Snow Warning.', from: 'Winter Storm Warning', to: 'Heavy Snow Warning' },
    ],
    ['ended', { vtec: 'CAN.KMPX.WS.W.0004' }, { what: 'Ended: cancelled.' }],
  ])('%s by %j', (kind, spec, change) => {
    const known = knownWeather();
    known.shows(storm);
    known.shows({ ...update, ...spec });
    expect(kindsOf(known.only())).toEqual(['seen', kind]);
    expect(known.only().changes.at(-1)).toMatchObject({ at: '2023-02-21T03:32:00-06:00', alertIds: ['b'], ...change });
  });

  it('tells several changes of one product each', () => {
    const known = knownWeather();
    known.shows({ ...storm, ...both });
    known.shows(
      { ...update, from: '230222T0300Z', until: '230224T1200Z' },
      { ...update, ...east, vtec: 'CAN.KMPX.WS.W.0004' },
    );
    expect(kindsOf(known.only())).toEqual(['seen', 'extended', 'begins-later', 'area-shrunk']);
  });

  it('tells each county’s own times where they part', () => {
    const known = knownWeather();
    known.shows({ ...storm, ...both });
    known.shows({ ...update, until: '230224T1200Z' }, { ...update, ...east, id: 'c', until: '230223T1800Z' });
    expect(
      known
        .only()
        .changes.slice(1)
        .map(({ kind, what }) => [kind, what]),
    ).toEqual([
      ['extended', 'Ends 2023-02-24 06:00, was 2023-02-23 18:00, in 027053, MNZ060.'],
      ['shortened', 'Ends 2023-02-23 12:00, was 2023-02-23 18:00, in 027123, MNZ062.'],
    ]);
  });

  it('of a vanished event names no alert, and goes on when it is listed again', () => {
    const known = knownWeather();
    known.shows(storm);
    known.shows();
    known.shows();
    known.shows(storm);
    expect(known.only().changes.slice(1)).toMatchObject([
      { kind: 'ended', what: 'Ended: no longer listed.', alertIds: [] },
      { kind: 'reopened', alertIds: ['a'] },
    ]);
  });

  it('does not grow by what is repeated, doubted or failed', () => {
    const known = knownWeather();
    known.shows(storm);
    for (let i = 0; i < 3; i++) {
      known.shows(storm);
      known.shows();
      known.fails();
    }
    expect(kindsOf(known.only())).toEqual(['seen']);
  });

  it('keeps its newest fifty changes and counts the older ones', () => {
    const known = knownWeather();
    for (let i = 0; i < 60; i++) {
      const minute = String(i).padStart(2, '0');
      known.shows({ ...update, id: `p${i}`, sent: `2023-02-21T03:${minute}:00-06:00` });
    }
    expect(known.only()).toMatchObject({ olderChanges: 10 });
    expect(known.only().changes).toHaveLength(50);
    expect(known.only().changes.at(-1)?.alertIds).toEqual(['p59']);
  });
});

describe('a watch that becomes a warning', () => {
  const upgrade = 'Winter Storm Watch became Winter Storm Warning.';

  it('names it, and is named by it', () => {
    const known = knownWeather();
    known.shows(watch);
    const { changed } = known.shows(upgraded, storm);
    expect(changed).toHaveLength(2);
    const [before, after] = [known.of('WS.A'), known.of('WS.W')];
    expect(before).toMatchObject({
      status: 'ended',
      endedBecause: 'upgraded to KMPX.WS.W.0004.2023',
      upgradedTo: [{ signalId: after.signalId, event: 'Winter Storm Warning' }],
    });
    expect(after.upgradedFrom).toEqual([{ signalId: before.signalId, event: 'Winter Storm Watch' }]);
    const change = { kind: 'upgraded', what: upgrade, from: before.signalId, to: after.signalId };
    expect(before.changes.slice(1)).toMatchObject([{ ...change, alertIds: ['u'] }]);
    expect(after.changes).toMatchObject([{ kind: 'seen' }, { ...change, alertIds: ['a'] }]);
  });

  it('is linked once, however often both are listed', () => {
    const known = knownWeather();
    known.shows(watch);
    known.shows(upgraded, storm);
    expect(known.shows(upgraded, storm).writes).toEqual([]);
    expect(known.shows(upgraded, update).changed).toEqual([]);
    expect(known.of('WS.W').upgradedFrom).toHaveLength(1);
  });

  it('is linked when the warning is read a poll later, or a poll before', () => {
    const later = knownWeather();
    later.shows(watch);
    later.shows(upgraded);
    expect(later.of('WS.A').changes.at(-1)).toMatchObject({
      kind: 'upgraded',
      what: 'Upgraded; to what was not read.',
    });
    later.shows(upgraded, storm);
    const before = knownWeather();
    before.shows(watch);
    before.shows(watch, storm);
    before.shows(upgraded, storm);
    for (const known of [later, before]) {
      expect(known.of('WS.A').upgradedTo).toMatchObject([{ signalId: known.of('WS.W').signalId }]);
      expect(known.of('WS.W').upgradedFrom).toMatchObject([{ signalId: known.of('WS.A').signalId }]);
    }
  });

  it('that was read late, when the warning had a newer product already, is linked', () => {
    const known = knownWeather();
    known.shows(watch);
    known.shows(upgraded, update);
    expect(known.of('WS.A').upgradedTo).toMatchObject([{ event: 'Winter Storm Warning' }]);
  });

  it('in one county and goes on in the other is open, and linked', () => {
    const known = knownWeather();
    known.shows({ ...watch, ...both });
    known.shows({ ...upgraded, ...east }, { ...upgraded, id: 'c', vtec: 'CON.KMPX.WS.A.0002' }, { ...storm, ...east });
    expect(known.of('WS.A')).toMatchObject({ status: 'open', content: { ugc: ['MNZ060'] }, upgradedTo: [{}] });
    expect(kindsOf(known.of('WS.A'))).toEqual(['seen', 'area-shrunk', 'upgraded']);
    expect(known.of('WS.W').upgradedFrom).toHaveLength(1);
  });

  it('became another in each county', () => {
    const known = knownWeather();
    known.shows({ ...watch, ...both });
    const blizzard = { ...east, id: 'z', vtec: 'NEW.KMPX.BZ.W.0001', event: 'Blizzard Warning' };
    known.shows({ ...upgraded, ...both }, storm, blizzard);
    expect(known.of('WS.A')).toMatchObject({
      endedBecause: 'upgraded to KMPX.BZ.W.0001.2023, KMPX.WS.W.0004.2023',
      upgradedTo: [{ event: 'Blizzard Warning' }, { event: 'Winter Storm Warning' }],
    });
  });

  it('became the warning that has just come, not the one for the cold that stood there', () => {
    const known = knownWeather();
    const cold = { id: 'k', vtec: 'NEW.KMPX.EC.W.0001', event: 'Extreme Cold Warning' };
    known.shows(watch, cold);
    const ice = { ...storm, vtec: 'NEW.KMPX.IS.W.0001', event: 'Ice Storm Warning' };
    known.shows(upgraded, { ...cold, vtec: 'CON.KMPX.EC.W.0001' }, ice);
    expect(known.of('WS.A').upgradedTo).toMatchObject([{ event: 'Ice Storm Warning' }]);
    expect(known.of('EC.W')).not.toHaveProperty('upgradedFrom');
  });

  it.each<[string, AlertSpec[]]>([
    ['cancelled beside a warning', [{ ...upgraded, vtec: 'CAN.KMPX.WS.A.0002' }, storm]],
    ['upgraded beside a warning of another office', [upgraded, { ...storm, vtec: 'NEW.KDLH.WS.W.0001' }]],
    ['upgraded beside a warning elsewhere', [upgraded, { ...storm, ...east }]],
    ['upgraded beside another watch', [upgraded, { ...storm, vtec: 'NEW.KMPX.WC.A.0001' }]],
    ['upgraded beside a statement without VTEC', [upgraded, { ...storm, vtec: [] }]],
  ])('%s became nothing that is known', (_, specs) => {
    const known = knownWeather();
    known.shows(watch);
    known.shows(...specs);
    expect(known.of('WS.A').status).toBe('ended');
    for (const signal of known.all()) expect(signal).not.toMatchObject({ upgradedTo: expect.anything() });
  });

  it('that vanished beside a warning became nothing: only the office says so', () => {
    const known = knownWeather();
    known.shows(watch);
    known.shows(storm);
    known.shows(storm);
    expect(known.of('WS.A')).toMatchObject({ status: 'ended', endedBecause: 'no longer listed' });
    expect(known.of('WS.W')).not.toHaveProperty('upgradedFrom');
  });
});

describe('a feed that flips', () => {
  it('at every poll ends nothing and tells nothing', () => {
    const known = knownWeather();
    known.shows(storm);
    for (let i = 0; i < 20; i++) {
      expect(known.shows().changed).toEqual([]);
      expect(known.shows(storm).changed).toEqual([]);
    }
    expect(known.only()).toMatchObject({ status: 'open', changedAt: '2023-02-21T03:31:00-06:00' });
  });

  it('at every second or third poll takes us along once, and not again', () => {
    for (const [absent, present] of [
      [2, 2],
      [3, 1],
      [2, 1],
    ] as const) {
      const known = knownWeather();
      known.shows(storm);
      for (let i = 0; i < 10; i++) {
        for (let j = 0; j < absent; j++) known.shows();
        for (let j = 0; j < present; j++) known.shows(storm);
      }
      expect(kindsOf(known.only())).toEqual(['seen', 'ended', 'reopened']);
      expect(known.only().status).toBe('open');
    }
  });

  it('and at last leaves it out for good ends it all the same', () => {
    const known = knownWeather();
    known.shows(storm);
    for (const present of [false, false, true]) known.shows(...(present ? [storm] : []));
    for (let i = 0; i < 9; i++) known.shows();
    expect(known.only().status).toBe('open');
    known.shows();
    expect(known.only()).toMatchObject({ status: 'ended', endedBecause: 'no longer listed' });
  });

  it('between a list with a cancellation and one before it stays with the cancellation', () => {
    const known = knownWeather();
    const civil: AlertSpec = { vtec: [], id: 'a', event: 'Civil Emergency Message' };
    known.shows(civil);
    const { writes } = known.reads({ ok: true, events: [], alerts: 1, withdrawn: ['a'] });
    expect(writes).toMatchObject([{ status: 'ended', endedBecause: 'cancelled' }]);
    expect(known.shows(civil).writes).toEqual([]);
    // Said anew, it is another alert.
    known.shows({ ...civil, id: 'b', sent: '2023-02-21T03:40:00-06:00', onset: '2023-02-21T03:27:00-06:00' });
    expect(known.all().some(({ status }) => status === 'open')).toBe(true);
  });
});

describe('a list that cannot be trusted', () => {
  it('that is empty and older than an alert that stands is unknown, not an all-clear', () => {
    const known = knownWeather();
    known.shows(storm);
    for (let i = 0; i < 3; i++) {
      const { feed } = known.reads({ ok: true, events: [], alerts: 0, emptyAsOf: '2023-02-21T08:00:00+00:00' });
      expect(feed).toMatchObject({ ok: false, problem: expect.stringMatching(/empty list is older/) });
    }
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 0 });
  });

  it('that is empty and newer than what stands is believed at the second time', () => {
    const known = knownWeather();
    known.shows(storm);
    for (let i = 0; i < 2; i++)
      known.reads({ ok: true, events: [], alerts: 0, emptyAsOf: '2023-02-21T10:00:00+00:00' });
    expect(known.only().status).toBe('ended');
  });

  it('of a service whose clock contradicts ours ends nothing, extends and tells it', () => {
    const known = knownWeather();
    known.shows({ ...storm, ...both });
    const said = { ok: true, alerts: 1, clocksDiffer: true } as const;
    for (let i = 0; i < 3; i++) known.reads({ ...said, events: [] });
    expect(known.only()).toMatchObject({ status: 'open', missedPolls: 0, content: { ugc: both.ugc } });
    const longerStorm = { ...update, ...both, until: '230224T1200Z' };
    const longer = readingOf([alertFeature(longerStorm)]);
    if (longer.ok) known.reads({ ...longer, clocksDiffer: true });
    expect(kindsOf(known.only())).toEqual(['seen', 'extended']);
    known.at('2023-02-25T00:00:00-06:00');
    expect(known.reads({ ...said, events: [] }).feed).toMatchObject({
      ok: true,
      problem: expect.stringMatching(/differ by more than five minutes/),
    });
    for (const spec of [longerStorm, { ...longerStorm, id: 'd', vtec: 'CAN.KMPX.WS.W.0004' }]) {
      const shown = readingOf([alertFeature(spec)]);
      if (shown.ok) known.reads({ ...shown, clocksDiffer: true });
    }
    expect(known.only().status).toBe('open');
  });
});
