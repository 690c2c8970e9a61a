import type { District } from '../calendar/district.ts';
import { didYouMean } from '../calendar/nearest-id.ts';
import type { Caller, Decided } from './decision.ts';
import { draftEntry } from './draft-entry.ts';
import type { Entry } from './entry.ts';
import { NotOpen, UnknownOutsideChannel } from './errors.ts';
import type { RecordFacts } from './facts.ts';
import { findDeclaration } from './find-declaration.ts';
import { rulesRows } from './rules-rows.ts';
import type { DeclarationState } from './state.ts';

type OutsideChannel = District['outsideChannels'][number];

/** What somebody did, or took back, on a channel that Bellwether does not post to. */
export type Told = {
  readonly done: boolean;
  /** Calendar time, RFC 3339. */
  readonly at: string;
  /** Who did it, in words. */
  readonly by: string;
  readonly note?: string | undefined;
};

export type Tell = {
  readonly caller: Caller;
  readonly declarationId: string;
  readonly channelId: string;
  readonly told: Told;
};

/**
 * Ticks an outside channel for the words that stand: a later change has to be passed on anew. Throws `UnknownDeclaration`,
 * `UnknownOutsideChannel`, or `NotOpen` while there is nothing to pass on.
 */
export function tell({ caller, declarationId, channelId, told }: Tell, facts: RecordFacts): Decided {
  const state = findDeclaration(declarationId, facts);
  const { outsideChannels } = facts.district;
  const ids = outsideChannels.map(({ id }) => id);
  if (!ids.includes(channelId)) {
    const known = ids.length === 0 ? 'The district file lists none' : `It has ${ids.join(', ')}`;
    const message = `The district has no outside channel ${channelId}${didYouMean(channelId, ids)}. ${known}.`;
    throw new UnknownOutsideChannel(message, { channelId, channels: ids });
  }
  const ofVersion = wordsThatStand(state);
  if (ofVersion === undefined) {
    throw new NotOpen(`Nothing of ${declarationId} stands yet that could be passed on.`, { declarationId });
  }
  const { note, ...said } = told;
  const entry = { ofVersion, channelId, ...said, ...(note === undefined ? {} : { note }) };
  return { draft: { ...draftEntry('Told', declarationId, caller, facts), told: entry }, contents: rulesRows(facts) };
}

/** Whether this is what the record has of a channel already, as far as it says anything: then there is nothing to write. */
export function isTold(
  state: DeclarationState,
  channelId: string,
  { done, ...given }: Pick<Told, 'done'> & { readonly [Member in keyof Told]?: Told[Member] | undefined },
): boolean {
  const last = toldOf(state, channelId);
  if (last === undefined) return !done;
  return (
    last.done === done && Object.entries(given).every(([name, value]) => value === undefined || last[name] === value)
  );
}

/** An outside channel as it stands for the newest words. */
export type OutsideState = Pick<OutsideChannel, 'id' | 'name' | 'audience' | 'owner'> & {
  readonly done: boolean;
} & Partial<Omit<Told, 'done'>>;

/** Every outside channel of the district, ticked or not. */
export function outsideOf(state: DeclarationState, channels: readonly OutsideChannel[]): OutsideState[] {
  return channels.map((channel) => {
    const { done = false, at, by, note } = toldOf(state, channel.id) ?? {};
    return {
      ...channel,
      done,
      ...(at === undefined ? {} : { at }),
      ...(by === undefined ? {} : { by }),
      ...(note === undefined ? {} : { note }),
    };
  });
}

function toldOf(state: DeclarationState, channelId: string): Entry['told'] {
  const ofVersion = wordsThatStand(state);
  return state.entries.findLast(({ told }) => told?.channelId === channelId && told.ofVersion === ofVersion)?.told;
}

/** The entry whose words stand; a correction changes nothing that anybody would have to hear again. */
function wordsThatStand({ speaking }: DeclarationState): number | undefined {
  return speaking.findLast(
    ({ kind, approval }) => kind !== 'Corrected' && (approval === 'given' || approval === 'not-needed'),
  )?.version;
}
