import type { District } from '../../calendar/district.ts';
import { localDate } from '../../core/time.ts';
import { decideAndAppend } from '../../declarations/append.ts';
import { NotOpen } from '../../declarations/errors.ts';
import type { RecordFacts } from '../../declarations/facts.ts';
import { fold } from '../../declarations/fold.ts';
import { lapse, lapseCommand, lapsed, type Lapsing } from '../../declarations/lapse.ts';
import { wordOfEntry } from '../../declarations/word-of-entry.ts';
import type { Words } from '../../proposals/ports.ts';
import type { Platform } from '../platform.ts';
import type { SignedRecord } from './signer.ts';

/** Words about entries of this age are put again, for the stream may have missed one; what is there stays as it is. */
const missedAfterMs = 60_000;
const missedUntilMs = 3_600_000;

export type FollowUpParts = {
  readonly district: District;
  readonly record: SignedRecord;
  readonly words: Words;
  readonly recordFacts: (schoolYear: string) => Promise<RecordFacts>;
};

/** Notes what has lapsed, and puts the words about decisions that the stream missed, of every school year that is not over. */
export function followingUp(
  { clocks }: Pick<Platform, 'clocks'>,
  { district, record, words, recordFacts }: FollowUpParts,
): () => Promise<void> {
  const note = async (schoolYear: string, lapsing: Lapsing): Promise<void> => {
    const readFacts = (): Promise<RecordFacts> => recordFacts(schoolYear);
    try {
      const command = lapseCommand(schoolYear, lapsing);
      await decideAndAppend({ ...record, readFacts }, command, (facts) => lapse(lapsing, facts));
    } catch (error) {
      // Somebody answered at the last second: theirs holds.
      if (!(error instanceof NotOpen)) throw error;
    }
  };
  return async () => {
    const today = localDate(clocks.calendar.now(), district.timeZone);
    for (const { id } of district.schoolYears.filter(({ last }) => last >= today)) {
      const entries = await record.ledger.read(id);
      for (const lapsing of lapsed(fold(entries).values(), clocks.calendar.now())) await note(id, lapsing);
      const nowMs = clocks.machine.now();
      const isMissed = (atMs: number): boolean => nowMs - atMs >= missedAfterMs && nowMs - atMs < missedUntilMs;
      for (const entry of entries.filter(({ atMs }) => isMissed(atMs))) {
        const word = wordOfEntry(entry, district);
        if (word !== undefined) await words.put(word);
      }
    }
  };
}
