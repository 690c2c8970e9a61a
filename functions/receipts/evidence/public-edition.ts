import { unreachable } from '../../core/errors.ts';
import { PublicReport, type Block, type Report, type Words } from './report.ts';

const isOpen = (one: Pick<Words, 'for'>): boolean => one.for === 'public';

/** What everybody may read of a report: words that are public, and nothing that only stood beside others. */
export function publicEdition({ title, district, sections }: Report): PublicReport {
  const open = sections.map((section) => ({ ...section, blocks: section.blocks.flatMap(openPart) }));
  // The schema has no place for other words: one that slipped through would end the report instead of being read.
  return PublicReport.parse({
    edition: 'public',
    title,
    district,
    sections: open.filter(({ blocks }) => blocks.length > 0),
  });
}

function openPart(block: Block): Block[] {
  switch (block.kind) {
    case 'paragraph':
      return isOpen(block.words) ? [block] : [];
    case 'quote':
      return isOpen(block) ? [block] : [];
    case 'list': {
      const items = block.items.filter(isOpen);
      return items.length === 0 ? [] : [{ ...block, items }];
    }
    case 'facts': {
      const items = block.items
        .map(({ label, words }) => ({ label, words: words.filter(isOpen) }))
        .filter(({ words }) => words.length > 0);
      return items.length === 0 ? [] : [{ ...block, items }];
    }
    case 'table': {
      const kept = block.columns.flatMap((column, i) => (isOpen(column) ? [i] : []));
      const pick = <T>(of: readonly T[]): T[] => of.filter((_, i) => kept.includes(i));
      if (kept.length === 0) return [];
      return [{ ...block, columns: pick(block.columns), rows: block.rows.map(pick) }];
    }
    default:
      return unreachable(block);
  }
}
