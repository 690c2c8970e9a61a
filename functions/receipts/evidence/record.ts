import * as z from 'zod';
import type { Entry } from '../../declarations/entry.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import type { Confidence } from '../../law/pack.ts';
import type { PostBy } from '../place-figures.ts';
import { Receipt, ReceiptsChunk } from '../receipt.ts';

/** As much of a recorded district file as a report shows; tolerant of all else, for such a file outlives the schema of its time. */
export const RecordedDistrict = z.object({
  name: z.string(),
  timeZone: z.string(),
  schools: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      divisions: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
    }),
  ),
  outsideChannels: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
});
export type RecordedDistrict = z.infer<typeof RecordedDistrict>;

/** A law pack of the record, as far as a report shows it: every statement has a citation and says how surely it is known. */
export const RecordedLaw = z.looseObject({ title: z.string(), checkedOn: z.string(), draft: z.boolean().optional() });
export type RecordedLaw = z.infer<typeof RecordedLaw>;

/** A receipt of the record; what a later writer adds is passed over. */
export const RecordedReceipt = Receipt.loose();
export type RecordedReceipt = z.infer<typeof RecordedReceipt>;
export const RecordedReceipts = ReceiptsChunk.extend({ receipts: z.array(RecordedReceipt) }).loose();

/** What became of a speaking entry: its receipts, sealed by the newest `Reached` of it. */
export type Sealing = {
  readonly reached: Entry;
  readonly receipts: readonly RecordedReceipt[];
  readonly deadlines: readonly PostBy[];
};

/** One language of a notice's page, or the words of a post, line by line. */
export type Said = { readonly language: string; readonly lines: readonly string[] };

/** Everything a report is made of, read from the ledger table alone. */
export type EvidenceRecord = {
  readonly state: DeclarationState;
  /** The newest entry of the school year: whoever has kept its hash can tell that nothing before it was changed. */
  readonly head: Pick<Entry, 'version' | 'hash' | 'at'>;
  readonly district: RecordedDistrict;
  readonly law: RecordedLaw;
  /** How surely the law is known that a citation stands for; the least sure of those that share one. */
  readonly confidence: ReadonlyMap<string, Confidence>;
  /** By the version of the speaking entry. */
  readonly sealings: ReadonlyMap<number, Sealing>;
  /** What pages and posts said, by the hash of their content row. */
  readonly said: ReadonlyMap<string, readonly Said[]>;
  /** When the report is made, calendar time. */
  readonly madeAt: string;
};
