import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/core/errors.ts';
import type { ResolvedDay } from '../../../functions/declarations/declaration.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { districtWith, lakes } from '../../support/district.ts';
import { briefOf, february, postedLines, renderingFor } from '../../support/notices.ts';

const classroom = { audience: 'class', channel: 'google-classroom', unit: 'pine-hs' } as const;

const full = {
  programs: [{ id: 'kids-club', disposition: 'cancelled' as const, note: 'Families are not charged.' }],
  events: [{ name: 'Finance committee', when: '2023-02-21T17:00:00-06:00', disposition: 'cancelled' as const }],
  tools: { available: ['google-classroom', 'seesaw'], unavailable: ['phones'] },
  staff: [{ group: 'teachers', instruction: 'remote' as const, note: 'Change your password.' }],
  message: { en: 'Stay warm.' },
  nextUpdateAt: '2023-02-23T18:00:00-06:00',
};

const standing = {
  en: {
    noInternet: 'Ask for a packet.',
    helpLine: 'Call 612-555-0100.',
    meals: 'At the library.',
    attendance: 'By noon.',
  },
};

const flawsOf = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.flaws;
    throw error;
  }
  return [];
};

describe('a class post', () => {
  test('given everything, then it stands in the order of the contract and ends with the reference', () => {
    const brief = briefOf({ district: districtWith({ standing }), declaration: full });
    const lines = postedLines(renderingFor(renderNotices(brief), { ...classroom, unit: 'pine-k8' }));
    const order = [
      'E-LEARNING Wed Feb 22',
      'Posted by the district for all classes.',
      'School buildings are closed.',
      'The reason is severe weather.',
      'These tools work: Google Classroom, Seesaw.',
      'These do not work: District phones.',
      '- Kids Club: cancelled. Families are not charged.',
      '- Finance committee (Tue Feb 21, 5:00 p.m.): cancelled.',
      'No internet or no device: Ask for a packet.',
      'From the district: Stay warm.',
      'Next update: Thu Feb 23, 6:00 p.m.',
      'Español: CLASES EN LÍNEA mié 22 feb – vie 24 feb: https://notices.example.org/n/',
      'Soomaali: ',
      'Hmoob: ',
      'Questions: Call 612-555-0100. Please do not reply here.',
      'Ref. abcdefghjk.',
    ];
    const places = order.map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(lines.at(-1)).toBe(`Ref. abcdefghjk.${'A'.repeat(22)}`);
  });

  test('given a program of other schools, then this class does not read of it', () => {
    const notices = renderNotices(briefOf({ declaration: full }));
    expect(renderingFor(notices, classroom).text).not.toContain('Kids Club');
    expect(renderingFor(notices, { audience: 'public', channel: 'sns', language: 'en' }).text).toContain('Kids Club');
  });

  test('given nothing said of a program, then the district file decides', () => {
    const rendering = renderingFor(renderNotices(briefOf()), { ...classroom, unit: 'pine-k8' });
    expect(rendering.text).toContain('- Kids Club: cancelled.');
  });

  test('given a program that the file changes on some of the days, then those dates stand with it', () => {
    const days = february.map((day, i): ResolvedDay =>
      i < 2 ? day : { ...day, dayType: 'late-start', startsAt: '10:20' },
    );
    const rendering = renderingFor(renderNotices(briefOf({ days })), { ...classroom, unit: 'pine-k8' });
    expect(rendering.text).toContain('- Kids Club (Wed Feb 22 – Thu Feb 23): cancelled.');
  });

  test('given a Teams channel, then it is HTML with a link to the page and a plain opening', () => {
    const rendering = renderingFor(renderNotices(briefOf({ declaration: { message: { en: '<b>Hi</b> & "bye"' } } })), {
      ...classroom,
      channel: 'teams',
    });
    expect(rendering.text).toContain('&lt;b&gt;Hi&lt;/b&gt; &amp; &quot;bye&quot;');
    expect(rendering.text).toContain('<a href="https://notices.example.org/n/{{deliveryId}}">');
    expect(rendering.opening).toBe('E-LEARNING Wed Feb 22');
  });

  test('given own words in another language alone, then they are marked with it', () => {
    const notices = renderNotices(briefOf({ declaration: { message: { es: 'Cuídense.' } } }));
    expect(renderingFor(notices, classroom).text).toContain('From the district, in Spanish: Cuídense.');
    expect(renderingFor(notices, { ...classroom, channel: 'teams' }).text).toContain(
      '<p lang="es">From the district, in Spanish: Cuídense.</p>',
    );
  });

  test('given a channel in another language, then the post is in it', () => {
    const district = districtWith({ channels: { 'google-classroom': { language: 'es' } } });
    const rendering = renderingFor(renderNotices(briefOf({ district })), classroom);
    expect(rendering.language).toBe('es');
    expect(rendering.text).toMatch(/^CLASES EN LÍNEA mié 22 feb – vie 24 feb · Pine High School/);
    expect(rendering.text).toContain('English: E-LEARNING Wed Feb 22 – Fri Feb 24: https://');
  });
});

