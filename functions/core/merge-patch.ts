import type { Json } from './hash.ts';

/**
 * A JSON value with a merge patch applied (RFC 7396): `null` removes a member, objects are merged member by member, and whatever else is given,
 * arrays included, takes the place of what was there. Neither argument is changed.
 */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(isObject(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else if (value !== undefined) merged.set(name, mergePatch(merged.get(name), value));
  }
  // Not a literal: a member named `__proto__` has to stay a member.
  return Object.fromEntries(merged);
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
