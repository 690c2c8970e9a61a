import { entry } from '../platform/entry.ts';
import { composeDecisionApi } from '../platform/services/decision-api.ts';

/** What people decide: the only function that appends their entries. */
export const handler = entry(composeDecisionApi);
