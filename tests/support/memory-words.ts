import type { Clocks } from '../../functions/core/clock.ts';
import { formatInstant } from '../../functions/core/time.ts';
import type { PostOutcome } from '../../functions/deliveries/ports.ts';
import type { WordStore } from '../../functions/proposals/ports.ts';
import type { KeptWord, Word } from '../../functions/proposals/word.ts';

/** Words in memory, with the same promises as the table's. */
export function memoryWords(clocks: Clocks, timeZone = 'America/Chicago'): WordStore & { rows: Map<string, KeptWord> } {
  const rows = new Map<string, KeptWord>();
  const write = (word: KeptWord): boolean => {
    if ((rows.get(word.wordId)?.revision ?? 0) !== word.revision - 1) return false;
    rows.set(word.wordId, word);
    return true;
  };
  return {
    rows,
    put: async (word) => {
      const putAt = formatInstant(clocks.calendar.now(), timeZone);
      write({ ...word, revision: 1, putAt, putAtMs: clocks.machine.now() });
    },
    all: async () => [...rows.values()],
    revise: async (word) => write(word),
  };
}

export type FakeTopic = {
  readonly published: Word[];
  answer: PostOutcome;
  publishWord(word: Word): Promise<PostOutcome>;
};

/** A topic that answers what it is told to, and what was published to it. */
export function fakeTopic(): FakeTopic {
  const published: Word[] = [];
  return {
    published,
    answer: { kind: 'sent', providerId: 'm1', postedAs: 'sns' },
    async publishWord(word) {
      published.push(word);
      return this.answer;
    },
  };
}
