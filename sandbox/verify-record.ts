import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { tableNames } from '../functions/names.ts';
import { verifyLedger, type Verification } from '../functions/declarations/verify-chain.ts';
import { topicChunksOf } from '../functions/platform/services/topic-chunks.ts';
import { contentStore } from '../functions/store/content.ts';
import { ledgerStore } from '../functions/store/ledger.ts';
import { localSigner } from './keys.ts';
import { madeUpCredentials } from './settings.ts';

/** What a check found in the ledger of each school year that has one. */
export type YearVerified = Verification & { readonly schoolYear: string };

/** Reads the record row by row from a DynamoDB and believes nothing of it; needs no table but the ledger. */
export async function verifyRecord(of: {
  readonly endpoint: string;
  readonly schoolYears: readonly string[];
  /** PEM of the key that entries are signed with. */
  readonly key: string;
}): Promise<YearVerified[]> {
  const client = new DynamoDBClient({ endpoint: of.endpoint, region: 'us-east-2', credentials: madeUpCredentials });
  const documents = DynamoDBDocumentClient.from(client);
  const ledger = ledgerStore(documents, tableNames.ledger);
  const contents = contentStore(documents, tableNames.ledger);
  const signer = localSigner(of.key);
  const results: YearVerified[] = [];
  for (const schoolYear of of.schoolYears) {
    const rows = await ledger.rows(schoolYear);
    if (rows.length === 0) continue;
    results.push({ schoolYear, ...(await verifyLedger({ rows, contents, signer, chunksOfPlan: topicChunksOf })) });
  }
  client.destroy();
  return results;
}
