import { InvalidInput } from '../core/errors.ts';
import { canonicalJson } from '../core/hash.ts';
import type { Changeable } from './changeable.ts';
import { composePreview, type Preview } from './compose-preview.ts';
import { correctedWords, flawsOfCorrection } from './corrected-words.ts';
import type { Correction } from './correction.ts';
import { foreignLinks, publicTexts } from './public-texts.ts';
import type { Facts } from './facts.ts';
import { approvalBecause } from './needs-second-person.ts';
import { reviseNotices, type Revision } from './revise-notices.ts';

/** What a correction would say, and the notices whose words it revises. */
export type PreviewedCorrection = { readonly preview: Preview; readonly revisions: readonly Revision[] };

/**
 * What a correction would make of the words that stand, in every notice that somebody still has. Writes nothing. Throws `InvalidInput` for
 * what changes more than words.
 */
export function previewCorrection(correction: Correction, of: Changeable, facts: Facts): PreviewedCorrection {
  const { state, base } = of;
  const declaration = correctedWords(base.declaration, correction);
  const flaws = [
    ...flawsOfCorrection(base.declaration, correction),
    ...foreignLanguages(correction, facts),
    ...foreignLinks(publicTexts(declaration), facts.district.policy.linkHosts),
    ...(canonicalJson(declaration) === canonicalJson(base.declaration)
      ? [{ path: '(whole)', message: 'nothing would read differently: say what is corrected' }]
      : []),
  ];
  if (flaws.length > 0) throw new InvalidInput('The correction', flaws);

  const revisions = reviseNotices(of, declaration, facts);
  const inQuestion = { declaration, decided: [], givenBack: [], findings: [], of: state.declarationId };
  const subject = {
    act: 'corrected',
    of: state.declarationId,
    declaration,
    days: base.days,
    said: base.said ?? base.days,
    decided: [],
    audiences: [...new Set(revisions.map(({ draft }) => draft.audience))],
    drafts: revisions.map(({ draft }) => draft),
    findings: [],
    approvalBecause: approvalBecause(inQuestion, facts),
    holdSeconds: 0,
  } as const;
  return { preview: composePreview(subject, facts), revisions };
}

function foreignLanguages({ message = {} }: Correction, { district }: Facts) {
  return Object.keys(message)
    .filter((language) => !district.languages.includes(language))
    .map((language) => ({
      path: `message.${language}`,
      message: `not a language of the district: ${district.languages.join(', ')}`,
    }));
}
