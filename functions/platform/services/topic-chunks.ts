import { digestOf } from '../../core/hash.ts';
import type { Entry } from '../../declarations/entry.ts';
import { topicChunk } from '../../deliveries/topic-chunk.ts';

/** Hashes of the chunks of an entry's topics, which planning it has put into the record; a check recomputes them from its notices. */
export function topicChunksOf({ content }: Entry): string[] {
  if (content === undefined || content.declaration.recordOnly) return [];
  return content.notices.flatMap((notice) => {
    const chunk = topicChunk(notice, content.declaration);
    return chunk === undefined ? [] : [digestOf(chunk)];
  });
}
