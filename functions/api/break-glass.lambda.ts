import { entry } from '../platform/entry.ts';
import { composeBreakGlass } from '../platform/services/break-glass.ts';

/** Declaring with two printed halves when nobody can sign in; once a day it looks whether that would work. */
export const handler = entry(composeBreakGlass);
