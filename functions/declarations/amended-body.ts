import * as z from 'zod';
import type { Flaw } from '../core/errors.ts';
import { canonicalJson } from '../core/hash.ts';
import { mergePatch } from '../core/merge-patch.ts';
import { parseOrRefuse } from '../core/parse.ts';
import { compareInstants, parseInstant, type Temporal } from '../core/time.ts';
import type { Changes } from './amendment.ts';
import { Declaration } from './declaration.ts';
import type { Content } from './entry.ts';

/** A patch as JSON. */
const Patch = z.record(z.string(), z.json().optional());

/**
 * The body that an amendment makes of a declaration's, parsed whole; throws `InvalidInput` for a patch that leaves no declaration. Who decided
 * the day before did not decide this, and an update that was promised for a time that is over was given or not: neither is carried over.
 */
export function amendedBody(before: Content['declaration'], changes: Changes, now: Temporal.Instant): Declaration {
  const { decidedBy: _decidedBy, ...base } = withoutKeptPromise(ownMembers(before), now);
  return parseOrRefuse(Declaration, mergePatch(z.json().parse(base), Patch.parse(changes)), 'The amendment');
}

/** A declaration without the time of an update that is over. */
export function withoutKeptPromise(declaration: Declaration, now: Temporal.Instant): Declaration {
  const { nextUpdateAt, ...rest } = declaration;
  const isOver = nextUpdateAt !== undefined && compareInstants(parseInstant(nextUpdateAt), now) <= 0;
  return isOver ? rest : declaration;
}

/** What makes a declaration what it is cannot be amended (S-19), and an amendment that changes nothing is a mistake. */
export function flawsOfAmendment(before: Content['declaration'], after: Declaration): Flaw[] {
  const fixed = (['drill', 'recordOnly'] as const).flatMap((path): Flaw[] => {
    if (before[path] === after[path]) return [];
    const message = `this cannot be changed afterwards: retract it, and declare it anew with ${path} ${after[path]}`;
    return [{ path, message }];
  });
  if (said(before) !== said(after)) return fixed;
  const same: Flaw = { path: '(whole)', message: 'nothing would be another than it is: say what changes' };
  return [...fixed, same];
}

function said(declaration: Declaration): string {
  const { reasons: _reasons, decidedBy: _decidedBy, ...rest } = ownMembers(declaration);
  return canonicalJson(rest);
}

/** Without what a newer version of this code may have written beside them. */
function ownMembers(declaration: Content['declaration']): Declaration {
  const known = new Set(Object.keys(Declaration.shape));
  return Declaration.parse(Object.fromEntries(Object.entries(declaration).filter(([name]) => known.has(name))));
}
