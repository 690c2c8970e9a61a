import type { Declaration } from '../../functions/declarations/declaration.ts';
import { renderNotices } from '../../functions/notices/render-notices.ts';
import { writeIssued } from '../../functions/notices/write-issued.ts';
import { given, type Given, type MovableFacts } from './decided.ts';
import { body, factsOf } from './facts.ts';

/** Facts in which a warning covers everything, with the words that classes really read. */
export const covered = (): MovableFacts => ({
  ...factsOf({ covers: () => true }),
  render: renderNotices,
  writeIssued,
});

/** A declaration whose hold is over. */
export function posted(declaration: Declaration = body(), facts: MovableFacts = covered()): Given {
  const result = given(declaration, facts);
  facts.clocks.machineAt(facts.clocks.machine.now() + 100_000);
  return result;
}

/** The same, known to nobody as covered from now on. */
export const calm = ({ state, facts }: Given): Given => ({ state, facts: { ...facts, covers: () => false } });
