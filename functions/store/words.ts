import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Clocks } from '../core/clock.ts';
import { formatInstant } from '../core/time.ts';
import type { WordStore } from '../proposals/ports.ts';
import { KeptWord } from '../proposals/word.ts';
import { wordKey } from './keys.ts';
import { queryAll } from './query-all.ts';
import { bodyOf, wasRevised } from './revised-row.ts';

/** Long enough that nothing is said twice in a winter's run of storms; what was decided is in the record. */
const keptDays = 90;

/** What stamps a word. */
export type WordTimes = { readonly clocks: Clocks; readonly timeZone: string };

/** Words to administrators over the operations table: a few dozen rows, read together because no index says which are unsent. */
export function wordStore(
  documents: DynamoDBDocumentClient,
  table: string,
  { clocks, timeZone }: WordTimes,
): WordStore {
  const write = (word: KeptWord): Promise<boolean> => {
    const expiresAt = Math.floor(word.putAtMs / 1000) + keptDays * 86_400;
    return wasRevised(documents, table, wordKey(word.wordId), { kind: 'word', value: word, expiresAt });
  };
  return {
    put: async (word) => {
      const putAt = formatInstant(clocks.calendar.now(), timeZone);
      await write({ ...word, revision: 1, putAt, putAtMs: clocks.machine.now() });
    },
    revise: write,
    all: async () => {
      const rows = await queryAll(documents, table, { pk: wordKey('').pk });
      return rows.map((row) => KeptWord.parse(JSON.parse(bodyOf(row))));
    },
  };
}
