import { formatInstant } from '../core/time.ts';
import type { Caller } from './decision.ts';
import type { EntryDraft, EntryKind } from './entry.ts';
import type { Facts } from './facts.ts';

/** What every entry of a year says of itself: both clocks, who, which command, under which rules. */
export function draftEntry(
  kind: EntryKind,
  declarationId: string,
  caller: Caller,
  facts: Pick<Facts, 'district' | 'schoolYear' | 'clocks' | 'rules'>,
): EntryDraft {
  const { by, commandId, bodyHash } = caller;
  return {
    schoolYear: facts.schoolYear.id,
    kind,
    declarationId,
    at: formatInstant(facts.clocks.calendar.now(), facts.district.timeZone),
    atMs: facts.clocks.machine.now(),
    by,
    commandId,
    bodyHash,
    rules: facts.rules,
  };
}
