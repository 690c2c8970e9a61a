import type { Audience } from '../core/audience.ts';
import type { NoticeRef } from '../declarations/entry.ts';
import type { TopicName } from '../names.ts';
import type { Chunk } from '../roster/roster.ts';

/**
 * The chunk of a notice's topics: one target per language that it has on SNS, `<topic>/<language>`; a program's is `<topic>/<language>/<audience>`
 * so that two notices of one entry never share a target, and so is everything of a drill, which has one topic for all (S-19). Undefined where
 * the audience has no topic.
 */
export function topicChunk(notice: NoticeRef, { drill }: { readonly drill: boolean }): Chunk | undefined {
  const usual = topicOf(notice.audience);
  if (usual === undefined) return undefined;
  const topic = drill ? 'drill' : usual;
  const suffix = drill || notice.audience.startsWith('program:') ? `/${notice.audience}` : '';
  const targets = notice.renderings
    .filter((one) => one.channel === 'sns')
    .map(({ language }) => ({ targetId: `${topic}/${language}${suffix}`, name: `${topic} (${language})`, postAs: [] }));
  if (targets.length === 0) return undefined;
  const mark = drill ? ({ drill: true } as const) : {};
  return { schoolId: '*', channel: 'sns', audience: notice.audience, ...mark, targets };
}

/** Classes have no topic: they are posted to where they are. */
function topicOf(audience: Audience): TopicName | undefined {
  switch (audience) {
    case 'class':
      return undefined;
    case 'public':
    case 'staff':
    case 'administrators':
      return audience;
    default:
      return 'public';
  }
}
