import * as z from 'zod';

/** For whom words are (DESIGN 3.12). Whatever anybody typed as a reason, a summary, a note or a name is internal. */
export const WordsFor = z.enum(['public', 'staff', 'internal']);
export type WordsFor = z.infer<typeof WordsFor>;

const shapes = <F extends z.ZodType<WordsFor>>(audience: F) => {
  const words = z.strictObject({ for: audience, text: z.string() });
  const block = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('paragraph'), words }),
    z.strictObject({ kind: z.literal('list'), items: z.array(words).min(1) }),
    z.strictObject({
      kind: z.literal('facts'),
      items: z.array(z.strictObject({ label: z.string(), words: z.array(words).min(1) })).min(1),
    }),
    /** Cells are for whom their column is. */
    z.strictObject({
      kind: z.literal('table'),
      caption: z.string(),
      columns: z.array(z.strictObject({ title: z.string(), for: audience })).min(1),
      rows: z.array(z.array(z.string())).min(1),
    }),
    /** What was said, in the language in which it was said. */
    z.strictObject({
      kind: z.literal('quote'),
      for: audience,
      source: z.string(),
      language: z.string(),
      lines: z.array(z.string()),
    }),
  ]);
  const section = z.strictObject({ heading: z.string(), level: z.literal([2, 3]), blocks: z.array(block).min(1) });
  return { words, block, section };
};

const any = shapes(WordsFor);
const open = shapes(z.literal('public'));

/** Words of a report, and for whom they are. Headings, labels and captions are the report's own, and public. */
export const Words = any.words;
export type Words = z.infer<typeof Words>;
export const Block = any.block;
export type Block = z.infer<typeof Block>;
export const Section = any.section;
export type Section = z.infer<typeof Section>;

const head = { title: z.string(), district: z.string() };

/** The evidence of one declaration, made of the sealed record alone. */
export const Report = z.strictObject({ edition: z.literal('full'), ...head, sections: z.array(Section) });
export type Report = z.infer<typeof Report>;

/** The same for everybody: it has no place for any other word than a public one. */
export const PublicReport = z.strictObject({
  edition: z.literal('public'),
  ...head,
  sections: z.array(open.section),
});
export type PublicReport = z.infer<typeof PublicReport>;
