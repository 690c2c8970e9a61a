import { posix } from 'node:path';

/** A tracked text and where it stands. */
export type Page = { readonly path: string; readonly text: string };

const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');

/** Targets of a page's links and pictures, code left out. */
function linksOf({ text }: Page): string[] {
  const prose = withoutCode(text);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)];
  const references = [...prose.matchAll(/^\s*\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)/gm)];
  return [...inline, ...references].flatMap(([, target]) => target ?? []);
}

/** A heading's anchor as it is made on the web: lower case, words joined by hyphens, other signs dropped. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replaceAll(/```[\s\S]*?```/g, '').matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].flatMap(
    ([, title]) => title ?? [],
  );
  const anchors = headings.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  );
  const explicit = [...text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)].flatMap(([, id]) => id ?? []);
  return new Set([...anchors, ...explicit]);
}

/** One line for each relative link that leads nowhere: no such file or folder, or no such heading on a page. */
export function brokenLinks(pages: readonly Page[], files: readonly string[]): string[] {
  const known = new Set(
    files.flatMap((file) => file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))),
  );
  const texts = new Map(pages.map(({ path, text }) => [path, text]));
  const isBroken = (page: Page, link: string): boolean => {
    const [file = '', anchor = ''] = decodeURI(link).split('#');
    const target = file === '' ? page.path : posix.join(posix.dirname(page.path), file).replace(/\/$/, '');
    if (!known.has(target) && target !== '.') return true;
    const text = texts.get(target);
    return anchor !== '' && text !== undefined && !anchorsOf(text).has(anchor);
  };
  return pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !/^[a-z][a-z+.-]*:/i.test(link) && isBroken(page, link))
      .map((link) => `${page.path} links to ${link}, which is not there`),
  );
}

/** npm's own words that need no script. */
const builtIn = new Set(['ci', 'install', 'exec', 'audit', 'view', 'outdated']);

/** One line for each npm command on a page that `package.json` has no script for. */
export function unknownScripts(pages: readonly Page[], scripts: ReadonlySet<string>): string[] {
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)]
      .filter(
        ([command, name = '']) =>
          !scripts.has(name) && (command.startsWith('npm run ') || (!builtIn.has(name) && isCommand(text, command))),
      )
      .map(([command]) => `${path} names "${command}", which package.json does not have`),
  );
}

/** "npm packages" in prose is no command; a command stands in code. */
function isCommand(text: string, command: string): boolean {
  return [...text.matchAll(/```[\s\S]*?```|`[^`\n]*`/g)].some(([code]) => code.includes(command));
}

// Put together from parts, so that this file does not hold what it looks for.
const machineFolders = ['work', 'tmp', 'home', 'root', 'Users'].join('|');
const registries = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['npm', 'pkg', 'github'],
  ['deb', 'debian'],
].map((parts) => parts.join(String.raw`\.`));

const privatePlaces = [
  { what: 'a path of one machine', pattern: new RegExp(String.raw`(?<![\w./~$}-])/(?:${machineFolders})/[\w.]`) },
  { what: "a package registry's host", pattern: new RegExp(registries.join('|')) },
  { what: 'an address inside a network', pattern: /\bhttps?:\/\/(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+/ },
] as const;

/** One line for each place that names a path of the machine it was written on, a registry or a private address. */
export function privatePlacesIn(pages: readonly Page[]): string[] {
  return pages.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) =>
        privatePlaces
          .filter(({ pattern }) => pattern.test(line))
          .map(({ what }) => `${path}:${index + 1} names ${what}`),
      ),
  );
}
