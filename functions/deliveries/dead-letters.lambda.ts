import { entry } from '../platform/entry.ts';
import { composeDeadLetters } from '../platform/services/dead-letters.ts';

/** Records parcels that crashed their worker five times. */
export const handler = entry(composeDeadLetters);
