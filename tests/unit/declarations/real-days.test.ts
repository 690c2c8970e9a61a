import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../functions/core/errors.ts';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { day, eLearning, given, type MovableFacts } from '../../support/decided.ts';
import { districtWith } from '../../support/district.ts';
import { body, factsOf } from '../../support/facts.ts';
import { inDrill } from '../../support/drills.ts';

/** Facts with a live warning everywhere, at a moment of Wednesday. */
function at(time: string, changes: Partial<Facts> = {}): MovableFacts {
  const facts = factsOf({ covers: () => true, ...changes });
  facts.clocks.calendarAt(`2023-02-22T${time}:00-06:00`);
  return facts;
}

function flaws(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.flaws.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

/** Date, type, units and what else each resolved day has. */
const days = (declared: ReturnType<typeof body>, facts: Facts = factsOf()) =>
  preview(declared, facts).days.map(({ date: _date, ...rest }) => rest);
const audiences = (declared: ReturnType<typeof body>, facts: Facts) =>
  preview(declared, facts).drafts.map((draft) => draft.audience);
const found = (declared: ReturnType<typeof body>, facts: Facts, rule: string) =>
  preview(declared, facts).answer.findings.filter(({ findingId }) => findingId.startsWith(`${rule}/`));

/** Facts from when days were declared; a late morning is explained. */
function declared(declaration: ReturnType<typeof body>, facts: MovableFacts): MovableFacts {
  const { findings } = preview(declaration, facts).answer;
  const reasons = Object.fromEntries(findings.map(({ findingId }) => [findingId, 'decided by phone']));
  return given({ ...declaration, reasons }, facts).facts;
}

describe('hours of a day', () => {
  it('are each school’s own where it is so many minutes late or early', () => {
    expect(days(day({ dayType: 'late-start', minutesLate: 120 }))).toEqual([
      { dayType: 'late-start', startsAt: '10:20', units: ['pine-hs', 'pine-k8/m68'] },
      { dayType: 'late-start', startsAt: '11:20', units: ['pine-k8/k5'] },
    ]);
    expect(days(day({ dayType: 'early-dismissal', minutesEarly: 90 }))).toEqual([
      { dayType: 'early-dismissal', endsAt: '13:20', units: ['pine-hs', 'pine-k8/m68'] },
      { dayType: 'early-dismissal', endsAt: '14:20', units: ['pine-k8/k5'] },
    ]);
  });

  it('count from the normal start of that date', () => {
    const bellVariants = [{ weekday: 'wednesday' as const, schools: ['pine-hs'], start: '09:00' }];
    const district = districtWith({
      schoolYears: [{ id: '2022-23', first: '2022-09-06', last: '2023-06-09', bellVariants }],
    });
    expect(days(day({ dayType: 'late-start', minutesLate: 60 }), factsOf({ district }))[0]).toEqual({
      dayType: 'late-start',
      startsAt: '10:00',
      units: ['pine-hs'],
    });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a late start that is early for one school',
      { dayType: 'late-start', startsAt: '09:00' },
      /^days\[0\]\.startsAt: this is not later than the normal start of pine-k8\/k5$/,
    ],
    [
      'a late start after school',
      { dayType: 'late-start', startsAt: '15:00', schools: ['pine-hs'] },
      /^days\[0\]\.startsAt: this is not before the end of pine-hs/,
    ],
    [
      'a dismissal that is none',
      { dayType: 'early-dismissal', endsAt: '14:50' },
      /^days\[0\]\.endsAt: this is not earlier than the normal end of pine-hs, pine-k8\/m68$/,
    ],
    [
      'a dismissal before the bell',
      { dayType: 'early-dismissal', minutesEarly: 400, schools: ['pine-hs'] },
      /^days\[0\]\.endsAt: this is not after the start of pine-hs/,
    ],
    [
      'a closing after school',
      { dayType: 'closed', from: '15:00' },
      /^days\[0\]\.from: this is not before the normal end of pine-hs, pine-k8\/m68$/,
    ],
    ['both ways to say it', { dayType: 'late-start', startsAt: '10:20', minutesLate: 120 }, /minutesLate, not both/],
    ['hours on a closed day', { dayType: 'closed', startsAt: '10:20' }, /^days\[0\]\.startsAt: only a day with school/],
    ['minutes on another day', { minutesEarly: 30 }, /^days\[0\]\.minutesEarly: only an early dismissal/],
  ])('are refused as %s', (_what, changes, expected) => {
    expect(flaws(() => preview(day(changes), factsOf()))).toEqual([expect.stringMatching(expected)]);
  });

  it('need no law: a late start is neither counted nor held to the notice', () => {
    const late = body({ days: [{ ...eLearning, dayType: 'late-start', minutesLate: 120 }], causes: [{ kind: 'it' }] });
    const law = preview(late, at('07:00')).answer.findings.filter(({ citation }) => citation !== undefined);
    expect(law).toEqual([]);
  });
});

