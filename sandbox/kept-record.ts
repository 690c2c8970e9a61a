import * as z from 'zod';
import { loadDistrict } from '../functions/calendar/load-district.ts';
import { ownerOf, peekFolder } from './data-folder.ts';
import { startDynamoDb } from './engines/dynamodb.ts';
import { createTables } from './engines/tables.ts';
import { loopbackUrl } from './settings.ts';

const SandboxFile = z.object({ aws: z.object({ dynamodb: z.string() }) });
const Origin = z.object({ district: z.string() });
const Kept = z.object({ 'ledger-key': z.string() });

/** The record of a data folder, to be read beside a sandbox that runs or without one. */
export type KeptRecord = {
  /** Address of the DynamoDB that has it. */
  readonly endpoint: string;
  readonly schoolYears: readonly string[];
  /** PEM of the key that entries are signed with. */
  readonly key: string;
  close(): Promise<void>;
};

/** Opens the record of a folder. A running sandbox has its folder to itself: it is asked through its engines. */
export async function openKeptRecord(path: string): Promise<KeptRecord> {
  const folder = peekFolder(path);
  const running = ownerOf(path) === undefined ? undefined : folder.read('sandbox.json', SandboxFile);
  const engine = running === undefined ? await startDynamoDb(folder.file('dynamodb')) : undefined;
  if (engine !== undefined) await createTables(engine.url);
  const district = loadDistrict(folder.read('origin.json', Origin)?.district ?? '');
  return {
    endpoint: loopbackUrl('aws.dynamodb', running?.aws.dynamodb ?? engine?.url ?? ''),
    schoolYears: district.schoolYears.map((year) => year.id),
    key: folder.read('secrets.json', Kept)?.['ledger-key'] ?? '',
    close: async () => engine?.close(),
  };
}
