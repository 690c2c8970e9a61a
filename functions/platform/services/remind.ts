import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { District } from '../../calendar/district.ts';
import { localDate } from '../../core/time.ts';
import { fold } from '../../declarations/fold.ts';
import type { Ledger } from '../../declarations/ports.ts';
import type { WordStore } from '../../proposals/ports.ts';
import { remindersDue } from '../../proposals/reminders-due.ts';
import { situationStore } from '../../store/situation.ts';
import type { Platform } from '../platform.ts';

export type RemindParts = { readonly district: District; readonly ledger: Ledger; readonly words: WordStore };

/** Puts the reminders that are due of every school year that is not over; without topics nobody can be reminded. */
export function reminding(
  { settings, clocks }: Platform,
  documents: DynamoDBDocumentClient,
  { district, ledger, words }: RemindParts,
): () => Promise<void> {
  const situations = situationStore(documents, settings.tables.operations);
  return async () => {
    if (settings.topics['administrators'] === undefined) return;
    const now = clocks.calendar.now();
    const today = localDate(now, district.timeZone);
    const put = await words.all();
    for (const { id } of district.schoolYears.filter(({ last }) => last >= today)) {
      const [situation, entries] = await Promise.all([situations.get(id), ledger.read(id)]);
      const declarations = [...fold(entries).values()];
      for (const word of remindersDue({ district, situation, declarations, put, now })) await words.put(word);
    }
  };
}
