import { createWriteStream } from 'node:fs';
import type { Log } from '../functions/platform/log.ts';

/** The functions' log as lines of JSON in a file of the data folder: the terminal is for the timeline. */
export function fileLog(path: string): Log {
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  const write =
    (level: string): Log['info'] =>
    (message, fields = {}) =>
      void stream.write(`${JSON.stringify({ level, at: new Date().toISOString(), message, ...fields })}\n`);
  return { info: write('INFO'), warn: write('WARN'), error: write('ERROR') };
}
