import type { Administrator, ContactWay } from '../calendar/administrator.ts';
import type { District } from '../calendar/district.ts';

/** Whether an administrator hears of a decision while the district's own systems are down, and if not why. */
export type Reachable = {
  readonly administratorId: string;
  readonly name: string;
  readonly ok: boolean;
  readonly problem?: string;
};

type Known = Pick<District, 'administrators' | 'ownDomains' | 'contact' | 'website'>;

/** Each administrator of the district file; a telephone is nobody's domain, and mail counts where it is not the district's own (USERS E16). */
export function reachableAdministrators(district: Known): Reachable[] {
  const own = ownDomains(district);
  return district.administrators.map(({ id, name, contacts }) => {
    const problem = problemOf(contacts, own);
    const ok = problem === undefined;
    return { administratorId: id, name, ok, ...(ok ? {} : { problem }) };
  });
}

function problemOf(contacts: Administrator['contacts'], own: readonly string[]): string | undefined {
  if (contacts.length === 0) return 'The district file names no way to reach them: add one outside the district.';
  if (contacts.some((way) => isOutside(way, own))) return undefined;
  return 'All ways to reach them are on the district’s own domain, which may be down: add a telephone or a private address.';
}

function isOutside(way: ContactWay, own: readonly string[]): boolean {
  if (way.by !== 'mail') return true;
  const domain = way.domain.toLowerCase();
  return !own.some((one) => domain === one || domain.endsWith(`.${one}`));
}

/** What the file calls the district's own, and what its address and site show of it. */
function ownDomains({ ownDomains: named, contact, website }: Known): string[] {
  const ofContact = contact?.slice(contact.indexOf('@') + 1);
  const ofSite = website === undefined ? undefined : new URL(website).hostname.replace(/^www\./, '');
  return [...named, ofContact, ofSite].flatMap((domain) => domain?.toLowerCase() ?? []);
}
