import { parseArgs } from 'node:util';
import * as z from 'zod';
import { loadDistrict } from '../functions/calendar/load-district.ts';
import { ownerOf, peekFolder } from './data-folder.ts';
import { startDynamoDb } from './engines/dynamodb.ts';
import { createTables } from './engines/tables.ts';
import { disarmEnvironment, loopbackUrl } from './settings.ts';
import { exitWith } from './terminal.ts';
import { verifyRecord } from './verify-record.ts';

/* `npm run verify -- --data DIR`: checks chain, signatures and sealed receipts, and names the first thing that is off (CONTRACT 1). */
const SandboxFile = z.object({ aws: z.object({ dynamodb: z.string() }) });
const Origin = z.object({ district: z.string() });
const Kept = z.object({ 'ledger-key': z.string() });

try {
  disarmEnvironment(process.env);
  const { values } = parseArgs({ options: { data: { type: 'string', default: '.bellwether' } } });
  const folder = peekFolder(values.data);
  // A running sandbox has its folder to itself: it is asked through its engines.
  const running = ownerOf(values.data) === undefined ? undefined : folder.read('sandbox.json', SandboxFile);
  const engine = running === undefined ? await startDynamoDb(folder.file('dynamodb')) : undefined;
  if (engine !== undefined) await createTables(engine.url);
  const endpoint = loopbackUrl('aws.dynamodb', running?.aws.dynamodb ?? engine?.url ?? '');
  const district = loadDistrict(folder.read('origin.json', Origin)?.district ?? '');
  const key = folder.read('secrets.json', Kept)?.['ledger-key'] ?? '';
  const results = await verifyRecord({ endpoint, schoolYears: district.schoolYears.map((year) => year.id), key });
  await engine?.close();
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
