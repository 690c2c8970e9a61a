import { localDate, parseInstant } from '../../core/time.ts';
import type { NoticeBrief } from '../../declarations/rendering.ts';
import { wordingOf } from '../known-wording.ts';
import { surveyBrief } from '../survey-brief.ts';
import type { CopyTexts } from './copy-texts.ts';
import { copyWordingOf } from './known-copy-wording.ts';
import { emailOf, seesawOf } from './long-texts.ts';
import { bannerOf, closingsOf, pressOf, smsOf, socialOf } from './short-texts.ts';
import { hotlineOf, voiceOf } from './spoken-texts.ts';
import type { CopySubject } from './subject.ts';

/** When the texts are read, RFC 3339, and the address of the notice's page where there is one. */
export type CopyContext = { readonly at: string; readonly page?: string | undefined };

/**
 * The texts of an entry for every channel that somebody else posts to, in each language of the district (USERS E2): the same facts that the
 * classes read, within the limits of each channel. The same brief and day give the same texts. `InvalidInput` for what cannot be said, as of
 * notices.
 */
export function renderCopyPack(brief: NoticeBrief, { at, page }: CopyContext): CopyTexts[] {
  const survey = surveyBrief(brief);
  const today = localDate(parseInstant(at), brief.district.timeZone);
  return [...new Set(brief.district.languages)].map((language) => {
    const wording = wordingOf(language);
    const copy = copyWordingOf(wording.language);
    const subject: CopySubject = { survey, wording, copy, today, page };
    return {
      language,
      reviewed: wording.reviewed !== false && copy.reviewed !== false,
      sms: smsOf(subject),
      voice: voiceOf(subject),
      email: emailOf(subject),
      banner: bannerOf(subject),
      social: socialOf(subject),
      closings: closingsOf(subject),
      hotline: hotlineOf(subject),
      seesaw: seesawOf(subject),
      press: pressOf(subject),
    };
  });
}
