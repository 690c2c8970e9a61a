import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../../functions/proposals/evidence.ts';
import { knownWeather } from '../../support/known-weather.ts';

describe('the evidence of a proposal', () => {
  it('says of an upgrade what became what, so that the end of a watch reads like no all-clear', () => {
    const known = knownWeather();
    known.shows({
      id: 'a',
      vtec: 'NEW.KMPX.WS.A.0002',
      event: 'Winter Storm Watch',
      sent: '2023-02-20T15:00:00-06:00',
    });
    expect(evidenceOf(known.only()).what).toBe('Winter Storm Watch (NWS Twin Cities MN)');
    known.shows({ id: 'b', vtec: 'UPG.KMPX.WS.A.0002', event: 'Winter Storm Watch' }, { id: 'c' });
    expect([known.of('WS.W'), known.of('WS.A')].map(evidenceOf)).toMatchObject([
      { what: 'Winter Storm Warning (NWS Twin Cities MN; was Winter Storm Watch)', status: 'open' },
      { what: 'Winter Storm Watch (NWS Twin Cities MN; became Winter Storm Warning)', status: 'ended' },
    ]);
  });
});
