import { parseInstant } from '../../functions/core/time.ts';
import { decideAndAppend } from '../../functions/declarations/append.ts';
import type { Decided } from '../../functions/declarations/decision.ts';
import { declare } from '../../functions/declarations/declare.ts';
import type { Facts } from '../../functions/declarations/facts.ts';
import { preview } from '../../functions/declarations/preview.ts';
import { reached, sealingCommand } from '../../functions/declarations/reached.ts';
import { tell } from '../../functions/declarations/tell.ts';
import { declarationsOf } from '../../functions/deliveries/declarations-of.ts';
import { minnesota } from '../../functions/law/packs/minnesota.ts';
import { markCorrected, markPage, writeHistory } from '../../functions/notices/mark-page.ts';
import { closingDays, type ClosingParts } from '../../functions/platform/services/closing.ts';
import { evidenceOf, type Evidence } from '../../functions/platform/services/evidence.ts';
import { countPlaces, sumCounts } from '../../functions/receipts/count-places.ts';
import { deadlinesOf } from '../../functions/receipts/deadlines-of.ts';
import type { PlacesRow } from '../../functions/receipts/place-figures.ts';
import type { Receipt } from '../../functions/receipts/receipt.ts';
import { memoryStores } from './delivery-stores.ts';
import { body, caller, type StillClocks } from './facts.ts';
import { maria } from './entries.ts';
import { memoryRecord, type MemoryRecord } from './memory-record.ts';
import { covered } from './posted.ts';
import { rosterOfCourses } from './roster.ts';
import { testSigner } from './signer.ts';

/** What nobody outside may read, each put where people type such things. */
export type Secrets = {
  readonly summary: string;
  readonly reason: string;
  readonly decider: string;
  readonly author: string;
  readonly staffNote: string;
  readonly failure: string;
  readonly tickedBy: string;
};

export const usualSecrets: Secrets = {
  summary: 'Encryption on file servers',
  reason: 'Side streets will not be cleared before Friday morning.',
  decider: 'Ann Vue',
  author: 'Maria Lopez',
  staffNote: 'Change every password.',
  failure: 'the owner ann.teacher@pine.example.org is suspended',
  tickedBy: 'Communications desk',
};

const wednesday = { date: '2023-02-22', dayType: 'e-learning', schools: 'all' } as const;
const friday = { ...wednesday, date: '2023-02-24' } as const;

/** A storm on record, its deliveries ended, and the parts that closing it takes. */
export type Ended = {
  readonly record: MemoryRecord;
  readonly declarationId: string;
  readonly clocks: StillClocks;
  readonly parts: ClosingParts;
  /** What stands at the addresses of its notices. */
  readonly pages: ReadonlyMap<string, string>;
};

export type Recorded = { readonly record: MemoryRecord; readonly declarationId: string; readonly evidence: Evidence };

