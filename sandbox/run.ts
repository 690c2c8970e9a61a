import { codeVersion } from './code-version.ts';
import type { DataFolder } from './data-folder.ts';
import type { Engines } from './engines/start-engines.ts';
import { loadStoredRoster } from './load-stored-roster.ts';
import type { StartOptions } from './options.ts';
import { keepOrigin, type Origin } from './origin.ts';
import { playStory } from './play-story.ts';
import { startSandbox, type Sandbox } from './sandbox.ts';
import { sandboxFile } from './sandbox-file.ts';
import { stories } from './stories/names.ts';
import { say } from './terminal.ts';

/** Starts a sandbox on a folder, plays its story to the end, and stays up until it is told to stop (or leaves, with `--exit`). */
export async function run(
  options: StartOptions,
  folder: DataFolder,
  origin: Origin,
  engines?: Promise<Engines>,
): Promise<void> {
  const story = origin.story === undefined ? undefined : stories.get(origin.story);
  const sandbox = await startSandbox({
    folder,
    port: options.port,
    districtFile: origin.district,
    codeVersion: codeVersion(),
    environment: process.env,
    ...(engines !== undefined && { engines }),
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
    if (!origin.rosterLoaded) {
      const { acceptPartialRoster: acceptPartial } = options;
      await loadStoredRoster(sandbox, { csv: origin.roster, kind: 'classes', acceptPartial });
      await loadStoredRoster(sandbox, { csv: origin.drillRoster, kind: 'drill', acceptPartial });
      keepOrigin(folder, { ...origin, rosterLoaded: true });
    }
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

function announce(sandbox: Sandbox, folder: DataFolder): void {
  say(`SANDBOX ${sandbox.district.name}: made-up classes, simulated vendors, nothing leaves this machine`);
  say(`  API       ${sandbox.apiUrl}   (openapi.json, healthz)`);
  say(`  tokens    ${sandbox.issuer.tokenUrl}   (clients in ${folder.file('sandbox.json')})`);
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}
