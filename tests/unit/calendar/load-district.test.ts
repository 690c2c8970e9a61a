import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/core/errors.ts';
import { loadDistrict } from '../../../functions/calendar/load-district.ts';
import { districtText, lakes, lakesText, school } from '../../support/district.ts';

/** The flaws of a file, each as it is shown. */
function flawsOf(text: string): string[] {
  try {
    loadDistrict(text);
  } catch (error) {
    if (error instanceof InvalidInput) return error.flaws.map((flaw) => `${flaw.path}: ${flaw.message}`);
    throw error;
  }
  return [];
}

const year = { id: '2022-23', first: '2022-09-06', last: '2023-06-09' };

describe('a file that is right', () => {
  test('given the example of the contract, when it is loaded, then it is the district', () => {
    expect(loadDistrict(lakesText)).toEqual(lakes);
  });

  test('given a byte-order mark before it, when it is loaded, then it makes no difference', () => {
    expect(loadDistrict(`\uFEFF${lakesText}`)).toEqual(lakes);
  });

  test('given two years that only follow each other, in any order, when it is loaded, then both are there', () => {
    const later = { id: '2023-24', first: '2023-06-10', last: '2024-06-07' };
    expect(loadDistrict(districtText({ schoolYears: [year, later] })).schoolYears).toHaveLength(2);
    expect(loadDistrict(districtText({ schoolYears: [later, year] })).schoolYears).toHaveLength(2);
  });
});

