import type { KnownLanguage } from '../wording.ts';
import type { CopyWording } from './copy-wording.ts';
import { english } from './wording/en.ts';
import { hmong } from './wording/hmn.ts';
import { somali } from './wording/so.ts';
import { spanish } from './wording/es.ts';

const wordings: Readonly<Record<KnownLanguage, CopyWording>> = { en: english, es: spanish, so: somali, hmn: hmong };

/** The words of a copy pack in a language. */
export function copyWordingOf(language: KnownLanguage): CopyWording {
  return wordings[language];
}
