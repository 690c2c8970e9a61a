import { loadDistrict } from '../../calendar/load-district.ts';
import { digestOf } from '../../core/hash.ts';
import { decideAndAppend } from '../../declarations/append.ts';
import type { RecordFacts } from '../../declarations/facts.ts';
import { reached, sealingCommand, type SealReceipts } from '../../declarations/reached.ts';
import { choresDue } from '../../deliveries/chores-due.ts';
import { handleTick } from '../../deliveries/handlers.ts';
import type { Ticked } from '../../deliveries/tick.ts';
import { lawPackOf } from '../../law/packs.ts';
import { sealing } from '../../receipts/seal.ts';
import { currentRosterStore } from '../../store/current-roster.ts';
import { deliveryStore } from '../../store/deliveries.ts';
import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import { secretsManager } from '../secrets-manager.ts';
import { channelChecksOf } from './channel-checks.ts';
import { documentClient } from './clients.ts';
import { closingDays, deadlinesUnder } from './closing.ts';
import { followingUp } from './follow-up.ts';
import { planDeps } from './plan.ts';
import { recordOf } from './record.ts';
import { rememberedSecret } from './remembered-secret.ts';
import { reminding } from './remind.ts';
import { reportTo } from './report.ts';
import { wordPublisher, wordsOf } from './words.ts';
import { signerOf, type SignedRecord } from './signer.ts';

/**
 * A message that was not taken after this long is sent again: queues redeliver after their visibility, the tick does not wait for it.
 * Longer than most parcels of a large district wait for their turn, or each of them is woken for nothing.
 */
const wakeAfterMs = { lambda: 120_000, sandbox: 10_000 } as const;

/** How long chores may wait: not at all where the tick comes once a minute. */
const choresEveryMs = { lambda: 0, sandbox: 10_000 } as const;

/** The clerk: plans what the stream missed, wakes what is due, seals what has ended, closes what is over. */
export const composeTick: Compose<unknown, Ticked> = (platform) => {
  const { settings, clocks } = platform;
  const documents = documentClient(platform);
  const record = { ...recordOf(platform, documents), signer: signerOf(platform) };
  const district = loadDistrict(settings.districtFile);
  const { operations } = settings.tables;
  const recordFacts = async (schoolYearId: string): Promise<RecordFacts> => {
    const schoolYear = district.schoolYears.find((year) => year.id === schoolYearId);
    if (schoolYear === undefined)
      throw new Error(`the district file has no school year ${schoolYearId} any more: put it back`);
    const lawPack = lawPackOf(district.state);
    const [entries, roster] = await Promise.all([
      record.ledger.read(schoolYearId),
      currentRosterStore(documents, operations).get(),
    ]);
    const rules = {
      district: digestOf(district),
      roster: roster?.hash ?? '',
      lawPack: digestOf(lawPack),
      code: settings.codeVersion,
    };
    return { district, schoolYear, clocks, rules, lawPack, entries };
  };
  const report = reportTo(platform.log ?? lambdaLog('tick'));
  const words = wordsOf(platform, documents, district);
  const planning = planDeps(platform, record, documents);
  const { contents } = record;
  const ended = {
    contents,
    deliveries: deliveryStore(documents, operations, clocks.machine),
    deliverySecret: rememberedSecret(
      platform.secrets ?? secretsManager(settings.far.secretPrefix, clocks.machine.now),
      'delivery-secret',
    ),
  };
  const seal = sealing({
    contents,
    deadlines: deadlinesUnder(contents),
    appendReached: appendReached(record, recordFacts),
  });
  return handleTick({
    ...planning,
    ...ended,
    words,
    publishWord: wordPublisher(platform, district),
    choresDue: choresDue(clocks, choresEveryMs[settings.where]),
    followUp: followingUp(platform, { district, record, words, recordFacts }),
    closeDays: closingDays({ ...planning, ...ended, district, record, recordFacts, seal, report }),
    remind: reminding(platform, documents, { district, ledger: record.ledger, words }),
    askForChecks: channelChecksOf(platform, documents, { district, report }).due,
    schoolYears: district.schoolYears.map((year) => year.id),
    seal,
    wakeAfterMs: wakeAfterMs[settings.where],
    report,
  });
};

function appendReached(record: SignedRecord, recordFacts: (schoolYear: string) => Promise<RecordFacts>) {
  return async (schoolYear: string, receipts: SealReceipts): Promise<void> => {
    const readFacts = (): Promise<RecordFacts> => recordFacts(schoolYear);
    const command = sealingCommand(schoolYear, receipts);
    await decideAndAppend({ ...record, readFacts }, command, (facts) => reached(receipts, facts));
  };
}
