import { describe, expect, it } from 'vitest';
import { Conflict } from '../../../functions/core/errors.ts';
import { pollWeather } from '../../../functions/triggers/poll-weather.ts';
import type { SignalStore, WeatherReading } from '../../../functions/triggers/ports.ts';
import { receiveReport } from '../../../functions/triggers/receive-report.ts';
import { alertFeature, morning, readingOf } from '../../support/alerts.ts';
import { stillClocks } from '../../support/clocks.ts';
import { memorySignals } from '../../support/memory-signals.ts';

const timeZone = 'America/Chicago';
const report = {
  kind: 'incident' as const,
  source: 'helpdesk',
  sourceId: 'INC-7',
  status: 'open' as const,
  summary: 'Phones are down.',
  systems: [],
};

function poll(reading: WeatherReading, signals: SignalStore) {
  const weather = { read: () => Promise.resolve(reading) };
  return pollWeather({ weather, signals, clocks: stillClocks(morning), timeZone });
}

describe('a poll', () => {
  it('keeps what it saw and says what changed', async () => {
    const signals = memorySignals();
    expect(await poll(readingOf([alertFeature()]), signals)).toMatchObject({
      ok: true,
      at: '2023-02-21T03:30:00-06:00',
      alerts: 1,
      changed: [{ vendorId: 'KMPX.WS.W.0004.2023' }],
    });
    expect(await signals.all()).toHaveLength(1);
    expect(await signals.feed('weather')).toMatchObject({ ok: true, alerts: 1 });
  });

  it('that fails says so, keeps the signals and marks the feed', async () => {
    const signals = memorySignals();
    await poll(readingOf([alertFeature()]), signals);
    expect(await poll({ ok: false, problem: 'It answered 503.' }, signals)).toMatchObject({
      ok: false,
      changed: [],
      problem: 'It answered 503.',
    });
    expect(await signals.all()).toMatchObject([{ status: 'open', revision: 1 }]);
    expect(await signals.feed('weather')).toMatchObject({ ok: false, unknownSince: '2023-02-21T03:30:00-06:00' });
  });

  it('beside another poll of the same reading makes one signal of it', async () => {
    const signals = memorySignals();
    const reading = readingOf([alertFeature(), alertFeature({ id: 'b', vtec: 'NEW.KMPX.EC.W.0001' })]);
    const both = await Promise.all([poll(reading, signals), poll(reading, signals)]);
    expect(await signals.all()).toMatchObject([{ revision: 1 }, { revision: 1 }]);
    expect(both.flatMap(({ changed }) => changed)).toHaveLength(2);
  });

  it('gives up on a store that never settles', async () => {
    const put = () => Promise.reject(new Conflict('It changed.'));
    await expect(poll(readingOf([alertFeature()]), { ...memorySignals(), put })).rejects.toThrow(Conflict);
  });
});

describe('a report', () => {
  it('is kept once, however often it comes and how many at once', async () => {
    const deps = { signals: memorySignals(), clocks: stillClocks(morning), timeZone };
    const answers = await Promise.all([1, 2, 3].map(() => receiveReport(deps, report, 'ops-1')));
    expect(new Set(answers.map(({ signal }) => signal.signalId)).size).toBe(1);
    expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
    expect(await deps.signals.all()).toMatchObject([{ revision: 1 }]);
  });
});

describe('an ops signal that claims to be the weather service', () => {
  const claim = { ...report, kind: 'weather' as const, source: 'nws', sourceId: 'KMPX.WS.W.0004.2023' };
  const allOf = async (signals: SignalStore, ...claims: readonly object[]) => {
    const deps = { signals, clocks: stillClocks(morning), timeZone };
    for (const changes of claims) await receiveReport(deps, { ...claim, ...changes }, 'weather-service');
    return signals.all();
  };

  it('ends nothing of the weather, by whatever name and id', async () => {
    const signals = memorySignals();
    await poll(readingOf([alertFeature()]), signals);
    const [storm] = await signals.all();
    const all = await allOf(signals, { status: 'resolved' }, { status: 'resolved', sourceId: storm?.key ?? '' });
    expect(all).toHaveLength(3);
    expect(all[0]).toBe(storm);
    expect(await poll(readingOf([alertFeature()]), signals)).toMatchObject({ changed: [] });
  });

  it('begins no weather: it is a report, and the weather service neither ends nor extends it', async () => {
    const signals = memorySignals();
    const [claimed] = await allOf(signals, { status: 'open' });
    expect(claimed).toMatchObject({ kind: 'reported-weather', intake: 'api', status: 'open' });
    for (let i = 0; i < 3; i++) await poll(readingOf([]), signals);
    await poll(readingOf([alertFeature({ vtec: 'CAN.KMPX.WS.W.0004' })]), signals);
    expect(await signals.all()).toEqual([claimed]);
    await poll(readingOf([alertFeature()]), signals);
    expect(await signals.all()).toMatchObject([
      { kind: 'reported-weather', revision: 1 },
      { kind: 'weather', revision: 1 },
    ]);
  });
});
