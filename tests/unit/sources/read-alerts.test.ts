import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { alertFeature, readFor } from '../../support/alerts.ts';

/** Each trap of real alert data, on its own. */
describe('reading alerts: times', () => {
  it('ends with the storm and not when the product is to be refreshed', () => {
    const [event] = readFor([alertFeature()]).events;
    expect(event).toMatchObject({ vendorId: 'KMPX.WS.W.0004.2023', content: { ends: '2023-02-23T18:00:00-06:00' } });
  });

  it('keeps a coming storm whose product expired before the onset, and long ago', () => {
    const stale = alertFeature({ expires: '2023-02-20T12:00:00-06:00' });
    expect(readFor([stale]).events[0]?.ended).toBeUndefined();
  });

  it('takes the end from VTEC when the alert has none', () => {
    const [event] = readFor([alertFeature({ ends: null })]).events;
    expect(event?.content.ends).toBe('2023-02-23T18:00:00-06:00');
  });

  it('leaves the end unknown until further notice, whatever expires says', () => {
    const [event] = readFor([alertFeature({ vtec: 'NEW.KMPX.FL.W.0012', until: '000000T0000Z' })]).events;
    expect(event?.content).not.toHaveProperty('ends');
    expect(event?.ended).toBeUndefined();
  });

  it('falls back to expires for products without VTEC, with ends null or missing', () => {
    const statement = { vtec: [], event: 'Special Weather Statement', ends: undefined };
    for (const ends of [null, undefined]) {
      expect(readFor([alertFeature({ ...statement, ends })]).events[0]?.content.ends).toBe('2023-02-21T11:30:00-06:00');
    }
    const neither = alertFeature({ ...statement, expires: null });
    expect(readFor([neither]).events[0]?.content).not.toHaveProperty('ends');
  });

  it('begins with effective when there is no onset', () => {
    const [event] = readFor([
      alertFeature({ vtec: [], event: 'Civil Emergency Message', onset: null, effective: '2023-02-21T03:00:00-06:00' }),
    ]).events;
    expect(event?.content.begins).toBe('2023-02-21T03:00:00-06:00');
  });

  it('begins at the onset when VTEC says already in effect', () => {
    const [event] = readFor([alertFeature({ from: '000000T0000Z', onset: '2023-02-21T03:00:00-06:00' })]).events;
    expect(event).toMatchObject({
      vendorId: 'KMPX.WS.W.0004.2023',
      content: { begins: '2023-02-21T03:00:00-06:00' },
    });
  });

  it('is over when its finish has passed, though it is still listed', () => {
    const after = parseInstant('2023-02-24T00:00:00Z');
    expect(readFor([alertFeature()], after).events[0]?.ended).toBe('over');
  });
});

