import type { TextsAnswer } from '../../api/contract/texts.ts';
import type { District } from '../../calendar/district.ts';
import { formatInstant } from '../../core/time.ts';
import type { Preview } from '../../declarations/compose-preview.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { districtOf } from '../../deliveries/read-district.ts';
import { copyPackOf, speakingNow } from '../../notices/copy-pack/copy-pack-of.ts';
import type { CopyTexts } from '../../notices/copy-pack/copy-texts.ts';
import { renderCopyPack } from '../../notices/copy-pack/render-copy-pack.ts';
import type { Platform } from '../platform.ts';
import type { Record } from './record.ts';

/** Texts for the channels that somebody else posts to. */
export type CopyPacks = {
  /** Of a declaration, from the district file that its words were decided under. */
  ofDeclaration(state: DeclarationState): Promise<TextsAnswer>;
  /** Of what is only looked at: it has no page yet. */
  ofPreview(previewed: Preview): CopyTexts[];
};

/** Reads what a copy pack is made of; writes nothing. */
export function copyPacksOf(
  { clocks, settings: { publicUrl } }: Platform,
  { record, district }: { readonly record: Record; readonly district: District },
): CopyPacks {
  const now = (): string => formatInstant(clocks.calendar.now(), district.timeZone);
  return {
    ofDeclaration: async (state) => {
      const { declarationId, entries } = state;
      const { version } = speakingNow(state);
      const rules = entries.find((entry) => entry.version === version)?.rules;
      const decidedUnder = rules === undefined ? district : await districtOf(rules, record.contents);
      const { texts, ...about } = copyPackOf(state, { district: decidedUnder, publicUrl, at: now() });
      return { declarationId, ...about, texts: [...texts] };
    },
    ofPreview: ({ declaration, said }) => {
      const brief = { act: 'declared', district, declaration, days: said, publicUrl } as const;
      return renderCopyPack({ ...brief, audiences: ['public'] }, { at: now() });
    },
  };
}
