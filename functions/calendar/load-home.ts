import * as z from 'zod';
import { Channels } from './channels.ts';
import { Slug } from './slug.ts';

const Home = z.object({ id: Slug, timeZone: z.string().min(1), channels: Channels });

/** What a channel's worker reads of its district file. */
export type Home = z.infer<typeof Home>;

/**
 * The part of a district file's text (JSON, byte-order mark tolerated) that a channel's worker lives by. That the whole file is right was
 * seen before it was deployed and is seen again by every function that decides; its schema would be a tenth of what a worker loads.
 */
export function loadHome(text: string): Home {
  return Home.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
}
