import type { MachineMs } from '../core/clock.ts';
import { digestOf } from '../core/hash.ts';
import type { District } from '../calendar/district.ts';
import { unitIdOf } from '../calendar/units.ts';
import type { Content, Entry, NoticeRef } from '../declarations/entry.ts';
import type { Lane } from '../names.ts';
import type { Chunk, SchoolSheet } from '../roster/roster.ts';
import { bellOf } from './bell-of.ts';
import type { EntryRef } from './delivery.ts';
import { noFigures } from './figures.ts';
import type { Parcel } from './parcel.ts';
import { renderingOf } from './rendering-of.ts';
import { topicChunk } from './topic-chunk.ts';

/** All parcels of an entry in the order in which they are to be posted, and the topics' chunks, which are not in the roster. */
export type ParcelPlan = { readonly parcels: readonly Parcel[]; readonly chunks: readonly Chunk[] };

type Planning = {
  readonly entry: Pick<Entry, 'schoolYear' | 'version' | 'kind'>;
  readonly content: Pick<Content, 'declaration' | 'notices' | 'notAfter'>;
  readonly sheets: readonly SchoolSheet[];
  readonly district: District;
  readonly nowMs: MachineMs;
};

/** Plans an entry: pure, and the same plan makes the same parcels. Topics go first, then the earliest bell. */
export function planParcels(planning: Planning): ParcelPlan {
  const { content } = planning;
  const topics = content.notices.flatMap((notice) => topicParcel(planning, notice) ?? []);
  const classes = content.notices.flatMap((notice) =>
    planning.sheets.flatMap((sheet) => schoolParcels(planning, notice, sheet)),
  );
  const inBellOrder = classes.toSorted(
    (a, b) => a.bell - b.bell || compare(a.schoolId, b.schoolId) || compare(a.parcelId, b.parcelId),
  );
  return { parcels: [...topics.map(({ parcel }) => parcel), ...inBellOrder], chunks: topics.map(({ chunk }) => chunk) };
}

/** The same for the same notice and chunk. */
export function parcelIdOf(noticeId: string, chunkHash: string): string {
  return `${noticeId}-${chunkHash.slice(0, 16)}`;
}

/** Amendments and retractions overtake what they change; a first word and the way back take their turn (DESIGN 3.7). */
export function laneOf(kind: Entry['kind']): Lane {
  return kind === 'Amended' || kind === 'Corrected' || kind === 'Retracted' ? 'urgent' : 'normal';
}

function topicParcel(planning: Planning, notice: NoticeRef): { parcel: Parcel; chunk: Chunk } | undefined {
  const chunk = topicChunk(notice, planning.content.declaration);
  const rendering = notice.renderings.find((one) => one.channel === 'sns');
  if (chunk === undefined || rendering === undefined) return undefined;
  const place = { schoolId: chunk.schoolId, unit: '*', bell: 0, sharesParent: false };
  const parts = {
    channel: chunk.channel,
    chunk: digestOf(chunk),
    rendering: rendering.hash,
    targets: chunk.targets.length,
  };
  return { parcel: parcel(planning, notice, { ...place, ...parts }), chunk };
}

function schoolParcels(planning: Planning, notice: NoticeRef, { schoolId, chunks }: SchoolSheet): Parcel[] {
  const { content, district, entry } = planning;
  return chunks.flatMap((ref) => {
    const place = { schoolId, channel: ref.channel, ...(ref.division === undefined ? {} : { division: ref.division }) };
    const rendering = ref.audience === notice.audience ? renderingOf(notice, place, district) : undefined;
    if (rendering === undefined) return [];
    const unit = unitIdOf(schoolId, ref.division);
    const bell = bellOf({ schoolId, unit, programs: content.declaration.programs }, district);
    // A later entry may meet the earlier one's parcels in the same team.
    const sharesParent = ref.channel === 'teams' && (ref.sharedParent || entry.kind !== 'Declared');
    const parts = { channel: ref.channel, chunk: ref.hash, rendering: rendering.hash, targets: ref.targets };
    return [parcel(planning, notice, { schoolId, unit, bell, sharesParent, ...parts })];
  });
}

type Parts = Pick<Parcel, 'schoolId' | 'unit' | 'bell' | 'sharesParent' | 'channel' | 'chunk' | 'rendering'> & {
  readonly targets: number;
};

function parcel({ entry, content, nowMs }: Planning, notice: NoticeRef, { targets, ...parts }: Parts): Parcel {
  const ref: EntryRef = { schoolYear: entry.schoolYear, version: entry.version };
  return {
    ...parts,
    entry: ref,
    parcelId: parcelIdOf(notice.noticeId, parts.chunk),
    noticeId: notice.noticeId,
    audience: notice.audience,
    lane: laneOf(entry.kind),
    notAfter: content.notAfter,
    figures: noFigures(targets),
    status: 'open',
    dueMs: nowMs,
    leaseUntilMs: 0,
    wokenMs: 0,
    revision: 1,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
