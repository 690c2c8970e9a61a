import { fillSlots } from '../core/slots.ts';
import { digestOf } from '../core/hash.ts';
import type { NoticeRef } from '../declarations/entry.ts';
import type { Rendering } from '../declarations/rendering.ts';
import type { ChannelName } from '../names.ts';
import { Chunk, type Target } from '../roster/roster.ts';
import type { DryRun, DryRunFinding } from './dry-run-answer.ts';
import type { Delivery, EntryRef } from './delivery.ts';
import { notBorneOut } from './borne-out.ts';
import { inFlight } from './in-flight.ts';
import { paceOfPlan } from './pace-of-plan.ts';
import type { Parcel } from './parcel.ts';
import type { ParcelPlan } from './plan-parcels.ts';
import type { Contents, DeliveryStore } from './ports.ts';
import { renderingOfTopic } from './rendering-of.ts';

type Longest = NonNullable<DryRun['byChannel'][string]['longest']>;

/** How long a post is on its channel, and how long it may be. */
export type Measured = Pick<Longest, 'size' | 'limit' | 'unit'>;

export type DryRunDeps = {
  readonly contents: Pick<Contents, 'get'>;
  readonly deliveries: Pick<DeliveryStore, 'ofTargets'>;
  readonly measure: (rendering: Rendering, text: string) => Measured;
  /** Whether one of a target's accounts is still one of the district's. */
  readonly hasAccount: (channel: ChannelName, target: Target) => boolean;
  /** Targets a second of each channel. */
  readonly speeds: Readonly<Record<string, number>>;
};

/** What is to be posted, as it would be if it were declared now. */
export type Rehearsed = {
  readonly plan: ParcelPlan;
  readonly notices: readonly NoticeRef[];
  /** By hash: they are in no record yet. */
  readonly renderings: ReadonlyMap<string, Rendering>;
  /** The entry that spoke before, whose failures may come again. */
  readonly last: EntryRef | undefined;
};

/** Parcels looked at side by side: so many chunks are in memory at once, however many there are. */
const atOnce = 16;
/** Ids given with a finding. */
const mostExamples = 5;
/** As long as the real one, which is made of a secret that looking needs no right to. */
const standInId = (noticeId: string): string => `${noticeId}.${'x'.repeat(22)}`;

/**
 * Goes through a whole plan as its workers would, parcel by parcel: writes every target's post in full, measures it, and looks what stands
 * in its way. Posts nothing and writes nothing. Throws `NotInTheRecord` where a roster names what is not there.
 */
export async function dryRun(deps: DryRunDeps, rehearsed: Rehearsed): Promise<DryRun> {
  const { parcels, chunks } = rehearsed.plan;
  const topics = new Map(chunks.map((chunk) => [digestOf(chunk), chunk]));
  const longest = new Map<ChannelName, Longest>();
  const found = new Map<string, DryRunFinding>();
  await inFlight(atOnce, parcels, async (parcel) => {
    const chunk = topics.get(parcel.chunk) ?? Chunk.parse(await deps.contents.get(parcel.chunk));
    const rows = await lastRows(deps, rehearsed, chunk);
    chunk.targets.forEach((target, i) => {
      const measured = written(deps, rehearsed, { parcel, chunk, target });
      if (measured.size > (longest.get(chunk.channel)?.size ?? -1)) longest.set(chunk.channel, measured);
      const { channel, schoolId } = chunk;
      for (const hindrance of hindrances(deps, { chunk, target, measured, row: rows[i] }))
        note(found, { ...hindrance, channel, schoolId }, target.targetId);
    });
  });
  const { byChannel, bySchool } = paceOfPlan(parcels, deps.speeds);
  const channels = [...byChannel].map(([channel, pace]) => {
    const one = [...longest].find(([name]) => name === channel)?.[1];
    return [channel, one === undefined ? pace : { ...pace, longest: one }] as const;
  });
  return {
    targets: parcels.reduce((sum, { figures }) => sum + figures.planned, 0),
    parcels: parcels.length,
    seconds: Math.max(0, ...[...byChannel.values()].map(({ seconds }) => seconds)),
    byChannel: Object.fromEntries(channels),
    bySchool,
    findings: [...found.values()].toSorted((a, b) => b.targets - a.targets),
  };
}

type Place = { readonly parcel: Parcel; readonly chunk: Chunk; readonly target: Target };

/** A target's post with its slots filled, measured. */
function written(deps: DryRunDeps, { notices, renderings }: Rehearsed, { parcel, chunk, target }: Place): Longest {
  const { targetId } = target;
  const notice = notices.find((one) => one.noticeId === parcel.noticeId);
  const hash = chunk.channel === 'sns' ? notice && renderingOfTopic(notice, targetId)?.hash : parcel.rendering;
  const rendering = renderings.get(hash ?? '');
  if (notice === undefined || rendering === undefined) throw notBorneOut('has no words', parcel.parcelId);
  const issued = notice.issued[rendering.language] ?? '';
  const text = fillSlots(rendering.text, { issued, deliveryId: standInId(notice.noticeId) });
  return { ...deps.measure(rendering, text), audience: chunk.audience, schoolId: chunk.schoolId, targetId };
}

function lastRows(
  { deliveries }: DryRunDeps,
  { last }: Rehearsed,
  { channel, targets }: Chunk,
): Promise<readonly (Delivery | undefined)[]> {
  if (last === undefined) return Promise.resolve([]);
  const ids = targets.map(({ targetId }) => targetId);
  return deliveries.ofTargets(last, channel, ids);
}

type Seen = {
  readonly chunk: Chunk;
  readonly target: Target;
  readonly measured: Measured;
  readonly row: Delivery | undefined;
};

/** What may keep a post from a target, each in words that say what to do. */
function hindrances(
  { hasAccount }: DryRunDeps,
  { chunk, target, measured, row }: Seen,
): readonly Pick<DryRunFinding, 'what' | 'message'>[] {
  const { size, limit, unit } = measured;
  const found: Pick<DryRunFinding, 'what' | 'message'>[] = [];
  if (size > limit)
    found.push({ what: 'too-long', message: `Its post is longer than ${limit} ${unit}: shorten the own words.` });
  if (chunk.channel !== 'sns' && !hasAccount(chunk.channel, target)) {
    const message = 'None of its accounts is in the district file any more: load a new roster.';
    found.push({ what: 'account-gone', message });
  }
  if (row?.status === 'failed' || row?.escalated === true) {
    const message = `The last notice did not get there for certain: ${row.reason ?? 'no reason is known'}.`;
    found.push({ what: 'failed-last-time', message });
  }
  return found;
}

/** Counts a finding once for a school and message. */
function note(
  found: Map<string, DryRunFinding>,
  about: Omit<DryRunFinding, 'targets' | 'examples'>,
  targetId: string,
): void {
  const key = [about.channel, about.schoolId, about.message].join(' ');
  const before = found.get(key) ?? { ...about, targets: 0, examples: [] };
  const examples = before.examples.length < mostExamples ? [...before.examples, targetId] : before.examples;
  found.set(key, { ...before, targets: before.targets + 1, examples });
}
