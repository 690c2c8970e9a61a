import * as z from 'zod';

/** A language of the district as BCP 47 primary tag, `en`, `es`, `so`, `hmn`. */
export const LanguageCode = z.string().regex(/^[a-z]{2,3}$/, 'a language code such as en or hmn');
export type LanguageCode = z.infer<typeof LanguageCode>;

/** The same words in several languages. */
export const Translated = z.record(LanguageCode, z.string());
export type Translated = z.infer<typeof Translated>;
