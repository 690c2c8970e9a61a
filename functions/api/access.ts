import { NeedsPerson, RoleTooLow, SignInAgain } from './errors.ts';
import type { Principal, Role } from './principal.ts';

/** Who may: everybody, or whoever has one of these roles. A role that no machine can have makes a route one for people (CONTRACT 5's ◆). */
export type Access = 'public' | { readonly anyOf: readonly Role[]; readonly freshSignIn: boolean };

/** Reading: everybody who works here. */
export const viewers: Access = { anyOf: ['viewer'], freshSignIn: false };
/** IT and its machines. */
export const ops: Access = { anyOf: ['ops'], freshSignIn: false };
/** A decision takes a person whose sign-in is fresh. */
export const administrators: Access = { anyOf: ['administrator'], freshSignIn: true };
export const approvers: Access = { anyOf: ['approver'], freshSignIn: true };
/** Approving: an approver, or, where nobody answers, the author; which of the two it is only the record knows. */
export const approversAndAuthors: Access = { anyOf: ['approver', 'administrator'], freshSignIn: true };
/** Stopping takes a person and nothing else: whoever sees that something is wrong has no time to sign in. */
export const whoeverDecides: Access = { anyOf: ['administrator', 'approver'], freshSignIn: false };

const includes: Readonly<Record<Role, readonly Role[]>> = {
  viewer: ['viewer'],
  ops: ['ops', 'viewer'],
  administrator: ['administrator', 'ops', 'viewer'],
  approver: ['approver', 'viewer'],
};

/** Whether no machine may, whatever its scopes say. */
export function isForPeople(access: Access): boolean {
  return access !== 'public' && access.anyOf.every((role) => role === 'administrator' || role === 'approver');
}

/** Throws `NeedsPerson`, `RoleTooLow` or `SignInAgain` unless this principal may. Times are seconds since 1970 on the machine clock. */
export function allow(
  principal: Principal,
  access: Access,
  { nowSeconds, maxAgeSeconds }: { readonly nowSeconds: number; readonly maxAgeSeconds: number },
): void {
  if (access === 'public') return;
  if (isForPeople(access) && principal.kind !== 'person') {
    throw new NeedsPerson(
      'A person has to do this, signed in under their own name: a machine cannot, whatever its scopes.',
    );
  }
  const has = new Set(principal.roles.flatMap((role) => includes[role]));
  if (!access.anyOf.some((role) => has.has(role))) {
    const needed = access.anyOf.join(' or ');
    const own = principal.roles.length === 0 ? 'has no role' : `is ${principal.roles.join(' and ')}`;
    const message = `This takes the role ${needed}; ${principal.name} ${own}: ask somebody who has it.`;
    throw new RoleTooLow(message, { needs: access.anyOf, has: principal.roles });
  }
  if (access.freshSignIn && nowSeconds - (principal.authTime ?? 0) > maxAgeSeconds) {
    const message = `This takes a sign-in of the last ${Math.floor(maxAgeSeconds / 60)} minutes: sign in again and repeat it.`;
    throw new SignInAgain(message, { maxAgeSeconds });
  }
}
