import { openFolder, type DataFolder } from './data-folder.ts';
import { startOptions } from './options.ts';
import { originOf } from './origin.ts';
import { givenEndpoints } from './settings.ts';
import { storyNames } from './stories/names.ts';
import { exitWith } from './terminal.ts';

/* `npm start`: the whole product in this process, a story played on it, and then the door stays open (CONTRACT 1). */
let folder: DataFolder | undefined;
try {
  const options = startOptions(process.argv.slice(2), storyNames);
  givenEndpoints(process.env);
  folder = openFolder(options.data, { fresh: options.fresh });
  const origin = originOf(options, folder);
  // The product is loaded only now: who mistyped something is told at once.
  const { run } = await import('./run.ts');
  await run(options, folder, origin);
} catch (error) {
  folder?.release();
  exitWith(error);
}
