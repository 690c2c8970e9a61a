import type { Happening } from '../faults.ts';
import { strangerName } from '../vendor/posts.ts';
import type { MicrosoftLogin } from './login.ts';
import type { MessageBook, Place } from './message-book.ts';
import type { Teams } from './teams.ts';

/** Where and to what it happens; `id` is the message that was just made. */
export type HappeningPlace = {
  readonly place: Place;
  readonly id: string;
  /** Who asked. */
  readonly userId: string | undefined;
  readonly now: number;
};

type HappenDeps = { readonly teams: Teams; readonly book: MessageBook; readonly login: MicrosoftLogin };

const bare = { contentType: 'html', subject: null, importance: 'normal', editedAt: null, deletedAt: null } as const;
const stranger = { ...bare, authorId: strangerName, authorName: 'A teacher', attachments: [], mentions: [] } as const;

/** Makes it happen: what the people of a channel do while a request is under way. */
export function happen({ teams, book, login }: HappenDeps, what: Happening, at: HappeningPlace): void {
  const { place, id, userId, now } = at;
  const post = book.find(place, id);
  const posted = { ...stranger, ...place, createdAt: now, modifiedAt: now, attachments: [], mentions: [] };
  switch (what) {
    case 'archived':
      return teams.archive(place.teamId);
    case 'removed':
      return teams.removeChannel(place.channelId);
    case 'barred':
      return userId === undefined ? undefined : teams.dropMember(place.teamId, userId);
    case 'tokens-ended':
      return login.endAccessTokens();
    case 'other-post':
      return void book.create({ ...posted, content: '<p>Bring your books tomorrow.</p>' });
    case 'copied':
      return void (post && book.create({ ...posted, content: post.content }));
    case 'edited':
      return (
        post &&
        book.change({ ...post, content: `${post.content}<p>See you online!</p>`, modifiedAt: now, editedAt: now })
      );
    case 'deleted':
      return post && book.change({ ...post, deletedAt: now, modifiedAt: now });
  }
}
