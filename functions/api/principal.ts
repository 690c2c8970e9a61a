import type { Principal as EntryPrincipal } from '../declarations/entry.ts';

/** `viewer` < `ops` < `administrator`; `approver` stands beside them and reads as a viewer. */
export const roles = ['viewer', 'ops', 'administrator', 'approver'] as const;
export type Role = (typeof roles)[number];

/** Who calls: a person with a sign-in, or a machine, whose roles end at `ops` (S-01). It goes into entries as it is. */
export type Principal = Pick<EntryPrincipal, 'sub' | 'name' | 'authTime'> & {
  readonly kind: 'person' | 'machine';
  readonly roles: Role[];
};
