import { entry } from '../platform/entry.ts';
import { composeRecordApi } from '../platform/services/record-api.ts';

/** Reports of the record: it can read the ledger, and do nothing else. */
export const handler = entry(composeRecordApi);
