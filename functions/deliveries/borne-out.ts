import { unitIdOf } from '../calendar/units.ts';
import { digestOf } from '../core/hash.ts';
import type { Entry, NoticeRef } from '../declarations/entry.ts';
import type { Chunk, Target } from '../roster/roster.ts';
import { areForDrills } from './are-for-drills.ts';
import { NotInTheRecord } from './errors.ts';
import type { Parcel } from './parcel.ts';
import { schoolsOf, sheetOf } from './read-roster.ts';
import { renderingOf, renderingOfTopic } from './rendering-of.ts';
import { topicChunk } from './topic-chunk.ts';
import type { WorkerDeps } from './worker-deps.ts';

type Claim = {
  readonly entry: Entry;
  readonly notice: NoticeRef;
  readonly chunk: Chunk;
  readonly parcel: Parcel;
};

/** The hash of each target's rendering, once the chunk is known to be the entry's. */
export async function borneOut(deps: WorkerDeps, claim: Claim): Promise<(target: Target) => string> {
  const { entry, notice, chunk, parcel } = claim;
  const wrong = (what: string): NotInTheRecord => notBorneOut(what, parcel.parcelId);
  const drill = entry.content?.declaration.drill === true;
  if (drill && chunk.drill !== true) throw wrong('is of a drill and has targets that are not for drills');
  if (!drill && chunk.drill === true) throw wrong('is in earnest and has targets that are for drills');
  if (chunk.audience !== notice.audience) throw wrong('has targets of another audience than its notice');
  // The gate is asked by these two: another unit's would let through what was superseded here.
  const unit = chunk.channel === 'sns' ? '*' : unitIdOf(chunk.schoolId, chunk.division);
  if (parcel.audience !== notice.audience || parcel.unit !== unit) throw wrong('names others than its targets');
  if (chunk.channel !== deps.channel.name) throw wrong('came to the worker of another channel');
  if (chunk.channel === 'sns') {
    const topics = topicChunk(notice, { drill });
    if (topics === undefined || digestOf(topics) !== parcel.chunk)
      throw wrong('has topics that its notice does not have');
    return (target) => {
      const rendering = renderingOfTopic(notice, target.targetId);
      if (rendering === undefined) throw wrong('has a topic in a language that its notice does not have');
      return rendering.hash;
    };
  }
  const [recorded, sheet] = await Promise.all([
    schoolsOf(entry.rules, deps.contents),
    sheetOf({ rules: entry.rules, drill }, chunk.schoolId, deps.contents),
  ]);
  if (sheet?.chunks.some(({ hash }) => hash === parcel.chunk) !== true)
    throw wrong('has targets that are not in the roster');
  if (drill && !(await areForDrills(deps, entry, chunk)))
    throw wrong('is of a drill and has targets that the drill roster no longer has');
  const rendering = renderingOf(notice, chunk, recorded);
  if (rendering === undefined) throw wrong('has targets that its notice is not for');
  return () => rendering.hash;
}

/** The refusal of a parcel that the record does not bear out. */
export function notBorneOut(what: string, parcelId: string): NotInTheRecord {
  return new NotInTheRecord(`Parcel ${parcelId} ${what}: nothing is posted for it. See who wrote it.`, { parcelId });
}
