import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../functions/core/hash.ts';
import { mergeReading } from '../../functions/triggers/merge-reading.ts';
import type { WeatherReading } from '../../functions/triggers/ports.ts';
import type { FeedState, WeatherSignal } from '../../functions/triggers/signal.ts';
import { alertFeature, morning, readFor, twoCounties, type AlertSpec } from '../support/alerts.ts';

const { timeZone } = twoCounties;
const codes = [
  { ugc: 'MNZ060', same: '027053' },
  { ugc: 'MNZ061', same: '027003' },
  { ugc: 'MNZ062', same: '027123' },
];

/** One statement of one product: an event, what is done to it, until when, and for which counties. */
const statement = fc.record({
  code: fc.constantFrom('WS.W', 'WS.A', 'EC.W'),
  number: fc.constantFrom('0004', '0005'),
  action: fc.constantFrom('NEW', 'CON', 'EXT', 'EXA', 'CAN', 'UPG', 'EXP'),
  until: fc.constantFrom('230222T1200Z', '230223T1800Z', '230224T0000Z', '000000T0000Z'),
  hour: fc.integer({ min: 0, max: 3 }),
  counties: fc.subarray(codes, { minLength: 1 }),
});
type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;

/** What the service would never do: one county twice in one event at one time. */
const key = ({ code, number, hour }: Statement): string => `${code} ${number} ${hour}`;
const list = fc.uniqueArray(statement, { selector: key, maxLength: 8 });

const featureOf = ({ code, number, action, until, hour, counties }: Statement, part = 0) => {
  const spec: AlertSpec = {
    // An id never comes with another body.
    id: [code, number, hour, action, until, ...counties.map((county) => county.ugc), part].join('.'),
    vtec: `${action}.KMPX.${code}.${number}`,
    event: code,
    until,
    sent: `2023-02-21T0${hour}:00:00-06:00`,
    ugc: counties.map((county) => county.ugc),
    same: counties.map((county) => county.same),
  };
  return alertFeature(spec);
};

/** What of a reading decides anything: ids and headlines are evidence. */
function meaning(features: readonly unknown[]): string {
  const events = readFor(features).events.map(({ content: { alertIds: _, headline: __, ...content }, ...event }) => {
    return { ...event, content };
  });
  return canonicalJson(events.sort((a, b) => (a.vendorId < b.vendorId ? -1 : 1)));
}

describe('what a list of alerts means', () => {
  it('does not depend on their order or on repetition', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 7 }), (statements, turn) => {
        const features = statements.map((it) => featureOf(it));
        const shuffled = [...features.slice(turn), ...features.slice(0, turn), ...features.toReversed()];
        expect(meaning(shuffled)).toBe(meaning(features));
      }),
    );
  });

  it('does not depend on how an event is split over features', () => {
    fc.assert(
      fc.property(list, (statements) => {
        const whole = statements.map((it) => featureOf(it));
        const split = statements.flatMap((it) =>
          it.counties.map((county, part) => featureOf({ ...it, counties: [county] }, part)),
        );
        expect(meaning(split)).toBe(meaning(whole));
      }),
    );
  });

  it('is never lost to a bad feature', () => {
    fc.assert(
      fc.property(list, fc.anything(), (statements, junk) => {
        const features = statements.map((it) => featureOf(it));
        expect(meaning([junk, ...features, junk])).toBe(meaning(features));
      }),
    );
  });
});

/** Signals after readings a minute apart. */
function after(readings: readonly WeatherReading[]): WeatherSignal[] {
  let signals: WeatherSignal[] = [];
  let feed: FeedState | undefined;
  for (const [minute, reading] of readings.entries()) {
    const merged = mergeReading(signals, feed, reading, { now: morning.add({ minutes: minute }), timeZone });
    signals = [...new Map([...signals, ...merged.writes].map((signal) => [signal.signalId, signal])).values()];
    feed = merged.feed;
  }
  return signals;
}

