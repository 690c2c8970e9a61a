import type { Principal } from './entry.ts';

/** Who acts where nobody does: what follows from the clock, or from what was delivered. */
export const bellwether: Principal = { kind: 'system', sub: 'bellwether', name: 'Bellwether', roles: [] };
