import { openFolder } from './data-folder.ts';
import { startOptions } from './options.ts';
import { run } from './run.ts';
import { storyNames } from './stories/names.ts';
import { exitWith } from './terminal.ts';

/* `npm start`: the whole product in this process, a story played on it, and then the door stays open (CONTRACT 1). */
try {
  const options = startOptions(process.argv.slice(2), storyNames);
  const folder = openFolder(options.data, { fresh: options.fresh });
  await run(options, folder);
} catch (error) {
  exitWith(error);
}
