import * as z from 'zod';

/** An id that people write into URLs and CSV files: `pine-hs`. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and hyphens, such as pine-hs');
