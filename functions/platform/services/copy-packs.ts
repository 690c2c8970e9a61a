import type { Preview as PreviewAnswer } from '../../api/contract/declarations.ts';
import type { TextsAnswer } from '../../api/contract/texts.ts';
import type { Also } from '../../api/services.ts';
import type { District } from '../../calendar/district.ts';
import { formatInstant } from '../../core/time.ts';
import type { Preview } from '../../declarations/compose-preview.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { districtOf } from '../../deliveries/read-district.ts';
import { actNow, copyPackOf, speakingNow } from '../../notices/copy-pack/copy-pack-of.ts';
import type { CopyTexts } from '../../notices/copy-pack/copy-texts.ts';
import { renderCopyPack } from '../../notices/copy-pack/render-copy-pack.ts';
import type { Platform } from '../platform.ts';
import type { Record } from './record.ts';

/** Texts for the channels that somebody else posts to. */
export type CopyPacks = {
  /** Of a declaration, from the district file that its words were decided under. */
  ofDeclaration(state: DeclarationState): Promise<TextsAnswer>;
  /** The answer to somebody who only looks, with the texts where they are asked for; `of` is the declaration that would change. */
  answerTo(previewed: Preview, also?: Also, of?: DeclarationState): PreviewAnswer;
};

/** Reads what a copy pack is made of; writes nothing. */
export function copyPacksOf(
  { clocks, settings: { publicUrl } }: Pick<Platform, 'clocks'> & { readonly settings: { readonly publicUrl: string } },
  { record, district }: { readonly record: Pick<Record, 'contents'>; readonly district: District },
): CopyPacks {
  const now = (): string => formatInstant(clocks.calendar.now(), district.timeZone);
  // It has no page yet. Of what is only put on record there is nothing to pass on.
  const textsOf = ({ act, declaration, said }: Preview, of?: DeclarationState): CopyTexts[] => {
    if (said.length === 0 || declaration.recordOnly) return [];
    const as = act === 'corrected' && of !== undefined ? actNow(of) : act;
    const brief = { act: as, district, declaration, days: said, publicUrl } as const;
    return renderCopyPack({ ...brief, audiences: ['public'] }, { at: now() });
  };
  return {
    ofDeclaration: async (state) => {
      const { declarationId, entries } = state;
      const { version } = speakingNow(state);
      const rules = entries.find((entry) => entry.version === version)?.rules;
      const decidedUnder = rules === undefined ? district : await districtOf(rules, record.contents);
      const { texts, ...about } = copyPackOf(state, { district: decidedUnder, publicUrl, at: now() });
      return { declarationId, ...about, texts: [...texts] };
    },
    answerTo: (previewed, also, of) =>
      also?.texts === true ? { ...previewed.answer, texts: textsOf(previewed, of) } : previewed.answer,
  };
}