/** A storm of two days, put through the real decisions and words: declared, posted with one failure and one doubt, its call ticked. */
export async function endedStorm(secrets: Secrets = usualSecrets): Promise<Ended> {
  const record = memoryRecord();
  const { roster, chunks } = rosterOfCourses(['pine-hs', 'pine-k8'], 3);
  await record.contents.put('roster-manifest', roster.manifest);
  for (const sheet of roster.sheets) await record.contents.put('roster-sheet', sheet);
  for (const chunk of chunks.values()) await record.contents.put('roster-chunk', chunk);
  const facts = { ...covered(), roster };
  const standing = { ...facts, rules: { ...facts.rules, roster: roster.hash }, covers: isWednesday };
  const readFacts = async () => ({ ...standing, entries: await record.ledger.read('2022-23') });
  const deps = { ...record, signer: testSigner(), readFacts };
  const append = async (decide: (now: Facts) => Decided, key = caller()) => decideAndAppend(deps, key, decide);

  const author = { ...maria, name: secrets.author };
  const words = body({
    days: [wednesday, friday],
    causes: [{ kind: 'weather', publicText: 'weather', qualifying: true, summary: secrets.summary }],
    staff: [{ group: 'Teachers', instruction: 'remote', note: secrets.staffNote }],
    message: { en: 'Please charge devices tonight.' },
    decidedBy: { name: secrets.decider, role: 'superintendent', how: 'by phone' },
  });
  const seen = preview(words, standing).answer;
  const asked = seen.findings.filter(({ weight }) => weight === 'needs-reason');
  const reasons = Object.fromEntries(asked.map(({ findingId }) => [findingId, secrets.reason]));
  const by = caller(author);
  const declaration = { ...words, reasons };
  const { entry } = await append((now) => declare({ caller: by, declaration, seen: seen.digest }, now), by);
  const { declarationId } = entry;

  const receipts = [...chunks.values()].flatMap(({ targets, schoolId, channel }) =>
    targets.map(({ targetId }, i) => receiptOf({ schoolId, channel, targetId }, i, secrets.failure)),
  );
  const deadlines = deadlinesOf(entry, { district: facts.district, pack: minnesota });
  const places: PlacesRow = { schoolYear: '2022-23', version: 1, places: countPlaces(receipts), deadlines };
  const sealing = {
    ofVersion: 1,
    receipts: [await record.contents.put('receipts', { schoolYear: '2022-23', version: 1, receipts })],
    counts: { ...sumCounts(places.places) },
    places: await record.contents.put('figures', places),
  };
  await append((now) => reached(sealing, now), { by: author, ...sealingCommand('2022-23', sealing) });

  const told = { done: true, at: '2023-02-21T14:30:00-06:00', by: secrets.tickedBy, note: secrets.reason };
  const ticking = caller();
  await append((now) => tell({ caller: ticking, declarationId, channelId: 'mass-call', told }, now), ticking);

  const { clocks, district } = standing;
  const pages = new Map<string, string>();
  const parts: ClosingParts = {
    clocks,
    district,
    record: { ...record, signer: deps.signer },
    recordFacts: readFacts,
    declarations: declarationsOf(record.ledger, clocks),
    contents: record.contents,
    // Whatever stood in the other table is lost.
    parcels: { ...memoryStores().parcels },
    deliveries: memoryStores().deliveries,
    deliverySecret: async () => 'a secret of the district',
    seal: async () => undefined,
    mark: markPage,
    markCorrected,
    writeHistory,
    pages: { put: async (noticeId, html) => void pages.set(noticeId, html) },
    report: () => undefined,
  };
  return { record, declarationId, clocks, parts, pages };
}

/** The same storm after its last day: closed, and months later reported on. */
export async function recordedStorm(secrets: Secrets = usualSecrets): Promise<Recorded> {
  const { record, declarationId, clocks, parts } = await endedStorm(secrets);
  clocks.calendarAt('2023-02-25T00:01:00-06:00');
  await closingDays(parts)();
  const later = { calendar: { now: () => parseInstant('2023-05-02T09:00:00-05:00') } };
  const evidence = evidenceOf({ ...record, clocks: later, schoolYears: ['2021-22', '2022-23'] });
  return { record, declarationId, evidence };
}

const isWednesday = (_unit: string, date: string): boolean => date === '2023-02-22';

type Place = Pick<Receipt, 'schoolId' | 'channel' | 'targetId'>;

/** The first of each chunk could not be posted to, the second is in doubt. */
function receiptOf(place: Place, index: number, failure: string): Receipt {
  const common = { ...place, deliveryId: `delivery-of-${place.targetId}`, attempts: 1, rendering: 'r' };
  if (index === 0) return { ...common, status: 'failed', reason: failure };
  if (index === 1) return { ...common, status: 'in-doubt', reason: 'the list could not be read' };
  const sentAt = `2023-02-21T14:11:${31 + index}-06:00`;
  const edit = { status: 'done', words: 1, editedAt: '2023-02-21T15:00:00-06:00', editedMs: 2 } as const;
  return { ...common, status: 'sent', sentAt, sentMs: 1, providerId: `post-of-${place.targetId}`, edit };
}
