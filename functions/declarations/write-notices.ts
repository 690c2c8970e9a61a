import { digestOf } from '../core/hash.ts';
import type { NewContent } from './decision.ts';
import type { NoticeRef } from './entry.ts';
import type { Facts } from './facts.ts';
import type { DraftNotice } from './rendering.ts';
import type { Revision } from './revise-notices.ts';

/** Notices as an entry names them, and their words as content rows, each once. */
export type WrittenNotices = { readonly notices: NoticeRef[]; readonly contents: NewContent[] };

/** Drafts as an entry names them, with ids and the minute of issue. */
export function writeNotices(drafts: readonly DraftNotice[], at: string, facts: Facts): WrittenNotices {
  const issued = drafts.length === 0 ? {} : facts.writeIssued(at, facts.district);
  return written(drafts.map((draft) => ({ draft, named: { noticeId: facts.ids.base32(10), issued } })));
}

/** Revisions as a correction names them: the same notices, issued when they were, corrected at this minute. */
export function writeRevisions(revisions: readonly Revision[], at: string, facts: Facts): WrittenNotices {
  const corrected = facts.writeIssued(at, facts.district);
  return written(
    revisions.map(({ notice: { noticeId, issued }, draft }) => ({ draft, named: { noticeId, issued, corrected } })),
  );
}

type Named = Pick<NoticeRef, 'noticeId' | 'issued' | 'corrected'>;

function written(named: readonly { readonly draft: DraftNotice; readonly named: Named }[]): WrittenNotices {
  const contents = new Map<string, NewContent>();
  const keep = (kind: NewContent['kind'], value: unknown): string => {
    const hash = digestOf(value);
    contents.set(hash, { kind, value });
    return hash;
  };
  const notices = named.map(({ draft: { audience, renderings, page }, named: names }): NoticeRef => {
    const refs = renderings.map(({ units, rendering }) => {
      const { channel, language } = rendering;
      return { channel, language, units: [...units], hash: keep('rendering', rendering) };
    });
    const notice = { ...names, audience, renderings: refs };
    return page === undefined ? notice : { ...notice, page: keep('page', page) };
  });
  return { notices, contents: [...contents.values()] };
}
