import type { Changeable } from './changeable.ts';
import type { Declaration } from './declaration.ts';
import type { NoticeRef } from './entry.ts';
import type { Facts } from './facts.ts';
import { heardBy, withFirstWords } from './first-words.ts';
import { speaksTo } from './live.ts';
import type { DraftNotice, NoticeBrief } from './rendering.ts';
import type { Speaking } from './state.ts';
import { onlyDiffering, whoDiffers } from './who-differs.ts';

/** New words of a notice that stands: its id and its minute stay, for it is the same notice. */
export type Revision = { readonly notice: NoticeRef; readonly draft: DraftNotice };

const actOf: Readonly<Partial<Record<Speaking['kind'], NoticeBrief['act']>>> = {
  Declared: 'declared',
  Amended: 'amended',
  Resumed: 'resumed',
};

/**
 * The notices in which something reads differently, each with the words that those have who still have it: an amendment may have reached some
 * schools while the others go by the first word. Topics are left out: what went to a subscriber cannot be edited.
 */
export function reviseNotices(of: Changeable, corrected: Declaration, facts: Facts): Revision[] {
  const posted = of.state.speaking.filter(
    ({ kind, approval }) => actOf[kind] !== undefined && (approval === 'given' || approval === 'not-needed'),
  );
  const newest = posted.at(-1);
  const page = newest && wordsOf(newest, corrected, [], facts).find((draft) => draft.page !== undefined)?.page;
  return posted.flatMap((entry, i) => {
    const later = posted.slice(i + 1);
    const earlier = posted.slice(0, i);
    const drafts = revisedWords({ entry, earlier }, of.base.declaration, corrected, facts);
    return entry.content.notices.flatMap((notice): Revision[] => {
      const { audience } = notice;
      const draft = drafts.find((one) => one.audience === audience);
      const renderings = (draft?.renderings ?? []).flatMap(({ units, rendering }) => {
        const { channel } = rendering;
        const isTheirs = (unit: string): boolean =>
          speaksTo(entry.content, { audience, channel, unit }) &&
          !later.some((one) => speaksTo(one.content, { audience, channel, unit }));
        const left = units.filter(isTheirs);
        return channel === 'sns' || left.length === 0 ? [] : [{ units: left, rendering }];
      });
      const hasPage = notice.page !== undefined && page !== undefined;
      if (renderings.length === 0 && !hasPage) return [];
      return [{ notice, draft: hasPage ? { audience, renderings, page } : { audience, renderings } }];
    });
  });
}

/** An entry's words with the correction, as far as they differ from those that stand. */
function revisedWords(
  { entry, earlier }: { readonly entry: Speaking; readonly earlier: readonly Speaking[] },
  standing: Declaration,
  corrected: Declaration,
  facts: Facts,
): DraftNotice[] {
  const { days, said = days } = entry.content;
  const audiences = entry.content.notices.map((notice) => notice.audience);
  const before = { declaration: standing, days: said, audiences };
  return onlyDiffering(
    wordsOf(entry, corrected, earlier, facts),
    whoDiffers(before, { ...before, declaration: corrected }, facts),
  );
}

/** What an entry says, in the words of its own act: the correction of an update stays an update, and that of somebody's first word the first. */
function wordsOf(
  { kind, content }: Speaking,
  declaration: Declaration,
  earlier: readonly Speaking[],
  facts: Facts,
): DraftNotice[] {
  const { days, said = days, notices } = content;
  const { district, publicUrl } = facts;
  const audiences = notices.map((notice) => notice.audience);
  if (audiences.length === 0) return [];
  const worded = (act: NoticeBrief['act']): DraftNotice[] =>
    facts.render({ act, district, declaration, days: said, audiences, publicUrl });
  const act = actOf[kind] ?? 'declared';
  if (act !== 'amended') return worded(act);
  return withFirstWords(worded(act), () => worded('declared'), heardBy(earlier));
}
