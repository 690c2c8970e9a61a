import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../functions/core/errors.ts';
import { Declaration } from '../../../functions/declarations/declaration.ts';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { day, eLearning, given } from '../../support/decided.ts';
import { districtWith } from '../../support/district.ts';
import { body, factsOf } from '../../support/facts.ts';
import { inDrill } from '../../support/drills.ts';

function flaws(declaration: Declaration, facts: Facts = factsOf()): string[] {
  try {
    preview(declaration, facts);
  } catch (error) {
    if (error instanceof InvalidInput) return error.flaws.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

/**
 * Weight and id of each finding but two: the days left, which the law always states, and devices left at school, which the example's holiday
 * and conference day always leave there.
 */
function findings(declaration: Declaration, facts: Facts = factsOf()): string[] {
  const found = preview(declaration, facts).answer.findings.map(({ findingId, weight }) => `${weight} ${findingId}`);
  return found.filter((one) => !/^info (days-left|devices)\//.test(one));
}

const decidedBy = { name: 'Ann Vue', role: 'superintendent', how: 'by phone', at: '2022-12-15T04:41:00-06:00' };

describe('a body that cannot be declared', () => {
  it.each<[string, Declaration, RegExp]>([
    [
      'an unknown school',
      day({ schools: ['pine-h'] }),
      /^days\[0\]\.schools\[0\]: unknown school pine-h, did you mean pine-hs/,
    ],
    ['a past date', day({ date: '2023-02-17' }), /^days\[0\]\.date: 2023-02-17 is over: set recordOnly/],
    [
      'a date between years',
      day({ date: '2023-07-04' }),
      /^days\[0\]\.date: 2023-07-04 lies in no school year.*2022-23/,
    ],
    [
      'a holiday',
      body({ days: [{ ...eLearning, date: '2023-03-11' }] }),
      /^days\[0\]\.date: no school has students on 2023-03-11/,
    ],
    [
      'a school without students that day',
      day({ date: '2023-03-10', schools: ['pine-hs', 'division:pine-k8/k5'] }),
      /^days\[0\]\.schools: pine-k8\/k5 has no students on 2023-03-10/,
    ],
    ['a late start without a time', day({ dayType: 'late-start' }), /^days\[0\]\.startsAt: .*10:20/],
    ['an early dismissal without a time', day({ dayType: 'early-dismissal' }), /^days\[0\]\.endsAt: .*11:30/],
    [
      'a school twice on a date',
      body({ days: [eLearning, { ...eLearning, dayType: 'closed', schools: ['pine-hs'] }] }),
      /^days\[1\]\.schools: pine-hs has 2023-02-22 already/,
    ],
    [
      'recordOnly of what is to come',
      body({ recordOnly: true, decidedBy }),
      /^days\[0\]\.date: 2023-02-22 is still to come/,
    ],
    [
      'an unknown program',
      body({ programs: [{ id: 'kid-club', disposition: 'cancelled' }] }),
      /^programs\[0\]\.id: unknown program kid-club, did you mean kids-club/,
    ],
    [
      'a program twice',
      body({ programs: ['cancelled', 'moved'].map((disposition) => ({ id: 'kids-club', disposition })) }),
      /^programs\[1\]\.id: kids-club stands here twice/,
    ],
    ['an unknown tool', body({ tools: { available: ['klever'] } }), /^tools\.available\[0\]: unknown tool klever/],
    [
      'a tool both ways',
      body({ tools: { available: ['clever'], unavailable: ['clever'] } }),
      /^tools: clever cannot be both/,
    ],
    [
      'an unknown stock sentence',
      body({ causes: [{ kind: 'weather', publicText: 'wether', qualifying: true }] }),
      /^causes\[0\]\.publicText: unknown stock sentence wether, did you mean weather/,
    ],
    [
      'two qualifying causes',
      body({ causes: ['weather', 'it'].map((kind) => ({ kind, qualifying: true })) }),
      /^causes: mark one cause/,
    ],
    ['an audience of no program', body({ audiences: ['program:chess'] }), /^audiences\[0\]: unknown program chess/],
    [
      'words in a foreign language',
      body({ message: { fr: 'Bonjour' } }),
      /^message\.fr: not a language of the district: en, es, so, hmn/,
    ],
    [
      'a link to a stranger',
      body({ message: { en: 'See https://www.example.org@evil.example/x' } }),
      /^message\.en: links to evil\.example/,
    ],
    [
      'a bare link in a note',
      body({ programs: [{ id: 'kids-club', disposition: 'moved', note: 'bit.ly/abc' }] }),
      /^programs\[0\]\.note: links to bit\.ly/,
    ],
    [
      'an update promised for yesterday',
      body({ nextUpdateAt: '2023-02-20T18:00:00-06:00' }),
      /^nextUpdateAt: this time is over/,
    ],
    ['a release on no channel', body({ release: { fax: 'now' } }), /^release\.fax: /],
    [
      'a record of what nobody decided',
      body({ days: [{ ...eLearning, date: '2022-12-15' }], recordOnly: true }),
      /^decidedBy: say who decided this/,
    ],
  ])('is refused with %s', (_what, declaration, expected) => {
    expect(flaws(declaration)).toEqual([expect.stringMatching(expected)]);
  });

  it('is refused with every flaw at once', () => {
    const wrong = body({
      days: [{ ...eLearning, schools: ['oak'] }],
      tools: { available: ['klever'] },
      message: { fr: '' },
    });
    expect(flaws(wrong)).toHaveLength(3);
  });

  it.each([
    ['no days', { days: [] }],
    ['200 dates', { days: Array.from({ length: 200 }, () => eLearning) }],
    ['own words of 301 characters', { message: { en: 'x'.repeat(301) } }],
    ['a misspelt member', { dayz: 1 }],
  ])('is refused by its schema with %s', (_what, changes) => {
    expect(Declaration.safeParse({ days: [eLearning], causes: [{ kind: 'weather' }], ...changes }).success).toBe(false);
  });

  it('may say programs-only on any day of the year, and go on record afterwards', () => {
    expect(flaws(body({ days: [{ ...eLearning, dayType: 'programs-only', date: '2023-02-25' }] }))).toEqual([]);
    expect(flaws(body({ days: [{ ...eLearning, date: '2022-12-15' }], recordOnly: true, decidedBy }))).toEqual([]);
  });
});

describe('what stands against a declaration', () => {
  const friday = { ...eLearning, date: '2023-02-24' };

  it('is nothing when the warning covers it and the law is kept', () => {
    const missing = ['info own-words/-/es'];
    expect(findings(body())).toEqual([]);
    expect(findings(body({ message: { en: 'Hello', so: 'Hello', hmn: 'Hello' } }))).toEqual(missing);
  });

  it('is the Friday that no warning covers: it wants a written reason', () => {
    expect(findings(body({ days: [eLearning, friday] }))).toEqual(['needs-reason coverage/2023-02-24/-']);
  });

  it('names the schools that a warning leaves out', () => {
    const facts = factsOf({ covers: (unit) => unit === 'pine-hs' });
    const [finding] = preview(body(), facts).answer.findings;
    expect(finding).toMatchObject({ findingId: 'coverage/2023-02-22/-', schools: ['pine-k8'] });
  });

  it('says when a feed is silent, where the weather decides', () => {
    const feeds = [{ feed: 'weather', ok: false, failures: 2, alerts: 0, unknownSince: '2023-02-21T12:00:00-06:00' }];
    const facts = factsOf({ feeds });
    expect(findings(body(), facts)).toEqual(['info feed/-/weather']);
    const later = [{ feed: 'weather', ok: false, failures: 9, alerts: 0, unknownSince: '2023-02-21T13:00:00-06:00' }];
    expect(preview(body(), factsOf({ feeds: later })).answer.digest).toBe(preview(body(), facts).answer.digest);
  });

  it('asks whether weather was the reason where a building or the buses failed under a warning, and nowhere else', () => {
    const closed = (kind: string, changes: object = {}) =>
      body({ days: [{ date: '2023-02-22', dayType: 'closed', schools: 'all' }], causes: [{ kind }], ...changes });
    const asked = (of: ReturnType<typeof body>, facts = factsOf()) =>
      findings(of, facts).filter((line) => line.includes('weather-question'));
    expect(asked(closed('facility'))).toEqual(['info weather-question/2023-02-22/-']);
    expect(asked(closed('transport'))).toHaveLength(1);
    expect(asked(closed('safety'))).toEqual([]);
    expect(asked(closed('facility'), factsOf({ covers: () => false }))).toEqual([]);
    expect(
      asked(closed('facility', { causes: [{ kind: 'facility' }, { kind: 'weather', qualifying: true }] })),
    ).toEqual([]);
  });

  it('is the law when an IT incident is to make e-learning', () => {
    expect(findings(body({ causes: [{ kind: 'it', qualifying: true }] }))).toContainEqual(
      expect.stringMatching(/^blocks cause/),
    );
  });

  it('is a tool that e-learning needs and that is down, by itself or by what it depends on', () => {
    const facts = factsOf({ readiness: { 'sign-in': 'down', clever: 'down' } });
    const declared = body({ tools: { available: ['seesaw', 'teams'] } });
    expect(findings(declared, facts)).toEqual([
      'needs-reason tool/-/google-classroom',
      'info tool/-/seesaw',
      'info unreadable/-/sign-in',
    ]);
    expect(preview(declared, facts).answer.findings[0]?.message).toMatch(
      /cannot be used while District sign-in is down/,
    );
  });

  it('is wording that nobody has reviewed, and a roster that is old', () => {
    const wording = { stockSentences: ['weather'], unreviewed: ['hmn', 'xx'] };
    const facts = factsOf({ wording, rosterLoadedAt: '2023-02-06T03:00:00-06:00' });
    expect(findings(body(), facts)).toEqual(['info wording/-/hmn', 'info roster-age/-/-']);
  });

  it('is a school whose classes nobody can post to, with its students', () => {
    const schools = [
      ...districtWith({}).schools,
      { id: 'oak-es', name: 'Oak', level: 'elementary' as const, start: '09:00', end: '15:00', enrollment: 412 },
    ];
    const facts = factsOf({ district: districtWith({ schools }), covers: () => true });
    expect(findings(body(), facts)).toEqual(['info targets/-/-']);
    expect(preview(body(), facts).answer.notReached).toEqual([{ schoolId: 'oak-es', name: 'Oak', enrollment: 412 }]);
  });

  it('is that a day only put on record needs its story', () => {
    const past = body({
      days: [{ ...eLearning, date: '2022-12-15', dayType: 'closed' }],
      recordOnly: true,
      decidedBy,
    });
    expect(findings(past)).toEqual(['needs-reason record-only/-/-']);
    expect(preview(past, factsOf()).answer).toMatchObject({ notices: [], firstLine: '', reach: {} });
  });

  it('is another declaration of the same day', () => {
    expect(findings(body(), given().facts)).toEqual([expect.stringMatching(/^info declared\/2023-02-22\/d-/)]);
  });

  it('counts nothing against a drill', () => {
    expect(findings(body({ days: [friday], causes: [{ kind: 'it' }], drill: true }), inDrill(factsOf()))).toEqual([]);
  });
});
