import { describe, expect, it } from 'vitest';
import { isListedProduct } from '../../../functions/calendar/weather-code.ts';

describe('a product of a policy’s list', () => {
  it.each([
    ['WS.W', ['WS.W'], true],
    ['WS.A', ['WS.W'], false],
    ['WC.W', ['EC.W'], true],
    ['EC.W', ['WC.W'], true],
    ['WC.Y', ['CW.Y'], true],
    ['CW.Y', ['WC.Y'], true],
    ['WC.Y', ['EC.W', 'EC.A'], false],
    ['WC.A', ['EC.A'], true],
    ['HZ.W', ['FZ.W'], true],
    ['EH.W', ['XH.W'], true],
    ['XH.A', ['EH.A'], true],
    ['XH.W', ['EH.A'], false],
    [undefined, ['WS.W'], false],
  ])('%s of %j: %s', (code, list, listed) => {
    expect(isListedProduct(code, list)).toBe(listed);
  });
});
