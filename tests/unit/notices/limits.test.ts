import { describe, expect, test } from 'vitest';
import { filledAtLongest } from '../../../functions/notices/fit.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { districtWith } from '../../support/district.ts';
import { briefOf, renderingFor } from '../../support/notices.ts';

const text = (start: string, length: number): string =>
  `${start} ${'snow and ice '.repeat(30)}`.slice(0, length).trim();
const programs = Array.from({ length: 8 }, (_, i) => ({
  id: `program-${i}`,
  name: text(`Program ${i}`, 60),
  kind: 'activity',
  schools: 'all' as const,
}));
const standing = Object.fromEntries(
  ['en', 'es', 'so', 'hmn'].map((language) => [
    language,
    {
      noInternet: text('No', 300),
      helpLine: text('Call', 120),
      meals: text('Meals', 300),
      attendance: text('At', 300),
    },
  ]),
);

/** Four languages, eight programs, own words of 300 characters each: what CONTRACT 6 promises to fit. */
function crowded(noteLength: number, channelLanguage: 'en' | 'es' | 'so' | 'hmn') {
  const channels = { 'google-classroom': { language: channelLanguage }, sns: { topics: topics } };
  return renderNotices(
    briefOf({
      district: districtWith({ programs, standing, channels }),
      declaration: {
        programs: programs.map(({ id }) => ({ id, disposition: 'cancelled' as const, note: text('Note', noteLength) })),
        message: { en: text('en', 300), es: text('es', 300), so: text('so', 300), hmn: text('hmn', 300) },
        tools: { available: ['google-classroom', 'clever', 'seesaw'], unavailable: ['phones'] },
      },
    }),
  );
}
const topics = { public: 'p', staff: 's', administrators: 'a', operations: 'o' };
const where = { audience: 'class', channel: 'google-classroom', unit: 'pine-hs' } as const;

describe('over budget', () => {
  test.each(['en', 'es', 'so', 'hmn'] as const)(
    'given %s, then the class post keeps within 1,800 characters',
    (language) => {
      const rendering = renderingFor(crowded(300, language), where);
      expect(filledAtLongest(rendering.text).length).toBeLessThanOrEqual(1800);
      expect(rendering.text).toContain(text(language, 300));
      expect(rendering.text.split('\n').at(-1)).toBe('Ref. {{deliveryId}}');
    },
  );

  test('given room for the names alone, then programs collapse and standing paragraphs go to the page', () => {
    const { text: post } = renderingFor(crowded(300, 'en'), where);
    expect(post).not.toContain(text('Note', 300));
    expect(post).not.toContain(text('Meals', 300));
    expect(post).toContain('see the linked page');
  });

  test('given all of that, then the page and the topic still have every word', () => {
    const notices = crowded(300, 'en');
    const page = notices.find((notice) => notice.audience === 'public')?.page?.html ?? '';
    const { text: message } = renderingFor(notices, { audience: 'public', channel: 'sns', language: 'en' });
    for (const words of [text('Note', 300), text('Meals', 300), text('Program 7', 60)]) {
      expect(page).toContain(words);
      expect(message).toContain(words);
    }
  });

  test('given a little too much, then programs collapse per disposition before anything else goes', () => {
    const district = districtWith({ programs, standing: { en: { meals: 'At the library.' } } });
    const note = text('Note', 100);
    const changes = programs.map(({ id }, i) => ({
      id,
      note,
      disposition: i < 6 ? ('cancelled' as const) : ('moved' as const),
    }));
    const { text: post } = renderingFor(
      renderNotices(briefOf({ district, declaration: { programs: changes } })),
      where,
    );
    expect(post).toMatch(/^Programs, cancelled: Program 0.*Program 5/m);
    expect(post).toMatch(/^Programs, moved: Program 6.*Program 7/m);
    expect(post).toContain('Meals: At the library.');
  });
});