describe('a file that is wrong', () => {
  test.each([
    ['not JSON', '{"id": ', /^\(whole\): is not JSON/],
    ['no object', '[]', /^\(whole\): .*object/],
    ['a misspelt key', districtText({ holdSecond: 3 }), /^\(whole\): Unrecognized key: "holdSecond"/],
    ['an unknown state', districtText({ state: 'MX' }), /^state: MX is not a state/],
    ['an unknown zone', districtText({ timeZone: 'America/Minneapolis' }), /^timeZone: America\/Minneapolis is not/],
    ['an offset for a zone', districtText({ timeZone: '-06:00' }), /^timeZone: -06:00 is not/],
    ['a zone without summer time', districtText({ timeZone: 'EST' }), /^timeZone: EST is not/],
    ['a language twice', districtText({ languages: ['en', 'en'] }), /^languages\[1\]: en is already taken/],
    ['standing words in a foreign language', districtText({ standing: { fr: {} } }), /^standing\.fr: fr is not among/],
    [
      'too fast a quota',
      districtText({ channels: { teams: { tenantId: 't', serviceUsers: [{ id: 'n' }], quotaPerSecond: 51 } } }),
      /^channels\.teams\.quotaPerSecond: .*50/,
    ],
    [
      'a channel in a foreign language',
      districtText({ channels: { 'google-classroom': { language: 'fr' } } }),
      /^channels\.google-classroom\.language: fr is not among the district's languages \(en, es, so, hmn\)/,
    ],
    [
      'a service user twice',
      districtText({ channels: { teams: { tenantId: 't', serviceUsers: [{ id: 'n' }, { id: 'n' }] } } }),
      /^channels\.teams\.serviceUsers\[1\]\.id: n is already/,
    ],
  ])('given %s, when it is loaded, then it is refused with the reason', (_, text, reason) => {
    expect(flawsOf(text)).toContainEqual(expect.stringMatching(reason));
  });

  test('given schools with an id twice and hours that end before they begin, when it is loaded, then each is listed', () => {
    const divided = school('oak', {
      divisions: [
        { id: 'k5', name: 'K–5', level: 'elementary', start: '15:00' },
        { id: 'k5', name: '6–8', level: 'middle' },
      ],
    });
    const schools = [school('pine-hs', { start: '14:50' }), school('pine-hs'), divided, school('pine-k8')];
    expect(flawsOf(districtText({ schools }))).toEqual([
      'schools[1].id: pine-hs is already taken in this list',
      'schools[0].end: ends at 14:50, which is not after its start at 14:50',
      'schools[2].divisions[1].id: k5 is already taken in this list',
      'schools[2].divisions[0].end: ends at 14:50, which is not after its start at 15:00',
    ]);
  });

  test('given dates and years at odds, when it is loaded, then each is listed', () => {
    const first = {
      ...year,
      noSchool: ['2023-07-04', { date: '2022-11-24', schools: ['pine-sh'], levels: ['high'] }, '2022-12-26'],
      noStudents: ['2022-12-26', { date: '2022-12-27', schools: [] }],
      daysUsedBefore: [{ date: '2022-08-01', dayType: 'e-learning', schools: ['oak'] }],
    };
    const schoolYears = [
      first,
      { id: '2023-25', first: '2023-06-09', last: '2023-06-09' },
      { id: '2024-25', first: '2023-09-05', last: '2024-06-07' },
    ];
    expect(flawsOf(districtText({ schoolYears }))).toEqual([
      'schoolYears[0].noSchool[0]: 2023-07-04 is outside the school year, 2022-09-06 to 2023-06-09',
      'schoolYears[0].noSchool[1].schools[0]: unknown school pine-sh, did you mean pine-hs?',
      'schoolYears[0].noSchool[1]: names schools and levels; give one of them',
      'schoolYears[0].noStudents[0]: 2022-12-26 is already in noSchool for everybody',
      'schoolYears[0].noStudents[1].schools: names no school',
      'schoolYears[0].daysUsedBefore[0].date: 2022-08-01 is outside the school year, 2022-09-06 to 2023-06-09',
      'schoolYears[0].daysUsedBefore[0].schools[0]: unknown school oak',
      'schoolYears[1].last: 2023-06-09 is not after the first day, 2023-06-09',
      'schoolYears[1].id: 2023-25 should name two years that follow each other, such as 2023-24',
      'schoolYears[1].first: overlaps 2022-23, 2022-09-06 to 2023-06-09',
      'schoolYears[2].id: 2024-25 is not the school year of 2023-09-05 to 2024-06-07',
    ]);
  });

  test('given programs and tools that name what is not there, when it is loaded, then each is listed', () => {
    const programs = [
      { id: 'club', name: 'Club', kind: 'child-care', schools: ['pine-k9'], opens: '18:00', closes: '06:30' },
    ];
    const tools = [
      { id: 'a', name: 'A', dependsOn: ['b'] },
      { id: 'b', name: 'B', dependsOn: ['c', 'clevr'] },
      { id: 'c', name: 'C', dependsOn: ['a'] },
      { id: 'clever', name: 'Clever', dependsOn: ['a'] },
    ];
    expect(flawsOf(districtText({ programs, tools }))).toEqual([
      'programs[0].schools[0]: unknown school pine-k9, did you mean pine-k8?',
      'programs[0].closes: closes at 06:30, which is not after it opens at 18:00',
      'tools[0].dependsOn: depends on itself: a → b → c → a',
      'tools[1].dependsOn[1]: unknown tool clevr, did you mean clever?',
      'tools[1].dependsOn: depends on itself: b → c → a → b',
      'tools[2].dependsOn: depends on itself: c → a → b → c',
    ]);
  });

  test('given bell variants and added days that cannot be, when it is loaded, then each is listed', () => {
    const odd = {
      ...year,
      noSchool: ['2023-02-20'],
      addedDays: ['2023-02-20', '2023-02-20', { date: '2023-06-12', schools: ['pine-h'] }],
      bellVariants: [
        { start: '09:20' },
        { weekday: 'monday', dates: ['2023-07-03'], end: '12:00' },
        { weekday: 'friday', schools: ['pine-k8'], levels: ['high'] },
        { dates: ['2023-07-03'], end: '13:00' },
        { weekday: 'monday', levels: ['elementary'], start: '15:00' },
        { weekday: 'monday', levels: ['middle'], start: '15:00' },
      ],
    };
    expect(flawsOf(districtText({ schoolYears: [odd] }))).toEqual([
      'schoolYears[0].addedDays[1]: 2023-02-20 is already in addedDays for everybody',
      'schoolYears[0].addedDays[2]: 2023-06-12 is outside the school year, 2022-09-06 to 2023-06-09',
      'schoolYears[0].addedDays[2].schools[0]: unknown school pine-h, did you mean pine-hs?',
      'schoolYears[0].bellVariants[0]: says on which weekday or on which dates it holds: give one of them',
      'schoolYears[0].bellVariants[1]: says on which weekday or on which dates it holds: give one of them',
      'schoolYears[0].bellVariants[2]: names schools and levels; give one of them',
      'schoolYears[0].bellVariants[2]: changes nothing: give a start or an end',
      'schoolYears[0].bellVariants[3].dates[0]: 2023-07-03 is outside the school year, 2022-09-06 to 2023-06-09',
      'schoolYears[0].bellVariants[5]: ends at 14:50, which is not after its start at 15:00 at pine-k8/m68',
    ]);
  });

  test('given a level with two policies, or a group of staff twice, when it is loaded, then each is listed', () => {
    const dayTypes = [
      { levels: ['elementary'], first: 'closed' },
      { levels: ['middle', 'elementary'], first: 'closed' },
    ];
    const staffGroups = ['Teachers', 'Licensed staff'].map((name) => ({ id: 'teachers', name }));
    expect(flawsOf(districtText({ policy: { dayTypes }, staffGroups }))).toEqual([
      'policy.dayTypes[1].levels[1]: elementary has its policy already',
      'staffGroups[1].id: teachers is already taken in this list',
    ]);
  });

  test('given hooks that could never do what they say, when it is loaded, then each is listed', () => {
    const topic = 'arn:aws:sns:us-east-2:123456789012:alarms';
    const tools = [{ id: 'phones', name: 'Phones' }];
    const hooks = [
      { id: 'a', vendor: 'pagerduty', systems: [{ match: { service: 'Phones' }, system: 'phone' }] },
      { id: 'a', vendor: 'pagerduty', systems: [{ match: { servce: 'Phones' }, system: 'phones' }] },
      { id: 'b', vendor: 'sns', topics: [topic], systems: [{ match: { alarm: '*' }, system: 'phones' }] },
      { id: 'c', vendor: 'sns', topics: [topic] },
      { id: 'd', vendor: 'alertmanager', systems: [{ match: { whatever: '*' }, system: 'phones' }] },
    ];
    expect(flawsOf(districtText({ tools, hooks }))).toEqual([
      'hooks[1].id: a is already taken in this list',
      `hooks[3].topics[0]: ${topic} is already listed`,
      'hooks[0].systems[0].system: unknown tool phone, did you mean phones?',
      'hooks[1].systems[0].match: pagerduty has no servce, did you mean service?; it has service, urgency, priority',
    ]);
  });

  test.each([
    ['a vendor that nobody reads', { id: 'a', vendor: 'opsgenie' }],
    ['a mapping that names no label', { id: 'a', vendor: 'pagerduty', systems: [{ match: {}, system: 'phones' }] }],
    ['a topic that is none', { id: 'a', vendor: 'sns', topics: ['arn:aws:sns:moon:1:alarms'] }],
    ['topics of a vendor that has none', { id: 'a', vendor: 'pagerduty', topics: [] }],
  ])('given a hook with %s, when it is loaded, then it is refused', (_what, hook) => {
    expect(flawsOf(districtText({ hooks: [hook] }))).toHaveLength(1);
  });

  test('given no list of hooks, when it is loaded, then there is one for each vendor; an empty list closes them', () => {
    const idsOf = (changes: object): string[] => loadDistrict(districtText({ ...changes })).hooks.map(({ id }) => id);
    expect(idsOf({})).toEqual(['pagerduty', 'statuspage', 'alertmanager', 'sns', 'cloudevents']);
    expect(idsOf({ hooks: [] })).toEqual([]);
  });

  test('given flaws that the schema sees and flaws that it cannot see, when it is loaded, then one reading lists both', () => {
    const schools = [school('pine-hs', { start: '8:20' }), school('pine-k8', { start: '16:00' })];
    expect(flawsOf(districtText({ schools, state: 'mn', timeZone: 'Nowhere/Land' }))).toEqual([
      'state: a two-letter state such as MN',
      'schools[0].start: a time of day such as 08:20',
      'timeZone: Nowhere/Land is not a time zone such as America/Chicago',
      'schools[1].end: ends at 14:50, which is not after its start at 16:00',
    ]);
  });

  test('given a file without schools, when it is loaded, then their names elsewhere are not called unknown', () => {
    expect(flawsOf(districtText({ schools: undefined }))).toEqual([expect.stringMatching(/^schools: /)]);
  });
});