describe('a change that reaches children in the building', () => {
  const dismissal = day({ dayType: 'early-dismissal', endsAt: '11:30', schools: ['pine-hs'] });

  it('is marked, and goes to staff and families but to no class', () => {
    const facts = at('09:40');
    expect(days(dismissal, facts)).toEqual([
      { dayType: 'early-dismissal', endsAt: '11:30', units: ['pine-hs'], sameDay: true },
    ]);
    expect(audiences(dismissal, facts)).toEqual(['staff', 'public', 'administrators']);
    expect(found(dismissal, facts, 'same-day')).toMatchObject([
      { findingId: 'same-day/2023-02-22/pine-hs', weight: 'info', schools: ['pine-hs'] },
    ]);
  });

  it('leaves open how children get home until somebody writes or confirms it', () => {
    const open = (changes: Record<string, unknown>): string | undefined =>
      found(body({ days: dismissal.days, ...changes }), at('09:40'), 'way-home')[0]?.message;
    expect(open({})).toMatch(/open what families ask first: supervision, buses, walkers, pickUp\./);
    expect(open({ sameDay: { buses: { en: 'At 11:40.' } }, confirmed: ['supervision', 'pickUp'] })).toMatch(
      /: walkers\./,
    );
    const all = ['supervision', 'buses', 'walkers', 'pickUp'];
    expect(open({ confirmed: all })).toBeUndefined();
    expect(found(dismissal, at('06:00'), 'way-home')).toEqual([]);
  });

  it('goes to classes when they are named', () => {
    const named = body({ days: dismissal.days, audiences: ['staff', 'public', 'class'] });
    expect(audiences(named, at('09:40'))).toContain('class');
    expect(found(named, at('09:40'), 'same-day')).toEqual([]);
  });

  it.each<[string, string, Record<string, unknown>, boolean]>([
    ['announced before school', '05:00', { dayType: 'early-dismissal', endsAt: '11:30' }, false],
    ['decided during school', '08:20', { dayType: 'early-dismissal', endsAt: '11:30' }, true],
    ['taking effect during school', '05:00', { dayType: 'closed', from: '11:30' }, true],
    ['taking effect at the bell', '05:00', { dayType: 'closed', from: '08:20' }, false],
    ['e-learning from noon', '10:00', { from: '12:00' }, true],
    ['known since the bell', '10:00', { from: '08:20' }, false],
    ['after school', '14:50', { dayType: 'closed', from: '08:20' }, false],
    ['a later day', '10:00', { date: '2023-02-23' }, false],
  ])('is told apart when it is %s', (_when, time, changes, marked) => {
    const [only] = preview(day({ schools: ['pine-hs'], ...changes }), at(time)).days;
    expect(only?.sameDay === true).toBe(marked);
  });

  it('sets apart the schools that are in session', () => {
    expect(days(day({ dayType: 'early-dismissal', endsAt: '11:30' }), at('09:00'))).toEqual([
      { dayType: 'early-dismissal', endsAt: '11:30', units: ['pine-k8/k5'] },
      { dayType: 'early-dismissal', endsAt: '11:30', units: ['pine-hs', 'pine-k8/m68'], sameDay: true },
    ]);
  });

  it.each([['closed'], ['e-learning']])('is refused as %s without an hour: children are there', (dayType) => {
    const wanted = day({ dayType, schools: ['pine-hs'] });
    expect(flaws(() => preview(wanted, at('09:40')))).toEqual([
      expect.stringMatching(/^days: it is a school day in session on 2023-02-22 at Pine High School: declare an early/),
    ]);
    expect(flaws(() => preview(body({ days: wanted.days, drill: true }), inDrill(at('09:40'))))).toEqual([]);
  });

  it('is none where what stands keeps children at home, or lets them come later', () => {
    const morning = at('05:00');
    const late = declared(day({ dayType: 'late-start', startsAt: '10:30' }), morning);
    const closed = declared(day({ dayType: 'closed' }), morning);
    for (const facts of [late, closed]) {
      facts.clocks.calendarAt('2023-02-22T09:40:00-06:00');
      expect(days(day({ dayType: 'closed' }), facts)).toEqual([
        { dayType: 'closed', units: ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'] },
      ]);
    }
    late.clocks.calendarAt('2023-02-22T10:40:00-06:00');
    expect(flaws(() => preview(day({ dayType: 'closed' }), late))).toHaveLength(1);
  });
});

describe('what else is found', () => {
  it('is that devices are at school since the last day with students', () => {
    const tuesday = factsOf();
    expect(found(body(), tuesday, 'devices')).toEqual([
      expect.objectContaining({
        findingId: 'devices/2023-02-22/district',
        weight: 'info',
        message: expect.stringContaining('last in school on 2023-02-17'),
      }),
    ]);
    // On the Friday before, children can still take them home.
    tuesday.clocks.calendarAt('2023-02-17T12:00:00-06:00');
    expect(found(body(), tuesday, 'devices')).toEqual([]);
    expect(found(day({ date: '2023-02-23' }), factsOf(), 'devices')).toEqual([]);
  });

  it('is that a day which was closed keeps devices at school, and one of e-learning does not', () => {
    const closed = declared(day({ dayType: 'closed' }), factsOf());
    expect(found(day({ date: '2023-02-23' }), closed, 'devices')).toHaveLength(1);
    const online = declared(body(), factsOf());
    expect(found(day({ date: '2023-02-23' }), online, 'devices')).toEqual([]);
  });

  it('is what a notice leaves open of programs and events', () => {
    const open = body({
      programs: [{ id: 'kids-club', disposition: 'moved' }],
      events: [
        { name: 'Concert', disposition: 'decided-later' },
        { name: 'Board', disposition: 'moved', where: 'City Hall' },
        { name: 'Game', disposition: 'changed-hours' },
      ],
    });
    const messages = ['program', 'event'].flatMap((rule) => found(open, factsOf(), rule).map(({ message }) => message));
    expect(messages).toEqual([
      'Kids Club is moved, and the notice does not say where to.',
      'Concert is decided later, and the notice does not say by when.',
      'Game has new hours, and the notice does not say which.',
    ]);
  });

  it('is a reason that is not given, or that is not the reason', () => {
    const ofKind = { it: ['technical-difficulties'], weather: ['weather', 'cold'] };
    const wording = { stockSentences: ['weather', 'technical-difficulties'], unreviewed: [], ofKind };
    const facts = factsOf({ wording });
    const closed = { ...eLearning, dayType: 'closed' };
    const about = (causes: unknown[], changes: Record<string, unknown> = {}) =>
      found(body({ days: [{ ...closed, ...changes }], causes }), facts, 'cause-text').map(({ message }) => message);
    expect(about([{ kind: 'it' }, { kind: 'weather' }])).toEqual([
      'No reason is posted: give a cause one of the stock sentences as publicText, such as technical-difficulties or weather.',
    ]);
    expect(about([{ kind: 'it', publicText: 'weather' }, { kind: 'weather' }])).toEqual([
      'The reason that is posted, weather, is not one for the cause it: technical-difficulties.',
    ]);
    expect(about([{ kind: 'it' }, { kind: 'weather', publicText: 'weather' }])).toEqual([]);
    expect(about([{ kind: 'it' }], { dayType: 'programs-only' })).toEqual([]);
  });

  it('is words on the way home that are said of no day, in a foreign language, or with a strange link', () => {
    const written = (sameDay: Record<string, unknown>, changes: Record<string, unknown> = {}) =>
      body({ days: [{ ...eLearning, ...changes }], sameDay });
    expect(found(written({ buses: { en: 'At 11:40.' } }), factsOf(), 'same-day-words')).toHaveLength(1);
    const early = { dayType: 'early-dismissal', endsAt: '11:30' };
    expect(found(written({ buses: { en: 'At 11:40.' } }, early), factsOf(), 'same-day-words')).toEqual([]);
    expect(found(body({ confirmed: ['buses'] }), factsOf(), 'same-day-words')).toHaveLength(1);
    expect(flaws(() => preview(written({ meals: { fr: 'x', en: 'bit.ly/abc' } }), factsOf()))).toEqual([
      'sameDay.meals.fr: not a language of the district: en, es, so, hmn',
      expect.stringMatching(/^sameDay\.meals\.en: links to bit\.ly/),
    ]);
  });

  it('is a program that would close before it opens', () => {
    const odd = body({
      programs: [{ id: 'kids-club', disposition: 'changed-hours', opens: '16:30', closes: '08:30' }],
    });
    expect(flaws(() => preview(odd, factsOf()))).toEqual([expect.stringMatching(/^programs\[0\]\.closes: /)]);
  });
});
