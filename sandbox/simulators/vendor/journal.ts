import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as z from 'zod';

/** What a vendor remembers over restarts: rows in the order they were written. */
export type Journal<Row> = {
  /** The rows found at the start. */
  readonly found: readonly Row[];
  /** Returns when the row is with the operating system, so a killed process has not lost it. */
  readonly append: (row: Row) => void;
  readonly close: () => void;
};

/** A journal holds a line that this version cannot read. */
export class JournalUnreadable extends Error {
  override readonly name = 'JournalUnreadable';

  constructor(file: string, line: number, cause: unknown) {
    super(`Line ${line} of ${file} is not a row of this simulator: move the file away to start with an empty vendor.`, {
      cause,
    });
  }
}

/**
 * Opens the append-only file of JSON lines, or a journal that forgets when there is no file. A last line without its end is what a
 * killed process was writing: nobody was answered for it, so it is cut off. Throws `JournalUnreadable`.
 */
export function openJournal<Row>(file: string | undefined, schema: z.ZodType<Row>): Journal<Row> {
  if (file === undefined) return { found: [], append: () => undefined, close: () => undefined };
  const found = readRows(file, schema);
  mkdirSync(dirname(file), { recursive: true });
  const handle = openSync(file, 'a', 0o600);
  let open = true;
  return {
    found,
    append(row) {
      if (open) writeSync(handle, `${JSON.stringify(row)}\n`);
    },
    close() {
      if (open) closeSync(handle);
      open = false;
    },
  };
}

function readRows<Row>(file: string, schema: z.ZodType<Row>): Row[] {
  if (!existsSync(file)) return [];
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('\n') + 1;
  if (end < bytes.length) truncateSync(file, end);
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (cause) {
      throw new JournalUnreadable(file, index + 1, cause);
    }
  });
}
