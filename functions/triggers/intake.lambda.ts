import { entry } from '../platform/entry.ts';
import { composeIntake } from '../platform/services/intake.ts';

/** Reads webhooks that were proven, and makes signals of them. */
export const handler = entry(composeIntake);
