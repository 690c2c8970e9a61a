import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';

/** A program of the bench did not do its part. */
export class MeasurementFailed extends Error {
  override readonly name = 'MeasurementFailed';
}

const sandboxFolder = fileURLToPath(new URL('../', import.meta.url));
const running = new Set<ChildProcess>();
const folders = new Set<string>();

/** Ends what is still running and removes what was written: also when the bench itself is ended. */
export function cleanUp(): void {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  running.clear();
  folders.clear();
}

/** An empty folder that `cleanUp` removes. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-bench-'));
  folders.add(folder);
  return folder;
}

/** A program of the sandbox that has said it is ready. */
export type Program<T> = {
  /** The line of JSON by which it said so. */
  readonly said: T;
  /** Resolves when it has gone by itself. */
  readonly gone: Promise<void>;
  /** Ends it, by SIGTERM unless told otherwise; resolves when it has gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
};

export type Start = {
  /** The file, named from `sandbox/`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
};

/** Starts a program of the sandbox on this Node and waits for the one line of JSON that it prints. */
export async function startProgram<T extends z.ZodType>(start: Start, schema: T): Promise<Program<z.output<T>>> {
  // The heap's limits of `npm run bench` are those of `npm start`.
  const args = [...process.execArgv, ...(start.nodeOptions ?? []), join(sandboxFolder, start.file), ...start.args];
  const env = { ...process.env, ...start.environment };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const gone = once(child, 'exit').then(() => void running.delete(child));
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    const said = schema.parse(JSON.parse(line));
    child.stdout.resume();
    return {
      said,
      gone,
      end: async (signal = 'SIGTERM') => {
        child.kill(signal);
        await gone;
      },
    };
  }
  throw new MeasurementFailed(`${start.file} ended without a result: see what it printed above.`);
}

/** Starts a further process of delivery workers on a running sandbox's folder; it is there once this resolves. */
export async function startWorkers(folder: string): Promise<Pick<Program<undefined>, 'end'>> {
  const args = [...process.execArgv, join(sandboxFolder, 'worker.ts'), '--attach', folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const gone = once(child, 'exit').then(() => void running.delete(child));
  await Promise.race([once(child.stdout, 'data'), gone]);
  if (!running.has(child)) throw new MeasurementFailed('The second process of workers did not come up.');
  return {
    end: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Runs a program of the sandbox to its end; what it measured is the line of JSON that it prints. */
export async function runProgram<T extends z.ZodType>(start: Start, schema: T): Promise<z.output<T>> {
  const { said, gone } = await startProgram(start, schema);
  await gone;
  return said;
}
