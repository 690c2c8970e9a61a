import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { projectFiles, projectText } from '../support/source-file.ts';
import { brokenLinks, privatePlacesIn, unknownScripts, type Page } from './docs.ts';

const page = (path: string): Page => ({ path, text: projectText(path) });
const files = projectFiles(['.']);
const pages = files.filter((path) => path.endsWith('.md')).map(page);
const scripts = new Set(
  Object.keys(
    z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(projectText('package.json'))).scripts,
  ),
);

/** What is text and written by us: not the lockfile, and not the rule that spells out what it looks for. */
const ours = files.filter(
  (path) => /\.(?:ts|tsx|mjs|json|md|html|css|csv|ya?ml)$|^\.|^\.ci\//.test(path) && path !== 'package-lock.json',
);

describe('what the pages promise is there', () => {
  test('every link between pages leads somewhere', () => {
    expect(brokenLinks(pages, files)).toEqual([]);
  });

  test('every npm command on a page is a script', () => {
    expect(unknownScripts(pages, scripts)).toEqual([]);
  });

  test('a link to a missing page, folder or heading is found', () => {
    const readme = {
      path: 'README.md',
      text: '# Hello, world\n[a](docs/a.md) [b](docs/b.md) [c](#hello-world) [d](#gone) [e](docs/) [f](https://x.org/)',
    };
    const a = {
      path: 'docs/a.md',
      text: '[up](../README.md) [in](../README.md#hello-world) [out](../README.md#bye)\n[ref]: ./z.md\n`[code](no.md)`',
    };
    expect(brokenLinks([readme, a], ['README.md', 'docs/a.md'])).toEqual([
      'README.md links to docs/b.md, which is not there',
      'README.md links to #gone, which is not there',
      'docs/a.md links to ../README.md#bye, which is not there',
      'docs/a.md links to ./z.md, which is not there',
    ]);
  });

  test('a command without a script is found, prose about npm packages is not', () => {
    const text = '`npm start`, `npm run story -- x`, `npm run dance`, `npm launch`, `npm ci`; npm packages are pinned';
    expect(unknownScripts([{ path: 'README.md', text }], new Set(['start', 'story']))).toEqual([
      'README.md names "npm run dance", which package.json does not have',
      'README.md names "npm launch", which package.json does not have',
    ]);
  });
});

describe('nothing of the machine it was written on', () => {
  test('the files keep to it', () => {
    expect(ours.length).toBeGreaterThan(50);
    expect(privatePlacesIn(ours.map(page))).toEqual([]);
  });

  test.each([
    ['home', 'me/project'],
    ['tmp', 'x.log'],
    ['work', 'main'],
  ])('a path below /%s is found', (folder, rest) => {
    expect(privatePlacesIn([{ path: 'a.md', text: `see /${folder}/${rest}` }])).toEqual([
      'a.md:1 names a path of one machine',
    ]);
  });

  test('a registry and a private address are found', () => {
    const lines = [`https://registry.${'npmjs'}.org/zod`, `http://10.${'1.2.3'}/`].join('\n');
    expect(privatePlacesIn([{ path: 'a.md', text: lines }])).toHaveLength(2);
  });

  test('paths of the web and of the project are none', () => {
    expect(privatePlacesIn([{ path: 'a.md', text: 'https://x.org/home/a functions/work/a.ts ${dir}/tmp/a' }])).toEqual(
      [],
    );
  });
});
