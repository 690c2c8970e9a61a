import { csvText, type Cell } from '../../core/csv.ts';
import type { Entry } from '../../declarations/entry.ts';
import { placeName, withoutAddresses } from './plain.ts';
import type { RecordedDistrict, RecordedReceipt } from './record.ts';

/** One speaking entry's receipts, and the names that its roster gives to their classes, by channel and target. */
export type ClassLines = {
  readonly entry: Pick<Entry, 'version' | 'kind'>;
  readonly receipts: readonly RecordedReceipt[];
  readonly names: ReadonlyMap<string, string>;
};

const open = [
  'entry',
  'kind',
  'schoolId',
  'school',
  'channel',
  'state',
  'postedAt',
  'rewritten',
  'rewrittenAt',
] as const;
const closed = ['class', 'targetId', 'reason', 'attempts', 'deliveryId', 'providerId'] as const;

/** What a receipt's state is called in the table. */
const states: Readonly<Record<RecordedReceipt['status'], string>> = {
  sent: 'posted',
  failed: 'failed',
  'in-doubt': 'in doubt',
  superseded: 'replaced before posting',
  expired: 'too late to post',
};

/** What became of the newest edit of a post. */
export const edits: Readonly<Record<NonNullable<RecordedReceipt['edit']>['status'], string>> = {
  done: 'rewritten',
  'cannot-edit': 'could not be rewritten',
  removed: 'removed by its class',
  expired: 'too late to rewrite',
  'in-doubt': 'perhaps rewritten',
};

/** By what a class is found in the roster of an entry. */
export function classKey({ channel, targetId }: Pick<RecordedReceipt, 'channel' | 'targetId'>): string {
  return `${channel} ${targetId}`;
}

/**
 * A declaration's receipts as a table: one line for each class and entry, in the order of the record. The public edition says where, when and
 * what became of it, and names no class, for a class's name is often its teacher's.
 */
export function evidenceCsv(
  lines: readonly ClassLines[],
  { district, edition }: { readonly district: RecordedDistrict; readonly edition: 'full' | 'public' },
): string {
  const rows = lines.flatMap(({ entry, receipts, names }) =>
    receipts.map((receipt): Cell[] => {
      const { schoolId, channel, status, sentAt, targetId, reason, attempts, deliveryId, providerId, edit } = receipt;
      const school = schoolId === '*' ? 'Subscribers' : placeName(district, schoolId);
      const where = [entry.version, entry.kind, schoolId, school, channel];
      const posted = [states[status], status === 'sent' ? sentAt : ''];
      const cells = [...where, ...posted, edit && edits[edit.status], edit?.editedAt];
      if (edition === 'public') return cells;
      const name = withoutAddresses(names.get(classKey(receipt)) ?? '');
      return [...cells, name, targetId, reason && withoutAddresses(reason), attempts, deliveryId, providerId];
    }),
  );
  return csvText([edition === 'public' ? open : [...open, ...closed], ...rows]);
}
