import { InvalidInput } from '../functions/core/errors.ts';
import { FolderRefused } from './data-folder.ts';
import { PortTaken } from './listen.ts';
import { WrongOption } from './options.ts';
import { RefusedSetting } from './settings.ts';
import { StoryFailed } from './stories/story.ts';

/** A line of the timeline. */
export function say(line: string): void {
  clearProgress();
  process.stdout.write(`${line}\n`);
}

let shown = '';

/** A line that shows how far long work is; replaced in place on a terminal, and printed when it changes elsewhere. */
export function progress(line: string): void {
  if (line === shown) return;
  shown = line;
  process.stdout.write(process.stdout.isTTY ? `\r\u001B[2K${line}` : `${line}\n`);
}

function clearProgress(): void {
  if (process.stdout.isTTY && shown !== '') process.stdout.write('\r\u001B[2K');
  shown = '';
}

/** Ends the process for an error: one that says what to do as it is, any other with its stack. */
export function exitWith(error: unknown): never {
  const expected = [InvalidInput, FolderRefused, PortTaken, WrongOption, RefusedSetting, StoryFailed];
  const known = expected.some((kind) => error instanceof kind) || isMistyped(error);
  clearProgress();
  process.stderr.write(`${known && error instanceof Error ? error.message : stackOf(error)}\n`);
  process.exit(1);
}

/** What Node's `parseArgs` says of an option it does not know. */
const isMistyped = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
