import fc from 'fast-check';
import { expect, it } from 'vitest';
import { heardBy } from '../../../functions/declarations/first-words.ts';
import { speaksTo } from '../../../functions/declarations/live.ts';
import { NoticeRef } from '../../../functions/declarations/entry.ts';

const units = ['pine-hs', 'pine-k8', 'pine-k8/k5', 'pine-k8/m68'];
const audience = fc.constantFrom('class' as const, 'staff' as const, 'public' as const);
const channel = fc.constantFrom('google-classroom' as const, 'sns' as const);
const notice = fc
  .record({ audience, renderings: fc.array(fc.record({ channel, units: fc.subarray(units) }), { maxLength: 3 }) })
  .map(({ audience: to, renderings }) =>
    NoticeRef.parse({
      noticeId: 'aaaaaaaaaa',
      audience: to,
      issued: {},
      renderings: renderings.map((one) => ({ ...one, language: 'en', hash: 'a'.repeat(64) })),
    }),
  );

it('whom entries spoke to is what the gate says of each of them, whatever they said', () => {
  const said = fc.array(fc.array(notice, { maxLength: 3 }), { maxLength: 3 });
  fc.assert(
    fc.property(said, audience, channel, fc.constantFrom(...units), (entries, to, by, unit) => {
      const posted = entries.map((notices) => ({ content: { notices } }));
      const whom = { audience: to, channel: by, unit };
      expect(heardBy(posted)(whom)).toBe(posted.some(({ content }) => speaksTo(content, whom)));
    }),
    { numRuns: 200 },
  );
});
