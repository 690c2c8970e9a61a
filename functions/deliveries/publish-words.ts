import type { Clocks } from '../core/clock.ts';
import type { WordStore } from '../proposals/ports.ts';
import type { Word } from '../proposals/word.ts';
import { dueWords } from './due-words.ts';
import type { PostOutcome, Report } from './ports.ts';

/** Publishes to the administrators' topic; makes one attempt and never throws for what SNS does. */
export type PublishWord = (word: Word) => Promise<PostOutcome>;

export type WordDeps = {
  readonly words: WordStore;
  readonly publishWord: PublishWord;
  readonly clocks: Clocks;
  readonly report: Report;
};

/**
 * Publishes the words that are due and says how many were sent. At least once: whoever is cut off between publishing and noting it leaves
 * the word to be published again a minute later; of two that run at once one publishes. Never throws: what posts to classes must not stop
 * for a word, and the next tick tries again.
 */
export async function publishWords(deps: WordDeps): Promise<number> {
  try {
    return await publishAll(deps);
  } catch (error) {
    deps.report('word-not-published', { error: error instanceof Error ? error.name : 'unknown' });
    return 0;
  }
}

async function publishAll({ words, publishWord, clocks, report }: WordDeps): Promise<number> {
  let sent = 0;
  const moment = { now: clocks.calendar.now(), nowMs: clocks.machine.now() };
  for (const word of dueWords(await words.all(), moment)) {
    const tried = { ...word, triedAtMs: clocks.machine.now(), revision: word.revision + 1 };
    if (!(await words.revise(tried))) continue;
    const outcome = await publishWord(word);
    if (outcome.kind === 'sent') {
      await words.revise({ ...tried, sentAtMs: clocks.machine.now(), revision: tried.revision + 1 });
      sent += 1;
    } else report('word-not-published', { kind: outcome.kind, error: outcome.reason });
  }
  return sent;
}
