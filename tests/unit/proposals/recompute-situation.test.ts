import { describe, expect, it } from 'vitest';
import { Conflict } from '../../../functions/core/errors.ts';
import { digestOf } from '../../../functions/core/hash.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { currentProposals } from '../../../functions/proposals/current-proposals.ts';
import {
  proposalOfSignal,
  recomputeSituation,
  type RecomputeDeps,
} from '../../../functions/proposals/recompute-situation.ts';
import { feedAsOf } from '../../../functions/triggers/feed-as-of.ts';
import { pollWeather } from '../../../functions/triggers/poll-weather.ts';
import { alertFeature, morning, readingOf, type AlertSpec } from '../../support/alerts.ts';
import { stillClocks } from '../../support/clocks.ts';
import { lakes } from '../../support/district.ts';
import { memorySignals } from '../../support/memory-signals.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { memorySituations } from '../../support/memory-situations.ts';

function world() {
  const clocks = stillClocks(morning);
  const signals = memorySignals();
  const situations = memorySituations();
  const deps: RecomputeDeps = {
    district: lakes,
    signals,
    situations,
    clocks,
    readFacts: () =>
      Promise.resolve({
        declarations: [],
        readiness: {},
        tools: [],
        lawPack: minnesota,
        preview: (body) => ({ digest: digestOf(body), findings: [] }),
      }),
  };
  const show = (...specs: AlertSpec[]) => {
    const weather = { read: () => Promise.resolve(readingOf(specs.map(alertFeature), clocks.calendar.now(), lakes)) };
    return pollWeather({ weather, signals, clocks, timeZone: lakes.timeZone });
  };
  return { clocks, signals, situations, deps, show };
}

describe('the situation', () => {
  it('is written once for a warning and not again while nothing changes', async () => {
    const { deps, show, situations, clocks } = world();
    await show({});
    const first = await recomputeSituation(deps);
    expect(first).toMatchObject({ situation: { schoolYear: '2022-23', revision: 1 }, changed: [{ status: 'open' }] });
    for (let minute = 0; minute < 5; minute++) {
      clocks.forward(1);
      await show({});
      expect(await recomputeSituation(deps)).toEqual({ situation: first.situation, changed: [] });
    }
    expect(situations.puts).toBe(1);
  });

  it('is not written while there is nothing to say', async () => {
    const { deps, situations } = world();
    expect(await recomputeSituation(deps)).toEqual({ situation: undefined, changed: [] });
    expect(situations.puts).toBe(0);
  });

  it('names only the proposals that changed', async () => {
    const { deps, show } = world();
    const second = { id: 'e', vtec: 'NEW.KMPX.WS.W.0005', from: '230301T1200Z', until: '230301T1800Z' };
    await show({}, second);
    await recomputeSituation(deps);
    await show({}, { ...second, id: 'f', sent: '2023-02-21T09:27:00-06:00', until: '230302T1800Z' });
    const { changed, situation } = await recomputeSituation(deps);
    expect(changed).toMatchObject([{ revision: 2, days: [{ date: '2023-03-01' }, { date: '2023-03-02' }] }]);
    expect(situation?.proposals).toHaveLength(2);
  });

  it('computed twice at once is written once', async () => {
    const { deps, show, situations } = world();
    await show({});
    const both = await Promise.all([recomputeSituation(deps), recomputeSituation(deps)]);
    expect(situations.puts).toBe(1);
    expect(both[0]?.situation).toEqual(both[1]?.situation);
  });

  it('is as of now when its proposals are read: once the feed is stale their digest is that of the preview again', async () => {
    const { deps, show, signals, clocks, situations } = world();
    const previewed = async () => {
      const feed = feedAsOf('weather', await signals.feed('weather'), clocks.calendar.now());
      return (body: object) => ({ digest: digestOf([body, feed.ok]), findings: [] });
    };
    const facts = async () => ({
      ...(await deps.readFacts(lakes, lakes.schoolYears[0]!, [])),
      preview: await previewed(),
    });
    const stale: RecomputeDeps = { ...deps, readFacts: facts };
    await show({});
    await recomputeSituation(stale);
    const [fresh] = await currentProposals(stale);
    clocks.forward(60);
    const [later] = await currentProposals(stale);
    expect(later?.digest).not.toBe(fresh?.digest);
    expect(later?.digest).toBe((await previewed())(later?.declaration ?? {}).digest);
    expect(await currentProposals(stale)).toEqual([later]);
    expect(situations.puts).toBe(2);
  });

  it('is shown as others keep it where they write it all the time', async () => {
    const { deps, show, situations, clocks } = world();
    await show({});
    const { situation } = await recomputeSituation(deps);
    clocks.forward(60 * 24 * 30);
    const put = () => Promise.reject(new Conflict('It changed.'));
    const proposals = await currentProposals({ ...deps, situations: { ...situations, put } });
    expect(proposals).toEqual(situation?.proposals);
  });

  it('gives up on a store that never settles', async () => {
    const { deps, show, situations } = world();
    await show({});
    const put = () => Promise.reject(new Conflict('It changed.'));
    await expect(recomputeSituation({ ...deps, situations: { ...situations, put } })).rejects.toThrow(Conflict);
  });

  it('of a summer is that of the coming year, and there is none after the last', async () => {
    const { deps, clocks, situations } = world();
    const asked: string[] = [];
    const get = (year: string) => {
      asked.push(year);
      return situations.get(year);
    };
    clocks.set(parseInstant('2022-08-01T12:00:00-05:00'));
    await recomputeSituation({ ...deps, situations: { ...situations, get } });
    clocks.set(parseInstant('2023-07-01T12:00:00-05:00'));
    await recomputeSituation({ ...deps, situations: { ...situations, get } });
    expect(asked).toEqual(['2022-23']);
  });

  it('finds the proposal that a signal belongs to', async () => {
    const { deps, show, signals } = world();
    await show({});
    const { situation } = await recomputeSituation(deps);
    const [storm] = await signals.all();
    expect(proposalOfSignal(situation, storm?.signalId ?? '')?.proposalId).toBe(situation?.proposals[0]?.proposalId);
    expect(proposalOfSignal(situation, 'another')).toBeUndefined();
    expect(proposalOfSignal(undefined, 'any')).toBeUndefined();
  });
});
