import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Declaration } from '../../declarations/declaration.ts';
import { fold } from '../../declarations/fold.ts';
import { preview } from '../../declarations/preview.ts';
import type { ReadDecisionFacts } from '../../proposals/ports.ts';
import { currentProposals } from '../../proposals/current-proposals.ts';
import { dismissProposal } from '../../proposals/dismiss-proposal.ts';
import type { Proposal } from '../../proposals/proposal.ts';
import { recomputeSituation, type Recomputed } from '../../proposals/recompute-situation.ts';
import { weatherService } from '../../sources/weather-service/weather-service.ts';
import { situationStore } from '../../store/situation.ts';
import { pollWeather, type WeatherPoll } from '../../triggers/poll-weather.ts';
import type { Platform } from '../platform.ts';
import type { Knowledge } from './facts.ts';

/** The weather, and what follows from it: shared by the poll and by the API's "look now". */
export type Situations = {
  readonly store: ReturnType<typeof situationStore>;
  /** Looks at the weather, keeps what it means, and computes the situation anew. */
  look(): Promise<WeatherPoll>;
  recompute(): Promise<Recomputed>;
  /** Proposals of every school year, as of now. */
  proposals(): Promise<Proposal[]>;
  /** Takes a proposal off the list until its evidence grows. Throws `Conflict` when it never settles. */
  dismiss(schoolYear: string, proposalId: string): Promise<Proposal>;
};

export function situationsOf(platform: Platform, documents: DynamoDBDocumentClient, knowledge: Knowledge): Situations {
  const { settings, clocks } = platform;
  const { district, signals } = knowledge;
  const store = situationStore(documents, settings.tables.operations);
  const weather = weatherService({
    baseUrl: settings.endpoints.nws,
    district,
    httpTimeoutMs: settings.times.httpTimeoutMs,
    clocks,
  });
  const readFacts: ReadDecisionFacts = async (_district, schoolYear) => {
    const facts = await knowledge.factsOf(schoolYear);
    return {
      declarations: [...fold(facts.entries).values()],
      readiness: facts.readiness,
      tools: facts.tools,
      lawPack: facts.lawPack,
      preview: (body) => preview(Declaration.parse(body), facts).answer,
    };
  };
  const deps = { district, signals, situations: store, readFacts, clocks };
  const recompute = (): Promise<Recomputed> => recomputeSituation(deps);
  return {
    store,
    recompute,
    proposals: () => currentProposals(deps),
    dismiss: (schoolYear, proposalId) =>
      dismissProposal({ situations: store, clocks, timeZone: district.timeZone }, schoolYear, proposalId),
    look: async () => {
      const poll = await pollWeather({ weather, signals, clocks, timeZone: district.timeZone });
      await recompute();
      return poll;
    },
  };
}
