import { BellwetherError } from '../../functions/core/errors.ts';
import { digestOf } from '../../functions/core/hash.ts';
import type { Decided } from '../../functions/declarations/decision.ts';
import type { Declaration } from '../../functions/declarations/declaration.ts';
import { declare } from '../../functions/declarations/declare.ts';
import type { Facts } from '../../functions/declarations/facts.ts';
import { fold } from '../../functions/declarations/fold.ts';
import { preview } from '../../functions/declarations/preview.ts';
import type { DeclarationState } from '../../functions/declarations/state.ts';
import { districtWith } from './district.ts';
import { maria } from './entries.ts';
import { after, body, caller, factsOf, type StillClocks } from './facts.ts';

/** Facts whose clocks a test moves. */
export type MovableFacts = Facts & { readonly clocks: StillClocks };

/** What was declared, and the facts from then on. */
export type Given = { readonly facts: MovableFacts; readonly state: DeclarationState };

export const eLearning = { date: '2023-02-22', dayType: 'e-learning', schools: 'all' } as const;
export const friday = { ...eLearning, date: '2023-02-24' } as const;

/** A declaration of 22 February with some of its day changed. */
export const day = (changes: Record<string, unknown>): Declaration => body({ days: [{ ...eLearning, ...changes }] });

/** Declares what was just previewed. */
export function declared(declaration: Declaration, facts: Facts, by = maria): Decided {
  return declare({ caller: caller(by), declaration, seen: preview(declaration, facts).answer.digest }, facts);
}

/** Facts in which this was declared, and the declaration. */
export function given(declaration: Declaration = body(), facts: MovableFacts = factsOf()): Given {
  const then = after(facts, declared(declaration, facts));
  return { facts: then, state: newest(then) };
}

/** The declaration that was declared last. */
export function newest(facts: Facts): DeclarationState {
  const state = [...fold(facts.entries).values()].at(-1);
  if (state === undefined) throw new Error('nothing was declared');
  return state;
}

/** Facts of a district whose policy asks for a second person. */
export function underTwo(): MovableFacts {
  const district = districtWith({ policy: { approvals: 1 } });
  return factsOf({ district, rules: { ...factsOf().rules, district: digestOf(district) } });
}

/** The refusal that an act ends in. */
export function refusal(act: () => unknown): BellwetherError {
  try {
    act();
  } catch (error) {
    if (error instanceof BellwetherError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}
