import type { Content, Entry, NoticeRef } from '../declarations/entry.ts';
import { Rendering } from '../declarations/rendering.ts';
import type { Chunk, Target } from '../roster/roster.ts';
import type { DeliveryIdentity } from './advance.ts';
import { notBorneOut } from './borne-out.ts';
import type { Face } from './delivery.ts';
import { markedWords } from './marked-words.ts';
import type { Parcel } from './parcel.ts';
import type { DeclarationReading } from './ports.ts';
import { postOf, type Words } from './post-of.ts';
import { schoolsOf } from './read-roster.ts';
import { renderingOf } from './rendering-of.ts';
import { trusted } from './trusted-entry.ts';
import { type Wanted, wantedFace } from './wanted-face.ts';
import type { WorkerDeps } from './worker-deps.ts';

/** What a parcel's posts show, as a worker asks for it. */
export type Faces = {
  /** What the posts are to show, from a reading at most half a second old. */
  wanted(): Promise<Wanted>;
  /** A target's post with the words, and the mark, of a face. */
  wordsFor(target: Target, face: Face): Promise<Words>;
};

type Wording = {
  readonly deps: WorkerDeps;
  readonly entry: Entry;
  readonly notice: NoticeRef;
  readonly chunk: Chunk;
  readonly parcel: Parcel;
  readonly identityOf: (target: Target) => DeliveryIdentity;
  readonly reading: () => Promise<DeclarationReading>;
  /** The hash of a target's rendering in the entry itself. */
  readonly renderingHash: (target: Target) => string;
};

/** A notice, and the hash of the rendering that the parcel's place has of it. */
type Named = { readonly notice: NoticeRef; readonly hash: string };

/**
 * What a parcel's posts are to show, and the words of any face that they may have: its own entry's, a correction's, and a later entry's mark
 * before them. Each of these entries is believed by its signature, as the parcel's own is.
 */
export async function facesOf(wording: Wording): Promise<Faces> {
  const { deps, entry, notice, chunk, parcel, identityOf, reading, renderingHash } = wording;
  const { clocks, contents, home } = deps;
  const { audience, channel, unit, noticeId } = parcel;
  const recorded = await schoolsOf(entry.rules, contents);

  const named = async (found: NoticeRef | undefined, version: number): Promise<Named> => {
    const ref = found && renderingOf(found, chunk, recorded);
    if (found === undefined || ref === undefined) {
      throw notBorneOut(`is to have words of entry ${version}, which has none for it`, parcel.parcelId);
    }
    return { notice: found, hash: ref.hash };
  };
  const wordsOf = async (version: number, target: Target): Promise<Named> => {
    if (version === entry.version) return { notice, hash: renderingHash(target) };
    const { notices } = await contentOf(wording, version);
    return named(
      notices.find((one) => one.noticeId === noticeId),
      version,
    );
  };
  const read = async (hash: string): Promise<Rendering> => Rendering.parse(await contents.get(hash));

  return {
    async wanted() {
      const { state } = await reading();
      const speaks = (one: NoticeRef): boolean => renderingOf(one, chunk, recorded) !== undefined;
      const worded = { version: entry.version, noticeId, to: { audience, channel, unit }, speaks };
      return wantedFace(state, worded, { ms: clocks.machine.now(), calendar: clocks.calendar.now() });
    },
    async wordsFor(target, face) {
      const own = await wordsOf(face.words, target);
      const rendering = await read(own.hash);
      const { deliveryId } = identityOf(target);
      const words = postOf({ entry, notice: own.notice, rendering, deliveryId, districtId: home.id });
      if (face.mark === undefined) return words;
      const { notices } = await contentOf(wording, face.mark);
      const later = await named(
        notices.find((one) => one.audience === audience),
        face.mark,
      );
      return markedWords(words, await read(later.hash), later.notice);
    },
  };
}

/** What an entry of the declaration says, once its signature holds. */
async function contentOf({ deps, parcel, reading }: Wording, version: number): Promise<Content> {
  const { entries } = (await reading()).state;
  const found = entries.find((one) => one.version === version);
  if (found === undefined)
    throw notBorneOut(`is to have words of entry ${version}, which is not there`, parcel.parcelId);
  return (await trusted(found, deps.verify)).content;
}
