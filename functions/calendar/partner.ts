import * as z from 'zod';
import { Slug } from './slug.ts';

/** A school of somebody else that an emergency of ours concerns: contract alternatives, charters, private schools (USERS V26). */
export const Partner = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(80),
  /** Whether its students come by our buses: while the schools they go with have none, there are none for them. */
  ridesOurBuses: z.boolean().default(false),
  /** The schools whose buses they are. */
  schools: z.union([z.literal('all'), z.array(Slug)]).default('all'),
});
export type Partner = z.infer<typeof Partner>;
