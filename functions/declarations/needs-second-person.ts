import type { District } from '../calendar/district.ts';
import type { Declaration } from './declaration.ts';
import { linkedHosts, publicTexts } from './public-texts.ts';

/** Whether a declaration needs somebody besides its author: by policy always, or because it links somewhere (S-03). */
export function needsSecondPerson(declaration: Declaration, policy: District['policy']): boolean {
  if (policy.approvals > 0) return true;
  const links = publicTexts(declaration).some(({ text }) => linkedHosts(text).length > 0);
  return links && policy.secondPersonFor.includes('links');
}
