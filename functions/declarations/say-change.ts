import type { Audience } from '../core/audience.ts';
import { withoutKeptPromise } from './amended-body.ts';
import type { Changeable } from './changeable.ts';
import type { Subject } from './compose-preview.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';
import { heardBy } from './first-words.ts';
import type { openPart } from './resulting-days.ts';
import type { DeclarationState, Speaking } from './state.ts';

/** A change of what stands, worked out. */
export type Change = {
  readonly of: Changeable;
  readonly act: 'amended' | 'resumed';
  readonly declaration: Declaration;
  readonly days: readonly ResolvedDay[];
  readonly audiences: readonly Audience[];
  /** What of some days is still worth saying. */
  readonly part: typeof openPart;
};

/** What of a change is said to whom: days that are still to come, to everybody who was or is concerned, compared with what they read last. */
export function sayChange(
  { of: { state, posted }, act, declaration, days, audiences, part }: Change,
  facts: Facts,
): Pick<Subject, 'act' | 'declaration' | 'days' | 'said' | 'audiences' | 'of' | 'instead' | 'heard'> {
  const said = declaration.recordOnly ? [] : part(days, facts);
  const before = postedBy(state.speaking);
  const spokenTo = spokenToBy(before);
  const wanted = said.length === 0 ? [] : [...new Set([...audiences, ...spokenTo])];
  const common = { declaration, days, said, audiences: wanted, of: state.declarationId };
  // Where nothing was posted nobody has anything to compare it with.
  if (posted === undefined) return { act: 'declared', ...common };
  const instead = {
    declaration: withoutKeptPromise(posted.declaration, facts.clocks.calendar.now()),
    days: part(posted.days, facts),
    audiences: spokenTo,
  };
  return { act, ...common, instead, heard: heardBy(before) };
}

/** What of a declaration was, or is being, posted. */
export function postedBy(speaking: DeclarationState['speaking']): Speaking[] {
  return speaking.filter(({ approval }) => approval === 'given' || approval === 'not-needed');
}

/** Everybody to whom some of it speaks. */
export function spokenToBy(posted: readonly Speaking[]): Audience[] {
  return [...new Set(posted.flatMap(({ content }) => content.notices.map((notice) => notice.audience)))];
}
