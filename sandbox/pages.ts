import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pageFolders } from '../functions/names.ts';
import type { Platform } from '../functions/platform/platform.ts';
import type { DataFolder } from './data-folder.ts';
import type { StaticPages } from './gateway.ts';

/** Notice pages as files, in place of the bucket. */
export function filePages(folder: DataFolder): NonNullable<Platform['pages']> {
  for (const under of pageFolders) mkdirSync(folder.file(`pages/${under}`), { recursive: true });
  return {
    put: async (name, html, under) => {
      const path = folder.file(`pages/${under}/${name}.html`);
      writeFileSync(`${path}.new`, html);
      renameSync(`${path}.new`, path);
    },
  };
}

/** `/n/<noticeId>[.<anything>]`, of drills `/drill/…`: the path is cut at the first dot, as CloudFront's function does, so every class gets the same bytes. */
export function readPage(folder: DataFolder): StaticPages {
  return (path) => {
    const page = /^\/((?:n|drill)\/[a-z0-9]{10})(?:\.[^/]*)?$/.exec(path)?.[1];
    const file = folder.file(`pages/${page}.html`);
    return page !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}
