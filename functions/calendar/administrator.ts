import * as z from 'zod';
import { Slug } from './slug.ts';

/**
 * How somebody is reached; never the number or address itself, for the district file is kept in the record. `domain` is what follows the @ of a
 * mail address.
 */
export const ContactWay = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('sms') }),
  z.strictObject({ by: z.literal('voice') }),
  z.strictObject({ by: z.literal('mail'), domain: z.hostname() }),
]);
export type ContactWay = z.infer<typeof ContactWay>;

/** Somebody who declares or approves, and the ways in which words about decisions reach them (USERS E16). */
export const Administrator = z.strictObject({
  id: Slug,
  name: z.string().min(1).max(80),
  contacts: z.array(ContactWay).max(10).default([]),
});
export type Administrator = z.infer<typeof Administrator>;
