import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DayType, Disposition } from '../../functions/calendar/day-type.ts';
import type { District } from '../../functions/calendar/district.ts';
import { beginsWith } from '../../functions/core/marker.ts';
import { unitsOf } from '../../functions/calendar/units.ts';
import { digestOf } from '../../functions/core/hash.ts';
import { fillSlots } from '../../functions/core/slots.ts';
import { CauseKind, Declaration, type ResolvedDay } from '../../functions/declarations/declaration.ts';
import type { DraftNotice, NoticeBrief } from '../../functions/declarations/rendering.ts';
import { plainText } from '../../functions/channels/teams/plain-text.ts';
import { copyLimits, type CopyTexts } from '../../functions/notices/copy-pack/copy-texts.ts';
import { renderCopyPack } from '../../functions/notices/copy-pack/render-copy-pack.ts';
import { filledAtLongest } from '../../functions/notices/fit.ts';
import { knownStockSentences } from '../../functions/notices/wording.ts';
import { renderNotices } from '../../functions/notices/render-notices.ts';
import { districtWith, school } from '../support/district.ts';

/** In every field that nobody outside may read. */
const secret = 'Xq7SECRETzz';

/** Words as an attacker or a careless hand writes them, at most `max` long. */
const words = (max: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: max }),
      fc.string({ unit: 'binary', maxLength: max }),
      fc
        .array(
          fc.constantFrom(
            '{{issued}}',
            '{{deliveryId}}',
            '{{{',
            '}}',
            '<script>',
            '</p>',
            '&amp;',
            '"',
            '\n',
            '\u202E',
            '<!--',
            'é',
            '鬱',
            ' a',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
      fc.nat({ max }).map((length) => 'W'.repeat(length)),
      fc.constant('&'.repeat(max)),
    )
    .map((text) => text.slice(0, max));

const name = (max: number): fc.Arbitrary<string> => words(max).map((text) => (text === '' ? 'N' : text));
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const time = fc.constantFrom('06:30', '10:20', '12:00', '23:59');
const date = fc
  .integer({ min: 0, max: 120 })
  .map((n) => new Date(Date.UTC(2022, 11, 1 + n)).toISOString().slice(0, 10));

const district: fc.Arbitrary<District> = fc
  .record({
    name: name(80),
    schools: fc.array(name(80), { minLength: 1, maxLength: 4 }),
    divisions: fc.array(name(80), { maxLength: 3 }),
    programs: fc.array(
      fc.record({
        name: name(80),
        on: fc.dictionary(fc.constantFrom(...DayType.options), fc.constantFrom(...Disposition.options)),
      }),
      { minLength: 1, maxLength: 10 },
    ),
    tools: fc.array(name(80), { minLength: 1, maxLength: 40 }),
    languages: fc.shuffledSubarray(['en', 'es', 'so', 'hmn'], { minLength: 1 }),
    standing: fc.record({ noInternet: words(300), helpLine: words(300), meals: words(300) }),
    channelLanguage: fc.constantFrom('en', 'es', 'so', 'hmn'),
  })
  .map((made) =>
    districtWith({
      name: made.name,
      languages: made.languages,
      schools: made.schools.map((one, i) =>
        school(`school-${i}`, {
          name: one,
          ...(i === 0 && {
            divisions: made.divisions.map((division, n) => ({
              id: `d-${n}`,
              name: division,
              level: 'middle' as const,
            })),
          }),
        }),
      ),
      programs: made.programs.map((one, i) => ({ id: `program-${i}`, kind: 'x', ...one })),
      tools: made.tools.map((one, i) => ({ id: `tool-${i}`, name: one })),
      staffGroups: [{ id: 'teachers', name: secret }],
      standing: Object.fromEntries(made.languages.map((language) => [language, made.standing])),
      channels: {
        'google-classroom': { language: made.channelLanguage },
        teams: { language: made.channelLanguage, tenantId: 't', serviceUsers: [{ id: 'notices-1' }] },
        sns: { topics: { public: 'p', staff: 's', administrators: 'a', operations: 'o' } },
      },
    }),
  );

const drop = <T extends object>(value: T) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

const inLanguages = fc.dictionary(fc.constantFrom('en', 'es', 'so', 'hmn', 'fr'), words(200));

const declarationOf = (of: District) =>
  fc
    .record({
      causes: fc.array(
        fc.record({
          kind: fc.constantFrom(...CauseKind.options),
          publicText: optional(fc.constantFrom(...knownStockSentences)),
          qualifying: fc.boolean(),
          summary: fc.constant(secret),
          signalIds: fc.constant([secret]),
        }),
        { minLength: 1, maxLength: 10 },
      ),
      programs: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom(...of.programs.map((program) => program.id)),
          disposition: fc.constantFrom(...Disposition.options),
          note: optional(words(300)),
          where: optional(words(120)),
          opens: optional(time),
          closes: optional(time),
          decisionBy: optional(fc.constant('2023-02-22T06:00:00-06:00')),
        }),
        { selector: (program) => program.id },
      ),
      events: fc.array(
        fc.record({
          name: name(120),
          disposition: fc.constantFrom(...Disposition.options),
          where: optional(words(120)),
          newWhen: optional(fc.constant('2023-02-28T18:00:00-06:00')),
          decisionBy: optional(fc.constant('2023-02-22T06:00:00-06:00')),
          note: optional(words(300)),
        }),
        { maxLength: 40 },
      ),
      tools: fc.record({
        available: fc.subarray(of.tools.map((tool) => tool.id)),
        unavailable: fc.subarray(of.tools.map((tool) => tool.id)),
      }),
      staff: fc.array(
        fc.record({
          // By a name of its own, or by a group of the district's file, whose name is for staff alone too.
          group: fc.constantFrom(secret, 'teachers'),
          instruction: fc.constantFrom('report', 'remote', 'do-not-report', 'as-posted'),
          at: fc.constant(secret),
          note: fc.constant(secret),
        }),
        { maxLength: 20 },
      ),
      sameDay: optional(fc.record({ buses: inLanguages, walkers: inLanguages, afterSchool: inLanguages })),
      message: fc.dictionary(fc.constantFrom('en', 'es', 'so', 'hmn', 'fr'), words(300)),
      nextUpdateAt: optional(fc.constant('2023-02-23T18:00:00-06:00')),
      drill: fc.boolean(),
    })
    .map((made) =>
      Declaration.parse({
        ...drop(made),
        days: [{ date: '2023-02-22', dayType: 'closed', schools: 'all' }],
        decidedBy: { name: secret, role: secret, how: secret },
        reasons: { 'coverage/2023-02-22/-': secret },
      }),
    );

