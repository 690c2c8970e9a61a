import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Raised when what is kept in a folder changes its shape: a folder of another version is refused, never guessed at. */
const folderVersion = 1;

const Mark = z.object({ product: z.literal('bellwether-sandbox'), version: z.int() });

/** Why a folder cannot be used, and what to do. */
export class FolderRefused extends Error {
  constructor(folder: string, why: string) {
    super(`data folder ${folder}: ${why}`);
    this.name = 'FolderRefused';
  }
}

/** A data folder that is ours alone until `release`. */
export type DataFolder = {
  readonly path: string;
  file(name: string): string;
  /** The parsed content, or undefined where there is no such file. */
  read<T extends z.ZodType>(name: string, schema: T): z.output<T> | undefined;
  /** Written beside and moved into place, so that a kill leaves the old or the new content. */
  write(name: string, content: unknown, mode?: number): void;
  release(): void;
};

/** Takes a folder for this process; `fresh` empties it first, but only one that a sandbox made. */
export function openFolder(path: string, options: { fresh: boolean }): DataFolder {
  makeWritable(path);
  const files = readdirSync(path);
  const mark = readJson(join(path, 'bellwether.json'), Mark);
  // A start that was killed before its mark was there leaves these: they are ours too.
  const foreign = files.filter((file) => !['lock', 'bellwether.json.new'].includes(file));
  if (foreign.length > 0 && mark === undefined) {
    throw new FolderRefused(path, 'it holds files that no sandbox made; choose another one with --data DIR');
  }
  const lock = join(path, 'lock');
  refuseWhenInUse(path, lock);
  if (!options.fresh && mark !== undefined && mark.version !== folderVersion) {
    throw new FolderRefused(
      path,
      `it was made by another version (${mark.version}, this one is ${folderVersion}); start with --fresh to empty it, or choose another one with --data DIR`,
    );
  }
  takeLock(path, lock);
  if (options.fresh) {
    const others = files.filter((file) => file !== 'lock');
    for (const file of others) rmSync(join(path, file), { recursive: true, force: true });
  }
  const folder = folderAt(path, () => rmSync(lock, { force: true }));
  folder.write('bellwether.json', { product: 'bellwether-sandbox', version: folderVersion });
  return folder;
}

/** A folder that another process may own: for reading its files only. */
export function peekFolder(path: string): DataFolder {
  if (readJson(join(path, 'bellwether.json'), Mark) === undefined) {
    throw new FolderRefused(path, 'no sandbox has been here; name the folder that was given to npm start with --data');
  }
  return folderAt(path, () => undefined);
}

/** The process that has the folder, if it is alive. */
export function ownerOf(path: string): number | undefined {
  const lock = join(path, 'lock');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  return pid > 0 && isAlive(pid) ? pid : undefined;
}

function folderAt(path: string, release: () => void): DataFolder {
  const file = (name: string): string => join(path, name);
  return {
    path,
    file,
    read: (name, schema) => readJson(file(name), schema),
    write: (name, content, mode = 0o600) => {
      const beside = file(`${name}.new`);
      writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`, { mode });
      chmodSync(beside, mode);
      renameSync(beside, file(name));
    },
    release,
  };
}

function makeWritable(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    writeFileSync(join(path, 'lock.new'), '');
    rmSync(join(path, 'lock.new'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new FolderRefused(path, `it cannot be written (${code}); choose another one with --data DIR`);
  }
}

function refuseWhenInUse(path: string, lock: string): void {
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8'));
  if (pid > 0 && pid !== process.pid && isAlive(pid)) {
    throw new FolderRefused(
      path,
      `another sandbox (process ${pid}) is using it; stop that one, or choose another folder with --data DIR`,
    );
  }
}

/** Of two starts at once the second finds the first one's lock. */
function takeLock(path: string, lock: string): void {
  rmSync(lock, { force: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch {
    throw new FolderRefused(path, 'another sandbox has just taken it; choose another folder with --data DIR');
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function readJson<T extends z.ZodType>(path: string, schema: T): z.output<T> | undefined {
  if (!existsSync(path)) return undefined;
  const parsed = schema.safeParse(jsonOrNothing(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new FolderRefused(path, 'its content is not what a sandbox writes; choose another folder with --data DIR');
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
