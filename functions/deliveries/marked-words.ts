import { fillSlots } from '../core/slots.ts';
import type { NoticeRef } from '../declarations/entry.ts';
import type { Rendering } from '../declarations/rendering.ts';
import type { Words } from './post-of.ts';

/** Where line 1 ends: Classroom takes plain text, Teams HTML. */
const lineEnds = { 'google-classroom': '\n', teams: '</p>', sns: '\n' } as const;

/**
 * A post's words with another line 1: that of the entry that has taken their place, so that whoever reads the old post first reads the same
 * resulting day (USERS E12). The rest stays as it was posted. Pure.
 */
export function markedWords({ post }: Words, later: Rendering, { issued }: Pick<NoticeRef, 'issued'>): Words {
  const end = lineEnds[later.channel];
  const filled = { issued: issued[later.language] ?? '', deliveryId: post.deliveryId };
  const mark = fillSlots(later.mark ?? firstLineOf(later.text, end), filled);
  const rest = post.text.slice(firstLineOf(post.text, end).length);
  const ended = mark.endsWith(end) ? mark : `${mark}${end}`;
  return { post: { ...post, text: `${ended}${rest}` }, opening: fillSlots(later.opening, filled) };
}

/** With its end; a text of one line is all of it. */
function firstLineOf(text: string, end: string): string {
  const at = text.indexOf(end);
  return at < 0 ? text : text.slice(0, at + end.length);
}
