import { digestOf } from '../core/hash.ts';
import type { Chunk, ChunkRef, Roster, RosterKind, RosterManifest, SchoolSheet, Target } from './roster.ts';
import type { RosterRow } from './roster-row.ts';

/** Targets in a chunk: the parcel that one worker posts in one go. */
export const maxTargetsPerChunk = 25;

/** A roster ready to be stored: its chunks by hash, and the sheets and manifest that name them. */
export type ChunkedRoster = { readonly roster: Roster; readonly chunks: ReadonlyMap<string, Chunk> };

/**
 * Cuts rows into immutable, content-addressed chunks of one school, division, channel and audience. A team's channels stay together, and
 * so do the courses of one posting account, unless there are more than a chunk holds. The order of the file does not matter: the same rows
 * always make the same hashes, and as a roster for drills others.
 */
export function chunkRoster(rows: readonly RosterRow[], kind: RosterKind = 'classes'): ChunkedRoster {
  const groups = Map.groupBy(rows, (row) =>
    JSON.stringify([row.schoolId, row.division ?? '', row.channel, row.audience]),
  );
  const chunks = [...groups.keys()].sort().flatMap((key) => chunksOf(groups.get(key) ?? [], kind));
  const shared = sharedParents(chunks);
  const hashed = chunks.map((chunk) => ({ chunk, ref: refOf(chunk, shared) }));
  const schools = Map.groupBy(hashed, ({ chunk }) => chunk.schoolId);
  const sheets = [...schools].map(([schoolId, of]): SchoolSheet => ({ schoolId, chunks: of.map(({ ref }) => ref) }));
  const manifest = manifestOf(sheets, kind);
  return {
    roster: { hash: digestOf(manifest), manifest, sheets },
    chunks: new Map(hashed.map(({ chunk, ref }) => [ref.hash, chunk])),
  };
}

/** The chunks of rows that may share one: whole bundles (a team, an account) are laid side by side until the next does not fit. */
function chunksOf(rows: readonly RosterRow[], kind: RosterKind): Chunk[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { schoolId, division, channel, audience } = first;
  const bundles = Map.groupBy(rows, (row) => row.parentId ?? row.postAs[0] ?? '');
  const loads: Target[][] = [];
  for (const key of [...bundles.keys()].sort()) {
    const targets = (bundles.get(key) ?? []).map(targetOf).sort((a, b) => (a.targetId < b.targetId ? -1 : 1));
    const last = loads.at(-1);
    if (last !== undefined && last.length + targets.length <= maxTargetsPerChunk) last.push(...targets);
    else loads.push(...piecesOf(targets));
  }
  const place = { schoolId, ...(division ? { division } : {}), channel, audience, ...markOf(kind) };
  return loads.map((targets) => ({ ...place, targets }));
}

function markOf(kind: RosterKind): { drill?: true } {
  return kind === 'drill' ? { drill: true } : {};
}

function piecesOf(targets: readonly Target[]): Target[][] {
  const pieces: Target[][] = [];
  for (let i = 0; i < targets.length; i += maxTargetsPerChunk) pieces.push(targets.slice(i, i + maxTargetsPerChunk));
  return pieces;
}

/** The file's line is no part of a target, or moving a line would change hashes. */
function targetOf({ targetId, name, postAs, parentId, students, classId }: RosterRow): Target {
  return {
    targetId,
    name,
    postAs: [...postAs],
    ...(parentId === undefined ? {} : { parentId }),
    ...(students === undefined ? {} : { students }),
    ...(classId === undefined ? {} : { classId }),
  };
}

/** Teams whose channels are in more than one chunk, of whatever school or audience: those chunks must take turns. */
function sharedParents(chunks: readonly Chunk[]): Set<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const chunk of chunks) {
    for (const parent of parentsOf(chunk)) (seen.has(parent) ? shared : seen).add(parent);
  }
  return shared;
}

function parentsOf(chunk: Chunk): Set<string> {
  return new Set(chunk.targets.flatMap((target) => target.parentId ?? []));
}

function refOf(chunk: Chunk, shared: ReadonlySet<string>): ChunkRef {
  const { division, channel, audience, targets } = chunk;
  return {
    hash: digestOf(chunk),
    ...(division === undefined ? {} : { division }),
    channel,
    audience,
    targets: targets.length,
    students: targets.reduce((sum, target) => sum + (target.students ?? 0), 0),
    sharedParent: [...parentsOf(chunk)].some((parent) => shared.has(parent)),
  };
}

function manifestOf(sheets: readonly SchoolSheet[], kind: RosterKind): RosterManifest {
  const listed = sheets.map((sheet) => ({
    schoolId: sheet.schoolId,
    hash: digestOf(sheet),
    targets: sheet.chunks.reduce((sum, chunk) => sum + chunk.targets, 0),
  }));
  return { targets: listed.reduce((sum, sheet) => sum + sheet.targets, 0), ...markOf(kind), sheets: listed };
}
