import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { PreviewAnswer } from '../../../functions/declarations/preview-answer.ts';
import { eLearning } from '../../support/decided.ts';
import { districtWith } from '../../support/district.ts';
import { body, factsOf, plainWords } from '../../support/facts.ts';

describe('a preview', () => {
  it('answers in the shape of the contract', () => {
    const { answer } = preview(body(), factsOf());
    expect(PreviewAnswer.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      firstLine: 'declared 2023-02-22 e-learning · Lakes Public Schools, 2023-02-21T14:11:00-06:00',
      reach: { 'google-classroom': { targets: 60, schools: 2 }, sns: { targets: 2 } },
      legalDeadline: '2023-02-22T06:20:00-06:00',
      // 30 s of hold and 60 targets at 10 a second.
      reachedBy: '2023-02-21T14:11:36-06:00',
      needsApproval: false,
    });
    expect(answer.notices.map(({ audience }) => audience)).toEqual(['class', 'staff', 'public', 'administrators']);
  });

  it('shows schools with the same facts once, and others by themselves', () => {
    const mixed = body({
      days: [
        { ...eLearning, schools: ['pine-hs'] },
        { ...eLearning, dayType: 'closed', schools: ['pine-k8'] },
      ],
    });
    const perUnit = (brief: Parameters<Facts['render']>[0]) =>
      plainWords(brief).map((notice) => ({
        ...notice,
        renderings: notice.renderings.flatMap(({ units, rendering }) =>
          units.map((unit) => ({ units: [unit], rendering })),
        ),
      }));
    const facts = factsOf({ render: perUnit });
    const shown = preview(mixed, facts).answer.notices.filter((notice) => notice.audience === 'class');
    expect(shown.map((notice) => notice.units)).toEqual([['pine-hs'], ['pine-k8/k5', 'pine-k8/m68']]);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['school changes', {}, ['class', 'staff', 'public', 'administrators']],
    [
      'only programs change',
      { days: [{ ...eLearning, dayType: 'programs-only' }], programs: [{ id: 'kids-club', disposition: 'cancelled' }] },
      ['program:kids-club', 'public', 'administrators'],
    ],
    [
      'only programs change, with a word to staff',
      { days: [{ ...eLearning, dayType: 'programs-only' }], staff: [{ group: 'all', instruction: 'do-not-report' }] },
      ['staff', 'public', 'administrators'],
    ],
    ['audiences are named', { audiences: ['public'] }, ['public', 'administrators']],
  ])('speaks to whom it concerns when %s', (_when, changes, audiences) => {
    expect(preview(body(changes), factsOf()).drafts.map((draft) => draft.audience)).toEqual(audiences);
  });

  it.each<[string, Record<string, unknown>, Parameters<typeof districtWith>[0], boolean]>([
    ['policy wants nobody else', {}, {}, false],
    ['policy wants one more', {}, { policy: { approvals: 1 } }, true],
    ['own words link somewhere', { message: { en: 'https://www.example.org/x' } }, {}, true],
    [
      'links are nobody’s business',
      { message: { en: 'https://www.example.org/x' } },
      { policy: { secondPersonFor: [], linkHosts: ['www.example.org'] } },
      false,
    ],
  ])('knows whether a second person is needed when %s', (_when, changes, district, expected) => {
    const facts = factsOf({ district: districtWith(district) });
    expect(preview(body(changes), facts).answer.needsApproval).toBe(expected);
  });
});

describe('the digest of what was seen', () => {
  const digest = (changes: Record<string, unknown> = {}, facts: Facts = factsOf()) =>
    preview(body(changes), facts).answer.digest;

  it('does not change with reasons, who decided, or the minute', () => {
    const later = factsOf();
    later.clocks.calendarAt('2023-02-21T14:12:00-06:00');
    expect(digest({}, later)).toBe(digest());
    expect(digest({ reasons: { 'x/-/-': 'why' }, decidedBy: { name: 'Ms. Graff', how: 'by phone' } })).toBe(digest());
  });

  it.each<[string, Record<string, unknown>, Partial<Facts>]>([
    ['another day', { days: [{ ...eLearning, date: '2023-02-23' }] }, {}],
    ['another word', { message: { en: 'Stay safe.' } }, {}],
    ['another audience', { audiences: ['public'] }, {}],
    ['a warning that ended', {}, { covers: () => false }],
    ['another roster', {}, { rules: { ...factsOf().rules, roster: 'new' } }],
    ['other wording', {}, { render: (brief) => plainWords({ ...brief, act: 'amended' }) }],
    ['a tool that broke', {}, { readiness: { 'google-classroom': 'down' } }],
    ['a second person being asked for', {}, { district: districtWith({ policy: { approvals: 1 } }) }],
  ])('changes with %s', (_what, changes, facts) => {
    expect(digest(changes, factsOf(facts))).not.toBe(digest());
  });
});

describe('the end of its use', () => {
  const notAfter = (changes: Record<string, unknown>, now = '2023-02-21T14:11:00-06:00') => {
    const facts = factsOf({ covers: () => true });
    facts.clocks.calendarAt(now);
    return preview(body(changes), facts).notAfter;
  };

  it.each<[string, Record<string, unknown>, string, string]>([
    [
      'the end of the last day’s school',
      { days: [eLearning, { ...eLearning, date: '2023-02-24', schools: ['pine-hs'] }] },
      '2023-02-21T14:11:00-06:00',
      '2023-02-24T14:50:00-06:00',
    ],
    ['an hour after the last bell on the morning itself', {}, '2023-02-22T05:00:00-06:00', '2023-02-22T10:20:00-06:00'],
    [
      'the end of school once that hour is over',
      { days: [{ ...eLearning, from: '08:20' }] },
      '2023-02-22T10:20:00-06:00',
      '2023-02-22T15:50:00-06:00',
    ],
    [
      'an hour after an early dismissal sent children home',
      { days: [{ ...eLearning, dayType: 'early-dismissal', endsAt: '11:30' }] },
      '2023-02-22T10:00:00-06:00',
      '2023-02-22T12:30:00-06:00',
    ],
    [
      'an hour after the last school changed during the day',
      {
        days: [
          { ...eLearning, dayType: 'closed', schools: ['pine-hs'], from: '11:30' },
          { ...eLearning, dayType: 'closed', schools: ['pine-k8'], from: '12:15' },
        ],
      },
      '2023-02-22T10:00:00-06:00',
      '2023-02-22T13:15:00-06:00',
    ],
    [
      'the end of school once that hour is over too',
      { days: [{ ...eLearning, dayType: 'early-dismissal', endsAt: '11:30' }] },
      '2023-02-22T12:45:00-06:00',
      '2023-02-22T15:50:00-06:00',
    ],
    [
      'midnight for programs',
      { days: [{ ...eLearning, dayType: 'programs-only' }] },
      '2023-02-21T14:11:00-06:00',
      '2023-02-23T00:00:00-06:00',
    ],
    [
      'the end of school across the change of clocks',
      { days: [{ ...eLearning, date: '2023-03-13' }] },
      '2023-03-10T14:11:00-06:00',
      '2023-03-13T15:50:00-05:00',
    ],
  ])('is %s', (_what, changes, now, expected) => {
    expect(notAfter(changes, now)).toBe(expected);
  });
});
