import { loadHome } from '../../calendar/load-home.ts';
import { wordOfEntry } from '../../declarations/word-of-entry.ts';
import { declarationsOf } from '../../deliveries/declarations-of.ts';
import { handlePlan } from '../../deliveries/handlers.ts';
import type { PlanDeps } from '../../deliveries/plan.ts';
import type { BatchAnswer } from '../../deliveries/ports.ts';
import { districtOf } from '../../deliveries/read-district.ts';
import { markCorrected, markPage, writeHistory } from '../../notices/mark-page.ts';
import { parcelStore } from '../../store/parcels.ts';
import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import type { Platform } from '../platform.ts';
import { s3Pages } from '../s3-pages.ts';
import { documentClient } from './clients.ts';
import { queuesOf } from './queues.ts';
import { recordOf } from './record.ts';
import { reportTo } from './report.ts';
import { signerOf, verifyOnce, type SignedRecord } from './signer.ts';
import { wordPublisher, wordsOf } from './words.ts';

/** What planning an entry is built of; the tick plans with the same. */
export function planDeps(
  platform: Platform,
  record: SignedRecord,
  documents: ReturnType<typeof documentClient>,
): PlanDeps {
  const { settings, clocks } = platform;
  return {
    clocks,
    declarations: declarationsOf(record.ledger, clocks),
    contents: record.contents,
    parcels: parcelStore(documents, settings.tables.operations),
    queue: queuesOf(platform),
    mark: markPage,
    markCorrected,
    writeHistory,
    pages: platform.pages ?? s3Pages(settings.far.pagesBucket),
    verify: verifyOnce(record.signer),
  };
}

/** The planner on the ledger's stream and on the queue of held entries. */
export const composePlan: Compose<unknown, BatchAnswer> = (platform) => {
  const documents = documentClient(platform);
  const record = { ...recordOf(platform, documents), signer: signerOf(platform) };
  const home = loadHome(platform.settings.districtFile);
  return handlePlan({
    ...planDeps(platform, record, documents),
    words: wordsOf(platform, documents, home),
    publishWord: wordPublisher(platform, home),
    planQueue: queuesOf(platform),
    wordOf: async (entry) => wordOfEntry(entry, await districtOf(entry.rules, record.contents)),
    report: reportTo(platform.log ?? lambdaLog('plan')),
  });
};
