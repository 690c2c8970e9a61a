import type { Content, Entry, EntryKind, Principal } from '../../functions/declarations/entry.ts';
import { currentSchema, firstPrev } from '../../functions/declarations/entry.ts';
import { entryHash } from '../../functions/declarations/stored-entry.ts';
import { Declaration } from '../../functions/declarations/declaration.ts';

export const maria: Principal = { kind: 'person', sub: 'maria', name: 'Maria Lopez', roles: ['administrator'] };
export const sam: Principal = { kind: 'person', sub: 'sam', name: 'Sam Park', roles: ['approver'] };

/** The content of a one-day declaration; any member may be replaced. */
export function content(changes: Partial<Content> = {}): Content {
  const declaration = Declaration.parse({
    days: [{ date: '2023-02-22', dayType: 'e-learning', schools: 'all' }],
    causes: [{ kind: 'weather', qualifying: true }],
  });
  return {
    declaration,
    days: [{ date: '2023-02-22', dayType: 'e-learning', units: ['pine-hs'] }],
    findings: [],
    notices: [],
    reach: {},
    digest: 'd'.repeat(64),
    needsApproval: false,
    notAfter: '2023-02-22T14:50:00-06:00',
    ...changes,
  };
}

/** An entry of 2022-23 with its hash and a made-up signature; any member may be replaced. */
export function entry(version: number, kind: EntryKind, changes: Partial<Entry> = {}): Entry {
  const whole = {
    schema: currentSchema,
    schoolYear: '2022-23',
    version,
    kind,
    declarationId: 'd-one',
    at: '2023-02-21T14:11:00-06:00',
    atMs: 1_000_000 + version * 1_000,
    by: maria,
    commandId: `command-${version}`,
    bodyHash: `body-${version}`,
    rules: { district: 'a', roster: 'b', lawPack: 'c', code: 'test' },
    prev: firstPrev,
    ...changes,
  };
  return { ...whole, hash: entryHash(whole), signature: { keyId: 'none', value: '' } };
}
