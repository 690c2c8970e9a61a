import { entry } from '../platform/entry.ts';
import { composeSnsWorker } from '../platform/services/sns-worker.ts';

/** Publishes parcels to the district's topics. */
export const handler = entry(composeSnsWorker);
