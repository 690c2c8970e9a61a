import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { JournalUnreadable, openJournal } from '../../../sandbox/simulators/vendor/journal.ts';
import { scratchFolder } from './support.ts';

const row = z.object({ n: z.number() });
const journalFile = () => join(scratchFolder(), 'deep', 'vendor.jsonl');

describe('a journal', () => {
  it('gives back what was appended, in order', () => {
    const file = journalFile();
    const first = openJournal(file, row);
    first.append({ n: 1 });
    first.append({ n: 2 });
    first.close();
    expect(openJournal(file, row).found).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('given a last line that a killed process did not finish, cuts it off and goes on after the one before', () => {
    const file = journalFile();
    openJournal(file, row).append({ n: 1 });
    appendFileSync(file, '{"n":2');
    const journal = openJournal(file, row);
    expect(journal.found).toEqual([{ n: 1 }]);
    journal.append({ n: 3 });
    expect(readFileSync(file, 'utf8')).toBe('{"n":1}\n{"n":3}\n');
  });

  it('given a whole line that is no row, refuses and names it', () => {
    const file = journalFile();
    openJournal(file, row).close();
    writeFileSync(file, '{"n":1}\n{"m":2}\n');
    expect(() => openJournal(file, row)).toThrow(JournalUnreadable);
    expect(() => openJournal(file, row)).toThrow(/Line 2 of /);
  });

  it('given no file, remembers nothing', () => {
    openJournal(undefined, row).append({ n: 1 });
    expect(openJournal(undefined, row).found).toEqual([]);
  });
});
