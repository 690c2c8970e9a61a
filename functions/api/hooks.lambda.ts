import { entry } from '../platform/entry.ts';
import { composeHooks } from '../platform/services/hooks.ts';

/** Webhooks: proves them and queues them, and can do nothing else. */
export const handler = entry(composeHooks);
