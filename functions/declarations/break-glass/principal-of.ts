import type { BreakGlassSet } from '../../calendar/break-glass-set.ts';
import type { Principal } from '../entry.ts';

const prefix = 'break-glass:';

/** Who acts when both halves are there: two named people, known by the paper that they hold and by no sign-in. */
export function principalOf({ set, holders: [first, second] }: BreakGlassSet): Principal {
  return {
    kind: 'person',
    sub: `${prefix}${set}`,
    name: `break-glass ${set}, named ${first} and ${second}`,
    roles: [],
  };
}

/** Whether an entry was made by break-glass. */
export function isBreakGlass({ sub }: Pick<Principal, 'sub'>): boolean {
  return sub.startsWith(prefix);
}
