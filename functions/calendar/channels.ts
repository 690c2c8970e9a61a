import * as z from 'zod';
import { LanguageCode } from '../core/language.ts';
import { Slug } from './slug.ts';

/** What Google and Microsoft document; a higher setting would only be throttled, so it is refused (S-16). */
export const documentedLimits = { classroomPerMinute: 3000, teamsPerSecond: 50 } as const;

/** Where the district posts, and how: of its own channel a worker needs nothing else. */
export const Channels = z.strictObject({
  'google-classroom': z
    .strictObject({
      language: LanguageCode.optional(),
      /** Domains of the accounts that may be posted as; none listed: any (S-14). */
      identityDomains: z.array(z.hostname()).default([]),
      quotaPerMinute: z
        .int()
        .min(60)
        .max(documentedLimits.classroomPerMinute)
        .default(documentedLimits.classroomPerMinute),
    })
    .optional(),
  teams: z
    .strictObject({
      language: LanguageCode.optional(),
      tenantId: z.string().min(1),
      serviceUsers: z.array(z.strictObject({ id: Slug })).min(1),
      quotaPerSecond: z.int().min(1).max(documentedLimits.teamsPerSecond).default(documentedLimits.teamsPerSecond),
    })
    .optional(),
  sns: z
    .strictObject({
      topics: z.strictObject({
        public: z.string(),
        staff: z.string(),
        administrators: z.string(),
        operations: z.string(),
        /** All that drills say; without it no drill can be declared. */
        drill: z.string().optional(),
      }),
    })
    .optional(),
});
export type Channels = z.infer<typeof Channels>;
