import type { SimulatedPost } from '../vendor/posts.ts';
import type { Message } from './message.ts';

/** The place of a message in a list by activity. */
export type PageKey = { readonly modifiedAt: number; readonly id: string };

/** Which messages of a channel to list, newest activity first. */
export type ListQuery = {
  readonly top: number;
  readonly after?: PageKey;
  /** Messages created later than this are left out: the list lags. */
  readonly createdUntil: number;
};

/** A page, and where the next one begins when there is one. */
export type ListPage = { readonly rows: readonly Message[]; readonly next?: PageKey };

/** Where a message stands. */
export type Place = { readonly teamId: string; readonly channelId: string };

/** All messages of all channels. Each change is with `write` before the caller goes on. */
export type MessageBook = {
  create(fields: Omit<Message, 'id' | 'kind'>): Message;
  find(place: Place, id: string): Message | undefined;
  change(changed: Message): void;
  list(place: Place, query: ListQuery): ListPage;
  posts(): SimulatedPost[];
};

/** The messages found in a journal, and what is added to it from now on. */
export function messageBook(found: readonly Message[], write: (row: Message) => void): MessageBook {
  const channels = new Map<string, Map<string, Message>>();
  const keep = (row: Message): void => {
    const channel = channels.get(keyOf(row)) ?? new Map<string, Message>();
    channels.set(keyOf(row), channel);
    channel.set(row.id, row);
  };
  for (const row of found) keep(row);
  return {
    create(fields) {
      const row = { ...fields, kind: 'message' as const, id: freeId(channels.get(keyOf(fields)), fields.createdAt) };
      write(row);
      keep(row);
      return row;
    },
    find: (place, id) => channels.get(keyOf(place))?.get(id),
    change(changed) {
      write(changed);
      keep(changed);
    },
    list: (place, query) => page(Array.from(channels.get(keyOf(place))?.values() ?? []), query),
    posts: () => Array.from(channels.values(), (channel) => Array.from(channel.values(), asPost)).flat(),
  };
}

function keyOf({ teamId, channelId }: Place): string {
  return JSON.stringify([teamId, channelId]);
}

/** An id is the millisecond of creation; the next free one when two messages share it. */
function freeId(channel: ReadonlyMap<string, Message> | undefined, createdAt: number): string {
  let id = createdAt;
  while (channel?.has(String(id))) id += 1;
  return String(id);
}

function page(all: readonly Message[], { top, after, createdUntil }: ListQuery): ListPage {
  const order = (a: PageKey, b: PageKey): number => b.modifiedAt - a.modifiedAt || Number(b.id) - Number(a.id);
  const rows = all
    .filter((row) => row.createdAt <= createdUntil && (after === undefined || order(row, after) > 0))
    .toSorted(order);
  const shown = rows.slice(0, top);
  const last = shown.at(-1);
  return rows.length > shown.length && last
    ? { rows: shown, next: { modifiedAt: last.modifiedAt, id: last.id } }
    : { rows: shown };
}

function asPost(row: Message): SimulatedPost {
  const deleted = row.deletedAt !== null;
  return {
    vendor: 'teams',
    targetId: row.channelId,
    id: row.id,
    text: row.content,
    links: Array.from(row.content.matchAll(/href="([^"]*)"/g), (match) => match[1] ?? ''),
    state: deleted ? 'DELETED' : 'PUBLISHED',
    author: row.authorId,
    createdAt: row.createdAt,
    updatedAt: row.modifiedAt,
    publishedAt: row.createdAt,
    deleted,
    visible: !deleted,
  };
}
