import { parseArgs } from 'node:util';
import { openKeptRecord } from './kept-record.ts';
import { disarmEnvironment } from './settings.ts';
import { exitWith } from './terminal.ts';
import { verifyRecord } from './verify-record.ts';

/* `npm run verify -- --data DIR`: checks chain, signatures and sealed receipts, and names the first thing that is off (CONTRACT 1). */
try {
  disarmEnvironment(process.env);
  const { values } = parseArgs({ options: { data: { type: 'string', default: '.bellwether' } } });
  const record = await openKeptRecord(values.data);
  const results = await verifyRecord(record);
  await record.close();
  for (const { schoolYear, ok, entries, contents, receiptsChunks, firstProblem } of results) {
    const found = `${entries} entries, ${contents} content rows, ${receiptsChunks} sealed receipts chunks`;
    process.stdout.write(
      `${schoolYear}: ${ok ? 'verified' : 'NOT VERIFIED'}: ${found}${firstProblem === undefined ? '' : `\n  ${firstProblem}`}\n`,
    );
  }
  process.exit(results.every((result) => result.ok) ? 0 : 1);
} catch (error) {
  exitWith(error);
}
