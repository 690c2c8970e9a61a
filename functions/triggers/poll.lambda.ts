import { entry } from '../platform/entry.ts';
import { composePoll } from '../platform/services/poll.ts';

/** Looks at the weather and works out what could be declared. */
export const handler = entry(composePoll);
