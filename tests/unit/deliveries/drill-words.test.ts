import { describe, expect, it } from 'vitest';
import type { Audience } from '../../../functions/core/audience.ts';
import type { NoticeRef } from '../../../functions/declarations/entry.ts';
import { postOf } from '../../../functions/deliveries/post-of.ts';
import { renderingOfTopic } from '../../../functions/deliveries/rendering-of.ts';
import { topicChunk } from '../../../functions/deliveries/topic-chunk.ts';
import { content, entry } from '../../support/entries.ts';

const noticeTo = (audience: Audience): NoticeRef => ({
  noticeId: 'abcdefghjk',
  audience,
  issued: { en: 'Tue 2:11 p.m.' },
  renderings: ['en', 'es'].map((language) => ({
    channel: 'sns',
    language,
    units: [],
    hash: `${audience} ${language}`,
  })),
});
const targetsOf = (audience: Audience, drill: boolean): string[] =>
  topicChunk(noticeTo(audience), { drill })?.targets.map(({ targetId }) => targetId) ?? [];
const audiences = ['public', 'staff', 'administrators', 'program:kids-club'] as const;

describe('what a drill says on SNS', () => {
  it('goes to the topic of drills, whomever it is for, each notice in its own language', () => {
    const all = audiences.flatMap((audience) => targetsOf(audience, true));
    expect(new Set(all.map((id) => id.split('/')[0]))).toEqual(new Set(['drill']));
    expect(new Set(all).size).toBe(8);
    for (const audience of audiences) {
      const hashes = targetsOf(audience, true).map((id) => renderingOfTopic(noticeTo(audience), id)?.hash);
      expect(hashes).toEqual([`${audience} en`, `${audience} es`]);
    }
    expect(targetsOf('class', true)).toEqual([]);
  });

  it('shares no topic with what is in earnest', () => {
    expect(audiences.flatMap((audience) => targetsOf(audience, false)).filter((id) => id.startsWith('drill'))).toEqual(
      [],
    );
  });

  it.each([true, false])('says in an attribute whether it is a drill (%s)', (drill) => {
    const said = entry(1, 'Declared', { content: content({ declaration: { ...content().declaration, drill } }) });
    const rendering = { channel: 'sns', audience: 'public', language: 'en', text: '', opening: '', link: '' } as const;
    const ids = { deliveryId: 'd', districtId: 'lakes' };
    const { post } = postOf({ entry: said, notice: noticeTo('public'), rendering, ...ids });
    expect(post.attributes['drill']).toBe(drill ? 'true' : undefined);
  });
});