describe('who gets what', () => {
  const programsOnly: ResolvedDay[] = [
    { date: '2023-02-21', dayType: 'programs-only', units: ['pine-hs', 'pine-k8/k5'] },
  ];

  test('given that only programs change, then no class is posted to unless it was asked for', () => {
    const classes = (audiences?: ['class']) =>
      renderNotices(
        briefOf({ days: programsOnly, audiences: ['class'], declaration: { ...(audiences && { audiences }) } }),
      );
    expect(classes()).toEqual([]);
    expect(classes(['class'])[0]?.renderings[0]?.rendering.text).toMatch(
      /^PROGRAM CHANGES Tue Feb 21 · Pine High School/,
    );
  });

  test('given a program audience, then its post leads with what happens to the program', () => {
    const notices = renderNotices(
      briefOf({ days: programsOnly, audiences: ['program:kids-club'], declaration: { programs: full.programs } }),
    );
    const rendering = renderingFor(notices, {
      audience: 'program:kids-club',
      channel: 'google-classroom',
      unit: 'pine-k8',
    });
    expect(postedLines(rendering)[0]).toBe('CANCELLED Tue Feb 21 · Kids Club · Lakes Public Schools, Tue 2:11 p.m.');
    expect(notices[0]?.page).toBeDefined();
  });

  test('given a taken-back change on a day without students, then no school day is announced', () => {
    const days = programsOnly.map((day): ResolvedDay => ({ ...day, dayType: 'regular' }));
    const notices = renderNotices(briefOf({ act: 'retracted', days, audiences: ['class', 'public'] }));
    expect(notices.map((notice) => notice.audience)).toEqual(['public']);
    expect(renderingFor(notices, { audience: 'public', channel: 'sns', language: 'en' }).text).toMatch(
      /^UPDATE \{\{issued\}\} – AS IN THE CALENDAR Tue Feb 21/,
    );
  });

  test('given staff instructions, then staff read them on posts and topic, without page or link', () => {
    const notices = renderNotices(briefOf({ declaration: full }));
    const staff = notices.find((notice) => notice.audience === 'staff');
    expect(staff?.page).toBeUndefined();
    expect(staff?.renderings.map((one) => one.rendering.channel)).toEqual(
      expect.arrayContaining(['google-classroom', 'teams', 'sns']),
    );
    for (const { rendering } of staff?.renderings ?? []) {
      expect(rendering.text).toContain('Change your password.');
      expect(rendering.text).not.toContain('https://');
      expect(rendering.link).toBe('');
    }
  });

  test('given administrators, then they get topics alone: short, without a link, also where the district wrote one', () => {
    const message = { en: 'See https://www.example.org/now' };
    const notices = renderNotices(briefOf({ declaration: { ...full, message } }));
    const administrators = notices.find((notice) => notice.audience === 'administrators');
    expect(administrators?.renderings.map((one) => one.rendering.language)).toEqual(['en', 'es', 'so', 'hmn']);
    for (const { rendering } of administrators?.renderings ?? []) {
      expect(rendering.channel).toBe('sns');
      expect(rendering.text).not.toMatch(/https?:/);
      expect(rendering.text.length).toBeLessThan(700);
    }
  });

  test('given no topics, then the public has its page all the same and administrators have nothing', () => {
    const district = districtWith({ channels: { 'google-classroom': {} } });
    const notices = renderNotices(briefOf({ district, audiences: ['public', 'administrators'] }));
    expect(notices.map(({ audience, renderings, page }) => [audience, renderings.length, page !== undefined])).toEqual([
      ['public', 0, true],
    ]);
  });

  test('given schools that differ, then the public reads which school has which day', () => {
    const [first, ...rest] = february;
    const days = [{ ...first!, units: ['pine-hs'] }, ...rest.map((day) => ({ ...day, units: ['pine-hs'] }))];
    const closed: ResolvedDay = { date: '2023-02-22', dayType: 'closed', units: ['pine-k8/k5', 'pine-k8/m68'] };
    const notices = renderNotices(briefOf({ days: [...days, closed] }));
    const { text, subject } = renderingFor(notices, { audience: 'public', channel: 'sns', language: 'en' });
    expect(text).toMatch(/^E-LEARNING \/ CLOSED Wed Feb 22 – Fri Feb 24 · Lakes Public Schools, \{\{issued\}\}\n/);
    expect(text).toContain('- CLOSED Wed Feb 22: Pine Community School\n');
    expect(subject).toBe('E-LEARNING / CLOSED Wed Feb 22 - Fri Feb 24 - Lakes Public Schools');
  });
});

describe('what cannot be said', () => {
  test.each([
    [
      'a language without wording',
      { district: districtWith({ languages: ['en', 'xx'] }) },
      'languages',
      /known: en, es, so, hmn/,
    ],
    [
      'an unknown stock sentence',
      { declaration: { causes: [{ kind: 'it' as const, publicText: 'ransomware' }] } },
      'causes[0].publicText',
      /known: weather/,
    ],
    ['an unknown tool', { declaration: { tools: { available: ['fax'] } } }, 'tools.available[0]', /no tool fax/],
    [
      'an unknown program',
      { declaration: { programs: [{ id: 'chess', disposition: 'moved' as const }] } },
      'programs[0].id',
      /no program chess/,
    ],
    ['an unknown program audience', { audiences: ['program:chess' as const] }, 'audiences', /no program chess/],
  ])('given %s, then it is refused with its place and what is known', (_what, changes, path, message) => {
    const flaws = flawsOf(() => renderNotices(briefOf(changes)));
    expect(flaws).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  test('given names that no shortening makes fit, then the refusal says by how much', () => {
    const publicUrl = `https://${'a'.repeat(900)}.example.org`;
    expect(flawsOf(() => renderNotices(briefOf({ publicUrl })))[0]?.message).toMatch(/characters of 1800; shorten/);
  });
});

test('the example district is what these tests take it for', () => {
  expect(lakes.languages).toEqual(['en', 'es', 'so', 'hmn']);
});
