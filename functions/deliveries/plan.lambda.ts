import { entry } from '../platform/entry.ts';
import { composePlan } from '../platform/services/plan.ts';

/** Plans a new entry: on the ledger's stream, and when a hold ends. */
export const handler = entry(composePlan);
