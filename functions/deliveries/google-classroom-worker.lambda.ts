import { entry } from '../platform/entry.ts';
import { composeGoogleClassroomWorker } from '../platform/services/google-classroom-worker.ts';

/** Posts parcels to Google Classroom. */
export const handler = entry(composeGoogleClassroomWorker);
