import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, digestOf } from '../../functions/core/hash.ts';
import { minnesota } from '../../functions/law/packs/minnesota.ts';
import { recomputeSituation } from '../../functions/proposals/recompute-situation.ts';
import { pollWeather } from '../../functions/triggers/poll-weather.ts';
import { alertFeature, morning, readingOf, twoCounties } from '../support/alerts.ts';
import { stillClocks } from '../support/clocks.ts';
import { memorySignals } from '../support/memory-signals.ts';
import { memorySituations } from '../support/memory-situations.ts';
import { declared } from '../support/proposing.ts';

const counties = [
  { ugc: 'MNZ060', same: '027053' },
  { ugc: 'MNZ062', same: '027123' },
];

/** A product of one office as a list would show it: a warning, a watch or an advisory over one county or both. */
const product = fc.record({
  code: fc.constantFrom('WS.W', 'EC.W', 'WS.A', 'WW.Y'),
  number: fc.constantFrom('0004', '0005', '0006'),
  action: fc.constantFrom('NEW', 'EXT', 'CAN'),
  from: fc.constantFrom('230221T2100Z', '230223T0900Z', '000000T0000Z'),
  until: fc.constantFrom('230222T1800Z', '230224T0000Z', '230302T1200Z', '000000T0000Z'),
  over: fc.subarray(counties, { minLength: 1 }),
});
type Product = typeof product extends fc.Arbitrary<infer T> ? T : never;

const list = fc.uniqueArray(product, { selector: ({ code, number }) => `${code}.${number}`, maxLength: 5 });

const featureOf = ({ code, number, action, from, until, over }: Product, part = 0) =>
  alertFeature({
    id: `${code}.${number}.${part}`,
    vtec: `${action}.KMPX.${code}.${number}`,
    event: code,
    from,
    until,
    ugc: over.map(({ ugc }) => ugc),
    same: over.map(({ same }) => same),
  });

/** Friday is declared, Wednesday and Thursday are not: both proposals and reviews have something to say. */
const friday = declared([['2023-02-24', 'e-learning', ['west', 'east']]]);

/** The situation after lists that were read one after the other, at the same moment. */
async function situationAfter(...lists: (readonly unknown[])[]): Promise<unknown> {
  const clocks = stillClocks(morning);
  const [signals, situations] = [memorySignals(), memorySituations()];
  const readFacts = async () => ({
    declarations: [friday],
    readiness: {},
    tools: [],
    lawPack: minnesota,
    preview: (body: object) => ({ digest: digestOf(body), findings: [] }),
  });
  const deps = { district: twoCounties, signals, situations, clocks, readFacts };
  let last: unknown;
  for (const features of lists) {
    const weather = { read: async () => readingOf(features, morning, twoCounties) };
    await pollWeather({ weather, signals, clocks, timeZone: twoCounties.timeZone });
    last = (await recomputeSituation(deps)).situation;
  }
  return last;
}

it('no order, repetition or splitting of the same alerts changes the resulting situation', async () => {
  const ways = fc.record({ turn: fc.nat(4), again: fc.nat(2) });
  await fc.assert(
    fc.asyncProperty(list, ways, async (products, { turn, again }) => {
      const whole = products.map((it) => featureOf(it));
      const expected = canonicalJson((await situationAfter(whole)) ?? null);
      const turned = [...whole.slice(turn), ...whole.slice(0, turn).toReversed()];
      const split = products.flatMap((it) => it.over.map((county, part) => featureOf({ ...it, over: [county] }, part)));
      const repeated = Array<readonly unknown[]>(again).fill(whole);
      expect(canonicalJson((await situationAfter([...turned, ...whole])) ?? null)).toBe(expected);
      expect(canonicalJson((await situationAfter(split, ...repeated)) ?? null)).toBe(expected);
      expect(canonicalJson((await situationAfter(whole, turned, split)) ?? null)).toBe(expected);
    }),
    { numRuns: 15 },
  );
});
