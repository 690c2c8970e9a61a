import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MeasurementFailed, temporaryFolder } from './processes.ts';

const folder = temporaryFolder();

/** Milliseconds from starting `npm start`'s program on the story's district to its being up, roster loaded. */
export async function spawnedUpMs(): Promise<number> {
  const file = fileURLToPath(new URL('../start.ts', import.meta.url));
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [...process.execArgv, file, '--story', 'none', '--data', folder, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('up ')) continue;
    const tookMs = performance.now() - startedMs;
    child.kill('SIGTERM');
    await once(child, 'exit');
    return tookMs;
  }
  throw new MeasurementFailed('The sandbox did not come up: see what it printed above.');
}
