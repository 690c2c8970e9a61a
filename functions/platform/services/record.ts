import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ContentStore, Ledger } from '../../declarations/ports.ts';
import { contentStore } from '../../store/content.ts';
import { ledgerStore } from '../../store/ledger.ts';
import type { Platform } from '../platform.ts';

/** The record as one function uses it: entries and content rows. */
export type Record = { readonly ledger: Ledger; readonly contents: ContentStore };

/** The ledger table. */
export function recordOf(platform: Platform, documents: DynamoDBDocumentClient): Record {
  const { ledger: table } = platform.settings.tables;
  return { ledger: ledgerStore(documents, table), contents: contentStore(documents, table) };
}
