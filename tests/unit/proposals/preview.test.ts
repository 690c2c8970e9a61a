import { expect, it } from 'vitest';
import { Declaration } from '../../../functions/declarations/declaration.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { weatherCover } from '../../../functions/proposals/coverage.ts';
import { recomputeSituation } from '../../../functions/proposals/recompute-situation.ts';
import { IncidentReport } from '../../../functions/triggers/incident-report.ts';
import { pollWeather } from '../../../functions/triggers/poll-weather.ts';
import { receiveReport } from '../../../functions/triggers/receive-report.ts';
import { alertFeature, readingOf, type AlertSpec } from '../../support/alerts.ts';
import { stillClocks } from '../../support/clocks.ts';
import { lakes } from '../../support/district.ts';
import { factsOf } from '../../support/facts.ts';
import { memorySignals } from '../../support/memory-signals.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { memorySituations } from '../../support/memory-situations.ts';

/** Proposals by the preview that decisions are previewed with. */
function world(start: string) {
  const clocks = stillClocks(parseInstant(start));
  const signals = memorySignals();
  const { timeZone } = lakes;
  const recompute = () =>
    recomputeSituation({
      district: lakes,
      signals,
      situations,
      clocks,
      readFacts: (district, _year, known) => {
        const facts = factsOf({
          district,
          clocks: { ...factsOf().clocks, ...clocks },
          covers: weatherCover(district, known),
        });
        return Promise.resolve({
          declarations: [],
          readiness: {},
          tools: [],
          lawPack: minnesota,
          preview: (body) => preview(Declaration.parse(body), facts).answer,
        });
      },
    });
  const situations = memorySituations();
  return {
    forward: (minutes: number) => clocks.forward(minutes),
    shows: async (spec: AlertSpec) => {
      const weather = { read: () => Promise.resolve(readingOf([alertFeature(spec)], clocks.calendar.now(), lakes)) };
      await pollWeather({ weather, signals, clocks, timeZone });
      return recompute();
    },
    reports: async (report: object) => {
      await receiveReport({ signals, clocks, timeZone }, IncidentReport.parse(report), 'ops-1');
      return recompute();
    },
  };
}

it('a storm’s proposal needs no reason and stays the same while minutes pass', async () => {
  const { shows, forward } = world('2023-02-21T03:28:00-06:00');
  const { situation } = await shows({});
  const [proposal] = situation?.proposals ?? [];
  expect(proposal?.findings.filter((finding) => finding.weight !== 'info')).toEqual([]);
  expect(proposal?.decideBy).toBeDefined();
  for (let i = 0; i < 3; i++) {
    forward(7);
    expect((await shows({})).changed).toEqual([]);
  }
});

it('an incident’s proposal can be previewed on a holiday weekend', async () => {
  const { reports } = world('2023-02-18T15:00:00-06:00');
  const report = { kind: 'incident', source: 'helpdesk', sourceId: '1', status: 'open', summary: 'Gradebook is down.' };
  const { situation } = await reports(report);
  expect(situation?.proposals).toMatchObject([
    { status: 'open', days: [{ date: '2023-02-21', dayType: 'programs-only' }] },
  ]);
});