/** Everything that signals say, their history as well; when, and by which alerts, is evidence. */
const said = (signals: readonly WeatherSignal[]): string =>
  canonicalJson(
    signals
      .map(({ vendorId, status, endedBecause, upgradedTo, upgradedFrom, content, changes }) => {
        const { code, event, ugc, same, begins, ends, areas } = content;
        const history = changes.map(({ kind, what, from, to }) => ({ kind, what, from, to }));
        const life = { status, endedBecause, upgradedTo, upgradedFrom, history };
        return { vendorId, ...life, code, event, ugc, same, begins, ends, areas };
      })
      .sort((a, b) => (a.vendorId < b.vendorId ? -1 : 1)),
  );

const lists = fc.array(list, { maxLength: 5 });
const readingsOf = (all: readonly (readonly unknown[])[]): WeatherReading[] =>
  all.map((features) => ({ ok: true, ...readFor(features) }));

describe('the signals after a sequence of lists', () => {
  it('are the same in any order of the alerts of each, and with any of them twice', () => {
    fc.assert(
      fc.property(lists, fc.nat(7), (sequence, turn) => {
        const whole = sequence.map((statements) => statements.map((it) => featureOf(it)));
        const shuffled = whole.map((features) => [
          ...features.slice(turn),
          ...features.toReversed(),
          ...features.slice(0, turn),
        ]);
        expect(after(readingsOf(shuffled))).toEqual(after(readingsOf(whole)));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same however an event is split over the alerts of each', () => {
    fc.assert(
      fc.property(lists, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (sequence, cut) => {
        const whole = sequence.map((statements) => statements.map((it) => featureOf(it)));
        const split = sequence.map((statements, i) =>
          statements.flatMap((it) =>
            cut[i] ? it.counties.map((county, part) => featureOf({ ...it, counties: [county] }, part)) : featureOf(it),
          ),
        );
        expect(said(after(readingsOf(split)))).toBe(said(after(readingsOf(whole))));
      }),
      { numRuns: 40 },
    );
  });

  it('are the same when each list is read again and again', () => {
    fc.assert(
      fc.property(lists, (sequence) => {
        const once = readingsOf(sequence.map((statements) => statements.map((it) => featureOf(it))));
        const settled = once.flatMap((reading) => [reading, reading]);
        // What a list leaves out has ended at the second reading of it, so that a third and fourth tell nothing.
        const often = once.flatMap((reading) => [reading, reading, reading, reading]);
        const open = (signals: readonly WeatherSignal[]) =>
          signals.filter(({ changes }) => changes.every(({ kind }) => kind !== 'reopened'));
        expect(said(open(after(often)))).toBe(said(open(after(settled))));
      }),
      { numRuns: 40 },
    );
  });
});

const good = list.map((statements): WeatherReading => ({
  ok: true,
  ...readFor(statements.map((it) => featureOf(it))),
}));
const failed: WeatherReading = { ok: false, problem: 'It answered 503.' };

describe('readings one after the other', () => {
  it('mean the same with faults between them', () => {
    fc.assert(
      fc.property(
        fc.array(good, { maxLength: 6 }),
        fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }),
        (readings, faults) => {
          const disturbed = readings.flatMap((reading, i) => [
            ...Array<WeatherReading>(faults[i] ?? 0).fill(failed),
            reading,
          ]);
          expect(said(after(disturbed))).toBe(said(after(readings)));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('write nothing from the second time on when they are repeated', () => {
    fc.assert(
      fc.property(fc.array(good, { maxLength: 4 }), good, (before, reading) => {
        // Until what is missing from it has ended: two readings, ten for what was believed gone before and came back.
        const settled = after([...before, ...Array<WeatherReading>(11).fill(reading)]);
        const merged = mergeReading(settled, undefined, reading, { now: morning.add({ minutes: 30 }), timeZone });
        expect(merged.writes).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it('make one signal of an event, whatever happens to it, and never lower a revision', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(good, fc.constant(failed)), { maxLength: 8 }), (readings) => {
        const signals = after(readings);
        expect(new Set(signals.map((signal) => signal.vendorId)).size).toBe(signals.length);
        const again = after([...readings, failed]);
        expect(again).toEqual(signals);
        for (const signal of signals) expect(signal.content.ugc.length + signal.content.same.length).toBeGreaterThan(0);
      }),
    );
  });
});
