import { describe, expect, it } from 'vitest';
import { type AlertSpec, alertFeature, vtecOf } from '../../../sandbox/simulators/weather/alert-feature.ts';

const STORM: AlertSpec = {
  kind: 'WS.W',
  eventNumber: 4,
  action: 'NEW',
  sent: '2023-02-21T03:27:00-06:00',
  begins: '2023-02-21T18:00:00-06:00',
  ends: '2023-02-23T12:00:00-06:00',
  zones: ['MNZ060', 'MNC053'],
  same: ['027053'],
  areaDesc: 'Hennepin',
};

describe('an alert feature', () => {
  it('carries VTEC in UTC and every time with its local offset', () => {
    const { properties } = alertFeature(STORM);
    expect(properties).toMatchObject({
      parameters: {
        VTEC: ['/O.NEW.KMPX.WS.W.0004.230222T0000Z-230223T1800Z/'],
        eventEndingTime: ['2023-02-23T12:00:00-06:00'],
      },
      sent: '2023-02-21T03:27:00-06:00',
      onset: '2023-02-21T18:00:00-06:00',
      ends: '2023-02-23T12:00:00-06:00',
      geocode: { UGC: ['MNZ060', 'MNC053'], SAME: ['027053'] },
      affectedZones: ['https://api.weather.gov/zones/forecast/MNZ060', 'https://api.weather.gov/zones/county/MNC053'],
      headline: 'Winter Storm Warning issued February 21 at 3:27AM until February 23 at 12:00PM by NWS Twin Cities MN',
    });
  });

  it('expires long before the storm ends, as real ones do', () => {
    const { properties } = alertFeature(STORM);
    expect(properties.expires).toBe('2023-02-21T12:27:00-06:00');
    expect(alertFeature({ ...STORM, sent: '2023-02-21T18:27:00-06:00' }).properties.expires).toBe(
      '2023-02-22T03:27:00-06:00',
    );
  });

  it.each(['CAN', 'UPG', 'EXP'] as const)('given %s is past and all clear', (action) => {
    expect(alertFeature({ ...STORM, action }).properties).toMatchObject({
      messageType: 'Update',
      urgency: 'Past',
      response: 'AllClear',
    });
  });

  it('tells a watch from a warning by urgency and certainty, not by severity', () => {
    const [warning, watch] = [alertFeature(STORM), alertFeature({ ...STORM, kind: 'WS.A' })];
    expect(warning.properties).toMatchObject({ severity: 'Severe', certainty: 'Likely', urgency: 'Expected' });
    expect(watch.properties).toMatchObject({ severity: 'Severe', certainty: 'Possible', urgency: 'Future' });
  });

  it('given no begin and no end writes zeros in VTEC', () => {
    expect(vtecOf({ ...STORM, action: 'CON', begins: null, ends: null })).toBe(
      '/O.CON.KMPX.WS.W.0004.000000T0000Z-000000T0000Z/',
    );
  });

  it('has the same id for the same product and another for its update', () => {
    expect(alertFeature(STORM).id).toBe(alertFeature({ ...STORM }).id);
    expect(alertFeature({ ...STORM, action: 'EXT' }).id).not.toBe(alertFeature(STORM).id);
    expect(alertFeature(STORM).properties['@id']).toBe(alertFeature(STORM).id);
  });

  it('lets a test change or take away any property', () => {
    const { properties } = alertFeature({ ...STORM, properties: { ends: undefined, geocode: {}, status: 'Test' } });
    expect(properties).not.toHaveProperty('ends');
    expect(properties).toMatchObject({ geocode: {}, status: 'Test' });
  });
});
