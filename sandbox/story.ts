import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from './data-folder.ts';
import { startOptions, WrongOption } from './options.ts';
import { originOf } from './origin.ts';
import { run } from './run.ts';
import { storyNames } from './stories/names.ts';
import { exitWith } from './terminal.ts';

/* `npm run story -- NAME`: plays one story without hands in a folder of its own; exits 0 when it came out as told (CONTRACT 1). */
try {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || rest.length > 0) {
    throw new WrongOption(`npm run story -- NAME: choose one of ${storyNames.join(', ')}.`);
  }
  const data = mkdtempSync(join(tmpdir(), `bellwether-${name.replaceAll(/[^a-z0-9-]/g, '')}-`));
  process.once('exit', () => rmSync(data, { recursive: true, force: true }));
  const options = startOptions(['--story', name, '--data', data, '--port', '0', '--exit'], storyNames);
  const folder = openFolder(data, { fresh: false });
  await run(options, folder, originOf(options, folder));
} catch (error) {
  exitWith(error);
}
