import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { systemClocks } from '../functions/core/clock.ts';
import { tableNames } from '../functions/names.ts';
import { evidenceOf } from '../functions/platform/services/evidence.ts';
import { contentStore } from '../functions/store/content.ts';
import { ledgerStore } from '../functions/store/ledger.ts';
import { openKeptRecord } from './kept-record.ts';
import { disarmEnvironment, madeUpCredentials } from './settings.ts';
import { exitWith } from './terminal.ts';

/* `npm run evidence -- DIR DECLARATION`: writes both editions of a declaration's report and table into `DIR/evidence/`. */
const editions = ['full', 'public'] as const;

function stop(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(1);
}

try {
  disarmEnvironment(process.env);
  const { positionals } = parseArgs({ allowPositionals: true });
  const [path, declarationId, ...more] = positionals;
  if (path === undefined || declarationId === undefined || more.length > 0)
    stop('It takes a data folder and a declaration: npm run evidence -- DIR DECLARATION');
  const record = await openKeptRecord(path);
  const { endpoint, schoolYears } = record;
  const client = new DynamoDBClient({ endpoint, region: 'us-east-2', credentials: madeUpCredentials });
  const documents = DynamoDBDocumentClient.from(client);
  const evidence = evidenceOf({
    ledger: ledgerStore(documents, tableNames.ledger),
    contents: contentStore(documents, tableNames.ledger),
    clocks: systemClocks,
    schoolYears,
  });
  const folder = join(path, 'evidence');
  for (const edition of editions) {
    const page = await evidence.page(declarationId, edition);
    const table = await evidence.table(declarationId, { edition });
    if (page === undefined || table === undefined) stop(`The record in ${path} has no declaration ${declarationId}.`);
    mkdirSync(folder, { recursive: true });
    const name = edition === 'full' ? declarationId : `${declarationId}-public`;
    for (const [file, text] of [
      [`${name}.html`, page],
      [`${name}.csv`, table],
    ] as const) {
      writeFileSync(join(folder, file), text);
      process.stdout.write(`${join(folder, file)}\n`);
    }
  }
  client.destroy();
  await record.close();
  process.exit(0);
} catch (error) {
  exitWith(error);
}
