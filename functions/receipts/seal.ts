import type { Entry, Sealed } from '../declarations/entry.ts';
import type { ContentStore } from '../declarations/ports.ts';
import type { Seal } from '../deliveries/ports.ts';
import type { PlacesRow, PostBy } from './place-figures.ts';
import { receiptOf } from './receipt-of.ts';
import type { Receipt, ReceiptsChunk } from './receipt.ts';
import { Tally } from './tally.ts';

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
    const tally = new Tally();
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
      tally.add(receipts);
    }
    await flush();
    const deadlines = await deps.deadlines(reading.entry);
    const row: PlacesRow = { schoolYear, version, places: tally.places(), deadlines };
    const places = await deps.contents.put('figures', row);
    await deps.appendReached(schoolYear, {
      ofVersion: version,
      receipts: chunks,
      // By these the tick knows whether anything changed since.
      counts: tally.counts(),
      ...tally.span(),
      places,
    });
  };
}
