import { entry } from '../platform/entry.ts';
import { composeTick } from '../platform/services/tick.ts';

/** Every minute: plans what was missed, wakes what is due, seals what has ended. */
export const handler = entry(composeTick);
