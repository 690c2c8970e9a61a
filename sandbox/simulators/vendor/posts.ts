/** One announcement or channel message as its vendor holds it, whoever may see it. Times are milliseconds since 1970. */
export type SimulatedPost = {
  readonly vendor: 'google-classroom' | 'teams';
  /** The course or channel. */
  readonly targetId: string;
  readonly id: string;
  /** Plain text (Classroom) or HTML as the vendor keeps it (Teams). */
  readonly text: string;
  readonly links: readonly string[];
  readonly state: 'PUBLISHED' | 'DRAFT' | 'DELETED';
  /** E-mail (Classroom) or user id (Teams). */
  readonly author: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When students could first see it; absent while it never was. */
  readonly publishedAt?: number;
  readonly deleted: boolean;
  /** Whether students see it now. */
  readonly visible: boolean;
};

/** Who posts where faults have a stranger post: nobody of the product's. */
export const strangerName = 'stranger@elsewhere.example';

/** What a run ends with: how many posts, and between when. */
export type PostFigures = {
  readonly posts: number;
  readonly visible: number;
  readonly firstPostAt?: number;
  readonly lastPostAt?: number;
};

/** Sums up `posts`; first and last are of those that students could ever see. */
export function postFigures(posts: readonly SimulatedPost[]): PostFigures {
  const times = posts.flatMap((post) => post.publishedAt ?? []);
  const figures = { posts: posts.length, visible: posts.filter((post) => post.visible).length };
  if (times.length === 0) return figures;
  const [firstPostAt, lastPostAt] = times.reduce(
    ([low, high], time) => [Math.min(low, time), Math.max(high, time)],
    [Infinity, -Infinity],
  );
  return { ...figures, firstPostAt, lastPostAt };
}

/**
 * The number of targets that show the same marker in more than one visible post. `marker` matches a marker; its first group, when it
 * has one, is what must be equal. A post that holds its marker several times (text and link) is one post.
 */
export function visibleTwice(posts: readonly SimulatedPost[], marker: RegExp): number {
  const everywhere = new RegExp(marker.source, marker.flags.includes('g') ? marker.flags : `${marker.flags}g`);
  const seen = new Map<string, Map<string, number>>();
  for (const post of posts) {
    if (!post.visible) continue;
    const target = seen.get(post.targetId) ?? new Map<string, number>();
    seen.set(post.targetId, target);
    const words = [post.text, ...post.links].join('\n');
    const markers = new Set(Array.from(words.matchAll(everywhere), (match) => match[1] ?? match[0]));
    for (const found of markers) target.set(found, (target.get(found) ?? 0) + 1);
  }
  return Array.from(seen.values()).filter((target) => Array.from(target.values()).some((count) => count > 1)).length;
}
