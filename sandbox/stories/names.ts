import { alertCancelled } from './alert-cancelled.ts';
import { feb2023 } from './feb-2023.ts';
import { grantsRevoked } from './grants-revoked.ts';
import { k8Split } from './k8-split.ts';
import { lateStart } from './late-start.ts';
import { missouri } from './missouri.ts';
import { mps2026 } from './mps-2026.ts';
import { powerOut } from './power-out.ts';
import { presidentsDay } from './presidents-day.ts';
import { rochester2023 } from './rochester-2023.ts';
import { sixthDay } from './sixth-day.ts';
import type { Story } from './story.ts';

/** The stories there are, by name. */
export const stories: ReadonlyMap<string, Story> = new Map(
  [
    feb2023,
    alertCancelled,
    grantsRevoked,
    k8Split,
    lateStart,
    missouri,
    mps2026,
    powerOut,
    presidentsDay,
    rochester2023,
    sixthDay,
  ].map((story) => [story.name, story]),
);

export const storyNames: readonly string[] = [...stories.keys()];
