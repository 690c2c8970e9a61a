import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { loadDistrict } from '../functions/calendar/load-district.ts';
import { InvalidInput } from '../functions/core/errors.ts';
import { codeVersion } from './code-version.ts';
import { FolderRefused, type DataFolder } from './data-folder.ts';
import { loadStoredRoster } from './load-stored-roster.ts';
import type { StartOptions } from './options.ts';
import { playStory } from './play-story.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';
import { sandboxFile } from './sandbox-file.ts';
import { stories } from './stories/names.ts';
import { storyDistrict, storyRoster } from './stories/district.ts';
import type { Story } from './stories/story.ts';
import { say } from './terminal.ts';

/** What a data folder was first started with: it goes on with the same. */
const Origin = z.object({ story: z.string().optional(), district: z.string(), roster: z.string() });
type Origin = z.infer<typeof Origin>;

/** Starts a sandbox on a folder, plays its story to the end, and stays up until it is told to stop (or leaves, with `--exit`). */
export async function run(options: StartOptions, folder: DataFolder): Promise<void> {
  const origin = originOf(options, folder);
  const story = origin.story === undefined ? undefined : stories.get(origin.story);
  const sandbox = await startSandbox({
    folder,
    port: options.port,
    districtFile: origin.district,
    codeVersion: codeVersion(),
    environment: process.env,
  });
  const stop = once(async () => {
    await sandbox.close();
    folder.release();
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(0)));
  }
  try {
    if (options.clock !== undefined) sandbox.calendar.set(options.clock);
    await loadStoredRoster(sandbox, origin.roster, options.acceptPartialRoster);
    folder.write('sandbox.json', sandboxFile(sandbox));
    announce(sandbox, folder);
    if (story !== undefined && options.story !== undefined) await playStory(story, sandbox, folder);
  } catch (error) {
    await stop();
    throw error;
  }
  if (options.exit) {
    await stop();
    process.exit(0);
  }
  say(`up until you press Ctrl-C; started again on ${folder.path} it goes on where it was`);
}

/** The district and roster of this start: the story's, the files' that were named, what the folder holds, or the made-up ones. */
function originOf(options: StartOptions, folder: DataFolder): Origin {
  const kept = folder.read('origin.json', Origin);
  const wanted = wantedOrigin(options, kept);
  if (kept !== undefined && kept.story !== wanted.story && wanted.story !== undefined) {
    const holds = kept.story === undefined ? 'a district of its own' : `the story ${kept.story}`;
    throw new FolderRefused(
      folder.path,
      `it holds ${holds}; play ${wanted.story} in another folder with --data DIR, or empty this one with --fresh`,
    );
  }
  loadDistrict(wanted.district);
  folder.write('origin.json', wanted);
  return wanted;
}

function wantedOrigin(options: StartOptions, kept: Origin | undefined): Origin {
  const story: Story | undefined = options.story === undefined ? undefined : stories.get(options.story);
  if (story !== undefined) return { story: story.name, district: JSON.stringify(story.district), roster: story.roster };
  if (options.district !== undefined) {
    const roster = options.roster === undefined ? (kept?.roster ?? '') : readText(options.roster, '--roster');
    return { district: readText(options.district, '--district'), roster };
  }
  return kept ?? { district: JSON.stringify(storyDistrict()), roster: storyRoster() };
}

function readText(path: string, option: string): string {
  if (!existsSync(path)) throw new InvalidInput(option, [{ path, message: 'there is no such file' }]);
  return readFileSync(path, 'utf8');
}

function announce(sandbox: Sandbox, folder: DataFolder): void {
  say(`SANDBOX ${sandbox.district.name}: made-up classes, simulated vendors, nothing leaves this machine`);
  say(`  API       ${sandbox.apiUrl}   (openapi.json, healthz)`);
  say(`  tokens    ${sandbox.issuer.tokenUrl}   (clients in ${folder.file('sandbox.json')})`);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
