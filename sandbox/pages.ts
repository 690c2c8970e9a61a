import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Platform } from '../functions/platform/platform.ts';
import type { DataFolder } from './data-folder.ts';
import type { StaticPages } from './gateway.ts';

/** Notice pages as files, in place of the bucket. */
export function filePages(folder: DataFolder): NonNullable<Platform['pages']> {
  mkdirSync(folder.file('pages'), { recursive: true });
  return {
    put: async (name, html) => {
      const path = folder.file(`pages/${name}.html`);
      writeFileSync(`${path}.new`, html);
      renameSync(`${path}.new`, path);
    },
  };
}

/** `/n/<noticeId>[.<anything>]`: the path is cut at the first dot, as CloudFront's function does, so every class gets the same bytes. */
export function readPage(folder: DataFolder): StaticPages {
  return (path) => {
    const noticeId = /^\/n\/([a-z0-9]{10})(?:\.[^/]*)?$/.exec(path)?.[1];
    const file = folder.file(`pages/${noticeId}.html`);
    return noticeId !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}
