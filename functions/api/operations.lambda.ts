import { entry } from '../platform/entry.ts';
import { composeOperationsApi } from '../platform/services/operations-api.ts';

/** Everything of the API that is no decision. */
export const handler = entry(composeOperationsApi);
