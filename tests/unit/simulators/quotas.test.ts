import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedWindows, slidingWindow } from '../../../sandbox/simulators/vendor/quotas.ts';

describe('a sliding window', () => {
  it('has room again exactly when the oldest event leaves it', () => {
    const window = slidingWindow(2, 1000);
    window.add(0);
    window.add(400);
    expect(window.hasRoom(999)).toBe(false);
    expect(window.hasRoom(1000)).toBe(true);
    window.add(1000);
    expect(window.hasRoom(1399)).toBe(false);
  });

  it('never admits more than its limit within any window, and admits whenever there is room', () => {
    const gaps = fc.array(fc.nat(300), { maxLength: 200 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 8 }), (waits, limit) => {
        const window = slidingWindow(limit, 1000);
        const admitted: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          const within = admitted.filter((time) => time > now - 1000).length;
          expect(window.hasRoom(now)).toBe(within < limit);
          if (within >= limit) continue;
          window.add(now);
          admitted.push(now);
        }
      }),
    );
  });

  it('given keys, keeps one window for each', () => {
    const windows = keyedWindows({ limit: 1, windowMs: 1000 });
    windows('a').add(0);
    expect(windows('a').hasRoom(1)).toBe(false);
    expect(windows('b').hasRoom(1)).toBe(true);
  });
});
