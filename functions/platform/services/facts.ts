import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { loadDistrict } from '../../calendar/load-district.ts';
import type { District, SchoolYear } from '../../calendar/district.ts';
import { digestOf } from '../../core/hash.ts';
import type { Facts } from '../../declarations/facts.ts';
import { pacesOf } from '../../deliveries/provider-limits.ts';
import { lawPackOf } from '../../law/packs.ts';
import { unreviewedLanguages } from '../../notices/known-wording.ts';
import { renderNotices } from '../../notices/render-notices.ts';
import { knownStockSentences, stockSentencesOf } from '../../notices/wording.ts';
import { writeIssued } from '../../notices/write-issued.ts';
import { weatherCover } from '../../proposals/coverage.ts';
import { currentRosters } from '../../store/current-roster.ts';
import { signalStore } from '../../store/signals.ts';
import { feedAsOf } from '../../triggers/feed-as-of.ts';
import { weatherIntake } from '../../triggers/signal.ts';
import type { Platform } from '../platform.ts';
import { type Readiness, readinessOf } from './readiness.ts';
import { type Record, recordOf } from './record.ts';
import { rosterInForce } from './roster-in-force.ts';

/** What the API, the poll and their stories know of a district, read anew for each decision. */
export type Knowledge = {
  readonly district: District;
  readonly record: Record;
  readonly signals: ReturnType<typeof signalStore>;
  readonly readiness: Readiness;
  /** Those of a drill have the roster of drills in the place of that of classes. */
  factsOf(schoolYear: SchoolYear, of?: { readonly drill: boolean }): Promise<Facts>;
};

/** Everything a decision looks at, from both tables. */
export function knowledgeOf(platform: Platform, documents: DynamoDBDocumentClient): Knowledge {
  const { settings, clocks, ids } = platform;
  const { operations } = settings.tables;
  const district = loadDistrict(settings.districtFile);
  const record = recordOf(platform, documents);
  const rosters = currentRosters(documents, operations);
  const signals = signalStore(documents, operations, clocks.machine);
  const readiness = readinessOf(platform, documents, district);
  const lawPack = lawPackOf(district.state);
  const fixed = { district: digestOf(district), lawPack: digestOf(lawPack), code: settings.codeVersion };
  const wording = {
    stockSentences: knownStockSentences,
    unreviewed: unreviewedLanguages(district.languages),
    ofKind: stockSentencesOf,
  };

  const factsOf: Knowledge['factsOf'] = async (schoolYear, { drill } = { drill: false }) => {
    const [entries, open, feed, channels, { roster, current: loaded }] = await Promise.all([
      record.ledger.read(schoolYear.id),
      signals.all(),
      signals.feed(weatherIntake.feed),
      readiness.channels(),
      rosterInForce(record.contents, drill ? rosters.drill : rosters.classes),
    ]);
    const tools = await readiness.tools(open);
    return {
      district,
      schoolYear,
      roster,
      lawPack,
      rules: { ...fixed, roster: roster.hash },
      entries,
      signals: open,
      feeds: [feedAsOf(weatherIntake.feed, feed, clocks.calendar.now())],
      readiness: Object.fromEntries(tools.map((tool) => [tool.toolId, tool.status])),
      tools,
      channels,
      ...(loaded === undefined ? {} : { rosterLoadedAt: loaded.loadedAt }),
      covers: weatherCover(district, open),
      wording,
      publicUrl: settings.publicUrl,
      clocks,
      ids,
      render: renderNotices,
      writeIssued,
      speeds: pacesOf(district),
    };
  };
  return { district, record, signals, readiness, factsOf };
}
