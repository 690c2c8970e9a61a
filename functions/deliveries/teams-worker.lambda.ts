import { entry } from '../platform/entry.ts';
import { composeTeamsWorker } from '../platform/services/teams-worker.ts';

/** Posts parcels to Microsoft Teams. */
export const handler = entry(composeTeamsWorker);
