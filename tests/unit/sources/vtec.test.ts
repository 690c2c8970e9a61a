import { describe, expect, it } from 'vitest';
import { parseVtec } from '../../../functions/sources/weather-service/vtec.ts';

describe('a VTEC string', () => {
  it('names the event, the action and the times', () => {
    const vtec = parseVtec('/O.EXT.KMPX.WS.W.0004.230221T2100Z-230224T0000Z/');
    expect(vtec).toMatchObject({ productClass: 'O', action: 'EXT', office: 'KMPX', code: 'WS.W', number: '0004' });
    expect(vtec?.begins?.toString()).toBe('2023-02-21T21:00:00Z');
    expect(vtec?.ends?.toString()).toBe('2023-02-24T00:00:00Z');
  });

  it('leaves out a beginning that says already in effect, and an end that says until further notice', () => {
    const vtec = parseVtec('/O.CON.KMPX.FL.W.0012.000000T0000Z-000000T0000Z/');
    expect(vtec).toMatchObject({ begins: undefined, ends: undefined });
  });

  it.each([
    '',
    'WS.W.0004',
    '/O.NEW.KMPX.WS.W.4.230221T2100Z-230224T0000Z/',
    '/O.NEW.KMPX.WS.W.0004.231321T2100Z-230224T0000Z/',
    '/O.NEW.KMPX.WS.W.0004.230221T2100Z/',
    '/00000.0.ER.000000T0000Z.000000T0000Z.000000T0000Z.OO/',
  ])('that is none is not read: %s', (text) => {
    expect(parseVtec(text)).toBeUndefined();
  });
});
