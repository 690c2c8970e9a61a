import * as z from 'zod';
import { CopyTexts } from '../../notices/copy-pack/copy-texts.ts';

/** `GET …/texts`: the copy pack of what stands, or of what awaits approval while nothing does (`stands` is false). */
export const TextsAnswer = z
  .object({
    declarationId: z.string(),
    /** The entry whose words these are. */
    version: z.int(),
    stands: z.boolean(),
    page: z.string().optional(),
    texts: z.array(CopyTexts),
  })
  .meta({ id: 'Texts' });
export type TextsAnswer = z.infer<typeof TextsAnswer>;
