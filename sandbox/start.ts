import { openFolder, type DataFolder } from './data-folder.ts';
import { startMissingEngines } from './missing-engines.ts';
import { startOptions } from './options.ts';
import { originOf } from './origin.ts';
import { givenEndpoints } from './settings.ts';
import { storyNames } from './stories/names.ts';
import { exitWith } from './terminal.ts';

/* `npm start`: the whole product in this process, a story played on it, and then the door stays open (CONTRACT 1). */
let folder: DataFolder | undefined;
try {
  const options = startOptions(process.argv.slice(2), storyNames);
  const given = givenEndpoints(process.env);
  folder = openFolder(options.data, { fresh: options.fresh });
  const origin = originOf(options, folder);
  // The product is loaded only now, while the engines load on their own thread: who mistyped something is told at once.
  const engines = startMissingEngines(folder, given);
  const { run } = await import('./run.ts');
  await run(options, folder, origin, engines);
} catch (error) {
  folder?.release();
  exitWith(error);
}