const daysOf = (of: District): fc.Arbitrary<ResolvedDay[]> => {
  const units = unitsOf(of).map((unit) => unit.unitId);
  const day = fc.record({
    date,
    dayType: fc.constantFrom(...DayType.options),
    units: fc.subarray(units, { minLength: 1 }),
    startsAt: optional(time),
    endsAt: optional(time),
    from: optional(time),
    sameDay: optional(fc.constant(true)),
  });
  return fc
    .uniqueArray(day, { selector: (one) => one.date, minLength: 1, maxLength: 60 })
    .map((days) => days.map((one) => drop(one) as unknown as ResolvedDay));
};

const brief: fc.Arbitrary<NoticeBrief> = district.chain((of) =>
  fc.record({
    act: fc.constantFrom('declared', 'amended', 'corrected', 'retracted', 'resumed'),
    district: fc.constant(of),
    declaration: declarationOf(of),
    days: daysOf(of),
    audiences: fc.constant(['class', 'staff', 'public', 'administrators', 'program:program-0'] as const),
    publicUrl: fc.constant('https://notices.a-district.k12.mn.us'),
  }),
);

/** Days that empty buildings with children in them: marked so, or from an hour after the bell. Nobody outside has put words in. */
const emptyingBrief: fc.Arbitrary<NoticeBrief> = fc
  .record({
    languages: fc.shuffledSubarray(['en', 'es', 'so', 'hmn'], { minLength: 1 }),
    days: fc.uniqueArray(
      fc.record({
        date,
        dayType: fc.constantFrom('closed', 'e-learning', 'early-dismissal'),
        hours: fc.constantFrom<Partial<ResolvedDay>[]>(
          { sameDay: true },
          { sameDay: true, endsAt: '11:30' },
          { from: '12:00' },
          { from: '12:00', sameDay: true },
        ),
        units: fc.subarray(['pine-hs', 'pine-k8/k5', 'pine-k8/m68'], { minLength: 1 }),
      }),
      { selector: (day) => day.date, minLength: 1, maxLength: 5 },
    ),
    causes: fc.array(
      fc.record({
        kind: fc.constantFrom(...CauseKind.options),
        publicText: fc.constantFrom(...knownStockSentences),
        qualifying: fc.constant(false),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    disposition: fc.constantFrom(...Disposition.options),
    drill: fc.boolean(),
    act: fc.constantFrom('declared', 'amended', 'corrected', 'retracted'),
  })
  .map(({ languages, days, causes, disposition, drill, act }) => ({
    act,
    district: districtWith({
      languages,
      standing: {},
      channels: {
        'google-classroom': { language: languages[0] },
        teams: { language: languages[0], tenantId: 't', serviceUsers: [{ id: 'notices-1' }] },
        sns: { topics: { public: 'p', staff: 's', administrators: 'a', operations: 'o' } },
      },
    }),
    days: days.map(({ hours, ...day }): ResolvedDay => ({ ...day, ...hours })),
    declaration: Declaration.parse({
      days: [{ date: '2023-02-22', dayType: 'closed', schools: 'all' }],
      causes,
      programs: [{ id: 'kids-club', disposition }],
      events: [{ name: 'Concert', disposition }],
      staff: [{ group: 'teachers', instruction: 'report', at: '09:00' }],
      tools: { available: ['google-classroom'], unavailable: ['phones'] },
      nextUpdateAt: '2023-02-22T10:30:00-06:00',
      audiences: ['class', 'staff', 'public'],
      drill,
    }),
    audiences: ['class', 'staff', 'public', 'administrators', 'program:kids-club'] as const,
    publicUrl: 'https://notices.example.org',
  }));

const renderingsOf = (notices: readonly DraftNotice[]) =>
  notices.flatMap((notice) => notice.renderings.map((one) => one.rendering));
const posted = (text: string) => fillSlots(text, { issued: '(ISSUED)', deliveryId: '(ID)' });

describe('whatever is declared', () => {
  test('nothing internal and nothing for staff reaches a class, a program, the public, an administrator or the page', () => {
    fc.assert(
      fc.property(brief, (given) => {
        const notices = renderNotices(given);
        for (const { audience, renderings, page } of notices) {
          if (audience === 'staff') continue;
          expect(JSON.stringify([renderings, page ?? null])).not.toContain(secret);
        }
        const staff = JSON.stringify(notices.filter((notice) => notice.audience === 'staff'));
        expect(staff.includes(secret)).toBe(given.declaration.staff.length > 0 && staff !== '[]');
        expect(notices.find((notice) => notice.audience === 'staff')?.page).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });

  test('every post for a class or program keeps within its limit, and says its own reference', () => {
    fc.assert(
      fc.property(brief, (given) => {
        for (const { channel, audience, text } of renderingsOf(renderNotices(given))) {
          expect(posted(text)).toMatch(/Ref\. \(ID\)(<\/p>)?$/);
          if (channel === 'sns' || audience === 'staff') continue;
          const longest = filledAtLongest(text);
          const size = channel === 'teams' ? Buffer.byteLength(longest) : longest.length;
          expect(size).toBeLessThanOrEqual(channel === 'teams' ? 6000 : 1800);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('every post begins with its opening as a look will find it, and has its minute once', () => {
    fc.assert(
      fc.property(brief, (given) => {
        for (const { channel, text, opening, subject } of renderingsOf(renderNotices(given))) {
          const plain = channel === 'teams' ? plainText(posted(text)) : posted(text);
          expect(beginsWith(plain, opening)).toBe(true);
          expect(text.split('{{issued}}')).toHaveLength(2);
          if (channel === 'sns') expect(subject).toMatch(/^[\x21-\x7E][\x20-\x7E]{0,98}$/);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('no word from outside opens a slot, breaks a line or writes HTML', () => {
    fc.assert(
      fc.property(brief, (given) => {
        const notices = renderNotices(given);
        for (const { channel, text } of renderingsOf(notices)) {
          expect(text.replace(/\{\{(issued|deliveryId)\}\}/g, '')).not.toContain('{{');
          expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
          if (channel !== 'teams') continue;
          expect(text.replace(/<\/?(p|strong|ul|li|a)( (lang|href)="[^"<>]*")?>/g, '')).not.toMatch(/[<>]/);
        }
        for (const html of notices.flatMap((notice) => notice.page?.html ?? [])) {
          const body = html.slice(html.indexOf('<body>'));
          expect(body.replace(/\{\{issued:[a-z]{2,3}\}\}/g, '')).not.toContain('{{');
          const tags =
            /<\/?(body|html|main|nav|article|blockquote|h[1-4]|p|ul|li|a)( (id|class|lang|href|hreflang|aria-label)="[^"<>]*")*>|<!--(state:[a-z]{2,3}|history:[a-z]{2,3}:[23])-->/g;
          expect(body.replace(tags, '')).not.toMatch(/[<>]/);
        }
      }),
      { numRuns: 30 },
    );
  });

  test('every unit of the days is in exactly one class rendering a channel, unless only programs change there', () => {
    fc.assert(
      fc.property(brief, (given) => {
        const renderings = renderNotices(given).find((notice) => notice.audience === 'class')?.renderings ?? [];
        const units = renderings.filter((one) => one.rendering.channel === 'teams').flatMap((one) => one.units);
        expect(new Set(units).size).toBe(units.length);
        const changed = given.days.filter((day) => !['programs-only', 'regular'].includes(day.dayType));
        for (const unit of changed.flatMap((day) => day.units)) expect(units).toContain(unit);
      }),
      { numRuns: 30 },
    );
  });

  test('no building with children in it is called closed, in any language or place', () => {
    fc.assert(
      fc.property(emptyingBrief, (given) => {
        const notices = renderNotices(given);
        const all = JSON.stringify([renderingsOf(notices), notices.map((notice) => notice.page?.html)]);
        expect(all).not.toMatch(/\bclosed\b|\bcerrad[oa]s?\b|\bxiran\b|\bkaw\b/i);
      }),
      { numRuns: 30 },
    );
  });

  test('the same brief gives the same bytes', () => {
    fc.assert(
      fc.property(brief, (given) => {
        const copy = { ...given, district: structuredClone(given.district), days: structuredClone(given.days) };
        expect(digestOf(renderNotices(copy))).toBe(digestOf(renderNotices(given)));
      }),
      { numRuns: 20 },
    );
  });
});

const context = { at: '2023-02-21T14:11:00-06:00', page: 'https://notices.example.org/n/abcdefghjk' };
const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;
const linesOf = ({ email, ...one }: CopyTexts) => ({ ...one, subject: email.subject, body: email.body });

describe('the texts for other channels', () => {
  test('have nothing internal and nothing for staff, each within its limit, in every language', () => {
    fc.assert(
      fc.property(brief, (given) => {
        const texts = renderCopyPack(given, context);
        expect(texts.map(({ language }) => language)).toEqual(given.district.languages);
        expect(JSON.stringify(texts)).not.toContain(secret);
        for (const one of texts.map(linesOf)) {
          for (const text of Object.values(one)) {
            if (typeof text === 'string') expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|\{\{|undefined/);
          }
          for (const name of ['sms', 'banner', 'social', 'closings', 'press', 'seesaw', 'subject'] as const) {
            expect(one[name].length).toBeGreaterThan(5);
            expect(one[name].length).toBeLessThanOrEqual(copyLimits[name]);
          }
          expect(wordsIn(one.voice)).toBeLessThanOrEqual(copyLimits.voiceWords);
          expect(wordsIn(one.hotline)).toBeLessThanOrEqual(copyLimits.hotlineWords);
          // Nobody takes a drill for the real thing, whichever text of it they come across.
          if (!given.declaration.drill) continue;
          for (const name of ['sms', 'banner', 'social', 'closings', 'press', 'seesaw', 'subject', 'body'] as const) {
            expect(one[name]).toMatch(/^(DRILL|SIMULACRO|TABABAR|XYAUM) – |^(DRILL|SIMULACRO|TABABAR|XYAUM) - /);
          }
          expect(one.voice).toMatch(/drill|simulacro|tababar|xyaum/i);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('call no building closed that has children in it', () => {
    fc.assert(
      fc.property(emptyingBrief, (given) => {
        expect(JSON.stringify(renderCopyPack(given, context))).not.toMatch(
          /\bclosed\b|\bcerrad[oa]s?\b|\bxiran\b|\bkaw\b/i,
        );
      }),
      { numRuns: 12 },
    );
  });
});
