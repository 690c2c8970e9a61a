import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { loadDistrict } from '../../calendar/load-district.ts';
import type { District, SchoolYear } from '../../calendar/district.ts';
import { digestOf } from '../../core/hash.ts';
import type { Facts } from '../../declarations/facts.ts';
import { lawPackOf } from '../../law/packs.ts';
import { unreviewedLanguages } from '../../notices/known-wording.ts';
import { renderNotices } from '../../notices/render-notices.ts';
import { knownStockSentences } from '../../notices/wording.ts';
import { writeIssued } from '../../notices/write-issued.ts';
import { weatherCover } from '../../proposals/coverage.ts';
import { assessReadiness } from '../../readiness/assess-readiness.ts';
import { currentRosterStore } from '../../store/current-roster.ts';
import { readinessStore } from '../../store/readiness.ts';
import { signalStore } from '../../store/signals.ts';
import { weatherIntake } from '../../triggers/signal.ts';
import type { Platform } from '../platform.ts';
import { type Record, recordOf } from './record.ts';
import { rostersOf, type Rosters } from './roster.ts';

/** Targets a second that a fan-out really reaches: the providers' paces of DELIVERY 6. */
const speeds = { 'google-classroom': 49, teams: 45, sns: 100 } as const;

/** What the API, the poll and their stories know of a district, read anew for each decision. */
export type Knowledge = {
  readonly district: District;
  readonly record: Record;
  readonly rosters: Rosters;
  readonly signals: ReturnType<typeof signalStore>;
  readonly readiness: ReturnType<typeof readinessStore>;
  factsOf(schoolYear: SchoolYear): Promise<Facts>;
};

/** Everything a decision looks at, from both tables. */
export function knowledgeOf(platform: Platform, documents: DynamoDBDocumentClient): Knowledge {
  const { settings, clocks, ids } = platform;
  const { operations } = settings.tables;
  const district = loadDistrict(settings.districtFile);
  const record = recordOf(platform, documents);
  const rosters = rostersOf({
    district,
    clocks,
    contents: record.contents,
    current: currentRosterStore(documents, operations),
  });
  const signals = signalStore(documents, operations, clocks.machine);
  const readiness = readinessStore(documents, operations);
  const lawPack = lawPackOf(district.state);
  const fixed = { district: digestOf(district), lawPack: digestOf(lawPack), code: settings.codeVersion };
  const wording = { stockSentences: knownStockSentences, unreviewed: unreviewedLanguages(district.languages) };

  const factsOf = async (schoolYear: SchoolYear): Promise<Facts> => {
    const [entries, open, feed, attestations, { roster, current }] = await Promise.all([
      record.ledger.read(schoolYear.id),
      signals.all(),
      signals.feed(weatherIntake.feed),
      readiness.all(),
      rosters.inForce(),
    ]);
    const tools = assessReadiness(district, attestations);
    return {
      district,
      schoolYear,
      roster,
      lawPack,
      rules: { ...fixed, roster: roster.hash },
      entries,
      signals: open,
      feeds: feed === undefined ? [] : [feed],
      readiness: Object.fromEntries(tools.map((tool) => [tool.toolId, tool.status])),
      ...(current === undefined ? {} : { rosterLoadedAt: current.loadedAt }),
      covers: weatherCover(district, open),
      wording,
      publicUrl: settings.publicUrl,
      clocks,
      ids,
      render: renderNotices,
      writeIssued,
      speeds,
    };
  };
  return { district, record, rosters, signals, readiness, factsOf };
}
