import { minnesota } from './minnesota.ts';
import type { LawPack } from './pack.ts';

const packs: readonly LawPack[] = [minnesota];

/** The pack of a state; where none is known, one that states no rule and makes `assessLaw` say so. */
export function lawPackOf(state: string): LawPack {
  const unknown = {
    id: `unknown-${state.toLowerCase()}`,
    state,
    title: `${state}, law not known`,
    checkedOn: '2026-11-22',
  };
  return packs.find((pack) => pack.state === state) ?? unknown;
}
