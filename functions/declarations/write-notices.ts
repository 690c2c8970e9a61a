import { digestOf } from '../core/hash.ts';
import type { NewContent } from './decision.ts';
import type { NoticeRef } from './entry.ts';
import type { Facts } from './facts.ts';
import type { DraftNotice } from './rendering.ts';

/** Drafts as an entry names them, with ids and the minute of issue, and their words as content rows, each once. */
export function writeNotices(
  drafts: readonly DraftNotice[],
  at: string,
  facts: Facts,
): { notices: NoticeRef[]; contents: NewContent[] } {
  const contents = new Map<string, NewContent>();
  const keep = (kind: NewContent['kind'], value: unknown): string => {
    const hash = digestOf(value);
    contents.set(hash, { kind, value });
    return hash;
  };
  const issued = drafts.length === 0 ? {} : facts.writeIssued(at, facts.district);
  const notices = drafts.map(({ audience, renderings, page }): NoticeRef => {
    const refs = renderings.map(({ units, rendering }) => {
      const { channel, language } = rendering;
      return { channel, language, units: [...units], hash: keep('rendering', rendering) };
    });
    const named = { noticeId: facts.ids.base32(10), audience, issued, renderings: refs };
    return page === undefined ? named : { ...named, page: keep('page', page) };
  });
  return { notices, contents: [...contents.values()] };
}
