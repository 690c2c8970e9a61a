import { compareInstants, parseInstant } from '../core/time.ts';
import type { Entry, Sealed } from '../declarations/entry.ts';
import type { ContentStore } from '../declarations/ports.ts';
import type { Seal } from '../deliveries/ports.ts';
import { countEdits } from './count-edits.ts';
import { countPlaces } from './count-places.ts';
import type { PlacesRow, PostBy } from './place-figures.ts';
import { receiptOf } from './receipt-of.ts';
import type { Receipt, ReceiptsChunk } from './receipt.ts';

/** What is counted of a receipt: the whole ones of a large district would fill the tick's memory. */
type Counted = Pick<Receipt, 'schoolId' | 'channel' | 'status' | 'sentAt' | 'edit'>;

/** What the ledger is asked to seal. */
export type SealedReceipts = Pick<
  Sealed,
  'ofVersion' | 'receipts' | 'counts' | 'firstSentAt' | 'lastSentAt' | 'places'
>;

export type SealDeps = {
  readonly contents: Pick<ContentStore, 'put'>;
  /** By when each school should have had the words of an entry, by the rules that it names. */
  readonly deadlines: (entry: Entry) => Promise<PostBy[]>;
  /** Appends a `Reached` entry in Bellwether's own name, which names the one it replaces; sealing the same receipts again changes nothing. */
  readonly appendReached: (schoolYear: string, receipts: SealedReceipts) => Promise<void>;
};

/** Receipts in one content row: some 100 KB, far below DynamoDB's 400 KB. */
const mostReceipts = 200;

/**
 * Writes the receipts of an entry whose parcels have all ended into the record and seals them by a `Reached` entry; a later change seals
 * another that names the last (DESIGN 3.2). The same rows make the same rows of the record, so several at once are harmless.
 */
export function sealing(deps: SealDeps): Seal {
  return async ({ reading, parcels }) => {
    const { schoolYear, version } = reading.entry;
    const chunks: string[] = [];
    const all: Counted[] = [];
    let pending: Receipt[] = [];
    const flush = async (): Promise<void> => {
      if (pending.length === 0) return;
      const chunk: ReceiptsChunk = { schoolYear, version, receipts: pending };
      chunks.push(await deps.contents.put('receipts', chunk));
      pending = [];
    };
    for await (const ended of parcels) {
      const receipts = ended.map(receiptOf);
      if (pending.length + receipts.length > mostReceipts) await flush();
      pending.push(...receipts);
      for (const { schoolId, channel, status, sentAt, edit } of receipts)
        all.push({ schoolId, channel, status, sentAt, edit });
    }
    await flush();
    const deadlines = await deps.deadlines(reading.entry);
    const row: PlacesRow = { schoolYear, version, places: countPlaces(all), deadlines };
    const places = await deps.contents.put('figures', row);
    await deps.appendReached(schoolYear, { ...sealedOf(version, chunks, all), places });
  };
}

/** By its counts the tick knows whether anything changed since. */
function sealedOf(version: number, chunks: string[], all: readonly Counted[]): SealedReceipts {
  const count = (status: Receipt['status']): number => all.filter((one) => one.status === status).length;
  const sentAt = all
    .flatMap((one) => (one.status === 'sent' && one.sentAt !== undefined ? [one.sentAt] : []))
    .toSorted((a, b) => compareInstants(parseInstant(a), parseInstant(b)));
  const [firstSentAt, lastSentAt] = [sentAt[0], sentAt.at(-1)];
  return {
    ofVersion: version,
    receipts: chunks,
    counts: {
      planned: all.length,
      sent: count('sent'),
      failed: count('failed'),
      inDoubt: count('in-doubt'),
      superseded: count('superseded'),
      expired: count('expired'),
      ...countEdits(all),
    },
    ...(firstSentAt === undefined || lastSentAt === undefined ? {} : { firstSentAt, lastSentAt }),
  };
}
