import { tableNames } from '../names.ts';

/** The two tables as plain data, read by CDK, sandbox and tests. Neither has an index: every read is by key (DESIGN 3.3). */
export const tables = {
  /** Entries and content rows; nothing in it is ever updated or deleted. */
  ledger: { tableName: tableNames.ledger, partitionKey: 'pk', sortKey: 'sk', timeToLive: undefined },
  /** Everything mutable; some rows expire by `expiresAt` (seconds). */
  operations: { tableName: tableNames.operations, partitionKey: 'pk', sortKey: 'sk', timeToLive: 'expiresAt' },
} as const;