describe('reading alerts: ended although listed', () => {
  it.each([
    ['cancelled', { vtec: 'CAN.KMPX.WS.W.0004' }],
    ['expired', { vtec: 'EXP.KMPX.WS.W.0004' }],
    ['upgraded', { vtec: 'UPG.KMPX.WS.W.0004' }],
    ['past', { urgency: 'Past' }],
    ['all clear', { response: 'AllClear' }],
    ['cancelled', { messageType: 'Cancel' }],
  ])('%s: %j', (ended, spec) => {
    expect(readFor([alertFeature(spec)]).events).toMatchObject([{ vendorId: 'KMPX.WS.W.0004.2023', ended }]);
  });

  it('upgraded for one county and cancelled for another tells the upgrade', () => {
    const watch = { vtec: 'UPG.KMPX.WS.A.0002', event: 'Winter Storm Watch' };
    const elsewhere = { ugc: ['MNZ062'], same: ['027123'] };
    const { events } = readFor([
      alertFeature({ ...watch, id: 'a' }),
      alertFeature({ ...watch, ...elsewhere, id: 'b', vtec: 'CAN.KMPX.WS.A.0002' }),
    ]);
    expect(events).toMatchObject([{ ended: 'upgraded' }]);
    const rest = readFor([
      alertFeature({ ...watch, id: 'a' }),
      alertFeature({ ...watch, ...elsewhere, id: 'b', vtec: 'CON.KMPX.WS.A.0002' }),
    ]);
    expect(rest.events).toMatchObject([{ over: { ugc: ['MNZ060'], same: ['027053'], because: 'upgraded' } }]);
  });

  it('a cancellation for one county shrinks the area and does not end the event', () => {
    const { events } = readFor([
      alertFeature({ id: 'a', vtec: 'CAN.KMPX.WS.W.0004' }),
      alertFeature({ id: 'b', vtec: 'CON.KMPX.WS.W.0004', ugc: ['MNZ062'], same: ['027123'] }),
    ]);
    expect(events).toMatchObject([
      { content: { ugc: ['MNZ062'], same: ['027123'] }, over: { ugc: ['MNZ060'], same: ['027053'] } },
    ]);
    expect(events[0]?.ended).toBeUndefined();
  });

  it('a cancellation takes back the alerts that it refers to', () => {
    const statement = { vtec: [], event: 'Civil Emergency Message' };
    const read = readFor([
      alertFeature({ ...statement, id: 'a' }),
      alertFeature({
        ...statement,
        id: 'b',
        onset: '2023-02-21T04:00:00-06:00',
        messageType: 'Cancel',
        references: [{ identifier: 'a' }],
      }),
    ]);
    expect(read.withdrawn).toEqual(['a']);
    expect(read.events.map((event) => event.ended)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('reading alerts: identity', () => {
  it.each(['NEW', 'CON', 'EXT', 'EXA', 'EXB', 'COR'])(
    '%s sent as "Alert" without references is the same event',
    (action) => {
      const [event] = readFor([alertFeature({ id: 'new', vtec: `${action}.KMPX.WS.W.0004` })]).events;
      expect(event).toMatchObject({ vendorId: 'KMPX.WS.W.0004.2023' });
      expect(event?.ended).toBeUndefined();
    },
  );

  it('the same number of another year, office or significance is another event', () => {
    const ids = [
      alertFeature({ vtec: 'NEW.KMPX.WS.A.0004' }),
      alertFeature({ vtec: 'NEW.KDLH.WS.W.0004' }),
      alertFeature({ from: '240221T2100Z', until: '240224T0000Z' }),
    ].map((feature) => readFor([feature]).events[0]?.vendorId);
    expect(ids).toEqual(['KMPX.WS.A.0004.2023', 'KDLH.WS.W.0004.2023', 'KMPX.WS.W.0004.2024']);
  });

  it('an event split over features is one, each part with its own times', () => {
    const { events, alerts } = readFor([
      alertFeature({ id: 'a' }),
      alertFeature({ id: 'b', ugc: ['MNZ062'], same: ['027123'], until: '230224T0600Z' }),
    ]);
    expect(alerts).toBe(2);
    expect(events).toHaveLength(1);
    expect(events[0]?.content).toMatchObject({ ugc: ['MNZ060', 'MNZ062'], ends: '2023-02-24T00:00:00-06:00' });
    expect(events[0]?.content.areas).toMatchObject([
      { ugc: ['MNZ060'], ends: '2023-02-23T18:00:00-06:00' },
      { ugc: ['MNZ062'], ends: '2023-02-24T00:00:00-06:00' },
    ]);
  });

  it('the same feature twice is one alert', () => {
    expect(readFor([alertFeature(), alertFeature()])).toMatchObject({ alerts: 1, events: [{}] });
    expect(readFor([alertFeature(), alertFeature()]).events).toEqual(readFor([alertFeature()]).events);
  });

  it('an alert of two VTEC strings is two events', () => {
    const strings = ['UPG.KMPX.WS.A.0002', 'NEW.KMPX.WS.W.0004'];
    const { events } = readFor([alertFeature({ vtec: strings, urgency: 'Past' })]);
    expect(events.map(({ vendorId, ended }) => [vendorId, ended])).toEqual([
      ['KMPX.WS.A.0002.2023', 'upgraded'],
      ['KMPX.WS.W.0004.2023', undefined],
    ]);
  });

  it('of two statements on one zone the newer holds', () => {
    const { events } = readFor([
      alertFeature({ id: 'new', sent: '2023-02-21T09:27:00-06:00', vtec: 'CON.KMPX.WS.W.0004', until: '230223T1800Z' }),
      alertFeature({ id: 'old' }),
    ]);
    expect(events[0]?.content).toMatchObject({
      ends: '2023-02-23T12:00:00-06:00',
      sentAt: '2023-02-21T09:27:00-06:00',
    });
  });

  it('a product without VTEC is known by who says what of which time and place, not by its id', () => {
    const statement = { vtec: [], event: 'Special Weather Statement' };
    const idOf = (spec: object): unknown => readFor([alertFeature({ ...statement, ...spec })]).events[0]?.vendorId;
    expect(idOf({ id: 'a' })).toBe(idOf({ id: 'b', ugc: ['MNZ060'] }));
    expect(idOf({ id: 'a' })).not.toBe(idOf({ onset: '2023-02-22T00:00:00-06:00' }));
    expect(idOf({ id: 'a' })).not.toBe(idOf({ ugc: ['MNZ060', 'MNZ061'] }));
  });

  it('a product without VTEC and onset stays the same over its updates', () => {
    const civil = { vtec: [], event: 'Civil Emergency Message', onset: null };
    const idAt = (time: string): unknown =>
      readFor([alertFeature({ ...civil, id: time, sent: time, effective: time })]).events[0]?.vendorId;
    expect(idAt('2023-02-21T03:00:00-06:00')).toBe(idAt('2023-02-21T03:20:00-06:00'));
  });

  it('a hydrologic string beside or instead of ours names no event', () => {
    const hydrologic = '/00000.0.ER.000000T0000Z.000000T0000Z.000000T0000Z.OO/';
    const both = alertFeature();
    both.properties['parameters'] = { VTEC: ['/O.NEW.KMPX.FL.W.0001.230221T2100Z-230224T0000Z/', hydrologic] };
    expect(readFor([both])).toMatchObject({ unread: 0, events: [{ vendorId: 'KMPX.FL.W.0001.2023' }] });
  });
});

describe('reading alerts: what they are about', () => {
  it('a watch is told from a warning by its letter, though both are severe', () => {
    const [event] = readFor([alertFeature({ vtec: 'NEW.KMPX.WS.A.0002', severity: 'Severe' })]).events;
    expect(event?.content.code).toBe('WS.A');
  });

  it.each(['Exercise', 'System', 'Test', 'Draft'])('status %s is ignored', (status) => {
    expect(readFor([alertFeature({ status })])).toMatchObject({ events: [], alerts: 0, unread: 0 });
  });

  it('a VTEC test is ignored though its status is actual', () => {
    expect(readFor([alertFeature({ vtec: 'T.NEW.KMPX.WS.W.0004' })]).events).toEqual([]);
  });

  it('SAME alone matches where there is no UGC', () => {
    const feature = alertFeature();
    feature.properties['geocode'] = { SAME: ['027053'] };
    feature.properties['affectedZones'] = [];
    expect(readFor([feature]).events[0]?.content).toMatchObject({ ugc: [], same: ['027053'] });
  });

  it('affected zones match where there is no geocode', () => {
    const feature = alertFeature();
    delete feature.properties['geocode'];
    expect(readFor([feature]).events[0]?.content).toMatchObject({ ugc: ['MNZ060'], same: [] });
  });

  it('of the area only what concerns the district is kept', () => {
    const wide = alertFeature({ ugc: ['MNZ060', 'MNZ061', 'WIZ001'], same: ['027053', '027003'] });
    expect(readFor([wide]).events[0]?.content).toMatchObject({ ugc: ['MNZ060'], same: ['027053'] });
  });

  it('an alert with neither VTEC nor UGC is matched by SAME, and has no code that a policy could list', () => {
    const feature = alertFeature({ vtec: [], event: 'Civil Emergency Message' });
    feature.properties['geocode'] = { SAME: ['027053'] };
    feature.properties['affectedZones'] = [];
    const [event] = readFor([feature]).events;
    expect(event).toMatchObject({ vendorId: expect.stringMatching(/^alert\.\w{32}$/), content: { same: ['027053'] } });
    expect(event?.content).not.toHaveProperty('code');
  });

  it('an alert without any place may be ours: it counts as unread', () => {
    const nowhere = alertFeature({ ugc: [], same: [] });
    expect(readFor([nowhere, alertFeature({ id: 'b' })])).toMatchObject({ alerts: 1, unread: 1 });
  });

  it('of endless words and alerts only what a row can hold is kept', () => {
    const many = Array.from({ length: 200 }, (_, i) => alertFeature({ id: `${i}`, headline: 'x'.repeat(100_000) }));
    const [event] = readFor(many).events;
    expect(event?.content.alertIds).toHaveLength(50);
    expect(event?.content.headline).toHaveLength(500);
  });

  it('what does not concern the district is not even parsed', () => {
    const elsewhere = alertFeature({ ugc: ['TXZ001'], same: ['048001'], sent: 'no time at all' });
    expect(readFor([elsewhere])).toEqual({ events: [], alerts: 0, unread: 0, withdrawn: [] });
  });

  it.each([
    ['no properties', {}],
    ['null', null],
    ['a time that is none', alertFeature({ sent: 'yesterday' })],
    ['a VTEC that is none', alertFeature({ vtec: 'NEW.KMPX.WS.W.FOUR' })],
    ['no event', alertFeature({ event: undefined })],
    ['an id of a megabyte', alertFeature({ id: 'x'.repeat(1_000_000) })],
  ])('a bad feature is counted and loses none of the others: %s', (_, bad) => {
    const read = readFor([bad, alertFeature({ id: 'good' }), bad]);
    expect(read).toMatchObject({ alerts: 1, unread: 2, events: [{ vendorId: 'KMPX.WS.W.0004.2023' }] });
  });
});
