import type { LawPack } from './pack.ts';
import { illinois } from './packs/illinois.ts';
import { indiana } from './packs/indiana.ts';
import { kentucky } from './packs/kentucky.ts';
import { minnesota } from './packs/minnesota.ts';
import { missouri } from './packs/missouri.ts';
import { newJersey } from './packs/new-jersey.ts';
import { ohio } from './packs/ohio.ts';
import { pennsylvania } from './packs/pennsylvania.ts';
import { southCarolina } from './packs/south-carolina.ts';
import { virginia } from './packs/virginia.ts';
import { westVirginia } from './packs/west-virginia.ts';

/** Every pack: first those in use, then the drafts. */
export const lawPacks: readonly LawPack[] = [
  minnesota,
  pennsylvania,
  missouri,
  illinois,
  indiana,
  kentucky,
  newJersey,
  ohio,
  southCarolina,
  virginia,
  westVirginia,
];

/** The pack of a state; where none is known, one that states no rule and makes `assessLaw` say so. */
export function lawPackOf(state: string): LawPack {
  const unknown: LawPack = {
    id: `unknown-${state.toLowerCase()}`,
    state,
    title: `${state}, law not known`,
    checkedOn: '2026-11-22',
    further: [],
  };
  return lawPacks.find((pack) => pack.state === state) ?? unknown;
}
