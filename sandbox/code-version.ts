import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Package = z.object({ version: z.string() });

/** Version of the code as entries record it: the package's version, and the commit where there is one. */
export function codeVersion(): string {
  const root = new URL('../', import.meta.url);
  const { version } = Package.parse(JSON.parse(readFileSync(new URL('package.json', root), 'utf8')));
  try {
    const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return `${version}+${commit.toString().trim()}`;
  } catch {
    return version;
  }
}
