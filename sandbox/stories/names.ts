import { feb2023 } from './feb-2023.ts';
import type { Story } from './story.ts';

/** The stories there are, by name. */
export const stories: ReadonlyMap<string, Story> = new Map([feb2023].map((story) => [story.name, story]));

export const storyNames: readonly string[] = [...stories.keys()];
