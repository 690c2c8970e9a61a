import type { Flaw } from '../core/errors.ts';
import type { Declaration } from './declaration.ts';

/** A free text of a declaration that somebody outside will read, and where in the body it stands. */
export type PublicText = { readonly path: string; readonly text: string };

/** Everything in a declaration that people typed and families or staff will read. */
export function publicTexts(declaration: Declaration): PublicText[] {
  const { message, programs, events, staff, sameDay } = declaration;
  const all: [string, string | undefined][] = [
    ...Object.entries(message).map(([language, text]): [string, string] => [`message.${language}`, text]),
    ...programs.flatMap(({ note, where }, i): [string, string | undefined][] => [
      [`programs[${i}].note`, note],
      [`programs[${i}].where`, where],
    ]),
    ...events.flatMap(({ name, note, where }, i): [string, string | undefined][] => [
      [`events[${i}].name`, name],
      [`events[${i}].note`, note],
      [`events[${i}].where`, where],
    ]),
    ...staff.flatMap(({ group, note, at }, i): [string, string | undefined][] => [
      [`staff[${i}].group`, group],
      [`staff[${i}].note`, note],
      [`staff[${i}].at`, at],
    ]),
    ...Object.entries(sameDay ?? {}).flatMap(([slot, words]) =>
      Object.entries(words ?? {}).map(([language, text]): [string, string] => [`sameDay.${slot}.${language}`, text]),
    ),
  ];
  return all.flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]));
}

/** With a scheme, beginning with `www.`, or a bare host that a path follows, such as `bit.ly/abc`. */
const linkPattern = /\b[a-z][a-z0-9+.-]*:\/\/\S+|\bwww\.\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S*/giu;

/** The hosts that a text links to; what looks like a link and cannot be read as one has the host `?`. */
export function linkedHosts(text: string): string[] {
  return [...text.matchAll(linkPattern)].map(([link]) => {
    const address = link.includes('://') ? link : `https://${link}`;
    // `https://www.example.org@evil.example/` goes to evil.example: only the URL standard's own reading counts.
    return URL.canParse(address) ? new URL(address).hostname || '?' : '?';
  });
}

/** Links to hosts that the district has not named: somebody else's page under the district's name (S-28). */
export function foreignLinks(texts: readonly PublicText[], linkHosts: readonly string[]): Flaw[] {
  return texts.flatMap(({ path, text }) =>
    linkedHosts(text)
      .filter((host) => !linkHosts.includes(host))
      .map((host) => ({ path, message: `links to ${host}, which is not among policy.linkHosts of the district file` })),
  );
}
