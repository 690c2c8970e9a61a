import { InvalidInput } from '../core/errors.ts';
import { knownLanguages, type KnownLanguage, type Wording } from './wording.ts';
import { english } from './wording/en.ts';
import { hmong } from './wording/hmn.ts';
import { somali } from './wording/so.ts';
import { spanish } from './wording/es.ts';

const wordings: Readonly<Record<KnownLanguage, Wording>> = { en: english, es: spanish, so: somali, hmn: hmong };

/** Narrows a language code to one that has words. */
export function isKnownLanguage(language: string): language is KnownLanguage {
  return knownLanguages.some((known) => known === language);
}

/** The words of a language; `InvalidInput` naming the ones there are when it has none. */
export function wordingOf(language: string, path = 'languages'): Wording {
  if (isKnownLanguage(language)) return wordings[language];
  const message = `no wording for ${language}; known: ${knownLanguages.join(', ')}`;
  throw new InvalidInput('The notice', [{ path, message }]);
}

/** Those of the languages whose wording no native speaker has reviewed; preview shows each as a finding. */
export function unreviewedLanguages(languages: readonly string[] = knownLanguages): KnownLanguage[] {
  return [...new Set(languages)].filter(isKnownLanguage).filter((language) => wordings[language].reviewed === false);
}
