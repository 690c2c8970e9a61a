import { describe, expect, test } from 'vitest';
import { InvalidInput } from '../../../functions/core/errors.ts';
import { loadRoster } from '../../../functions/roster/load-roster.ts';
import { parseRoster } from '../../../functions/roster/parse-roster.ts';
import { districtWith, lakes } from '../../support/district.ts';
import { rosterCsv } from '../../support/roster.ts';

const course = 'pine-hs,google-classroom,600001,Algebra 1 – P2,owner@example.org,,,,,';
const channel =
  'pine-hs,teams,19:abc_DEF-1@thread.tacv2,Algebra 1 – P2,notices-1,3f1c2a9e-0000-4000-8000-000000000001,,,,';

/** The refusal of a file that is no roster, as lines. */
function refusalOf(csv: string): string[] {
  try {
    parseRoster(csv, lakes);
  } catch (error) {
    if (error instanceof InvalidInput) return error.flaws.map((flaw) => `${flaw.path}: ${flaw.message}`);
    throw error;
  }
  return [];
}

describe('a file that is right', () => {
  test('given only the required columns, when it is parsed, then the rest has its defaults', () => {
    const csv =
      'schoolId,channel,targetId,name,postAs,parentId\npine-hs,google-classroom,1,Algebra,a@example.org b@example.org,\n';
    expect(parseRoster(csv, lakes)).toEqual({
      rows: [
        {
          line: 2,
          schoolId: 'pine-hs',
          channel: 'google-classroom',
          audience: 'class',
          targetId: '1',
          name: 'Algebra',
          postAs: ['a@example.org', 'b@example.org'],
        },
      ],
      refused: [],
    });
  });

  test('given every column, when it is parsed, then each is taken', () => {
    const csv = rosterCsv('pine-k8,teams,19:x@thread.tacv2,Staff,notices-1,team-1,staff,31,k5,class-9');
    expect(parseRoster(csv, lakes).rows).toEqual([
      expect.objectContaining({
        audience: 'staff',
        students: 31,
        division: 'k5',
        classId: 'class-9',
        parentId: 'team-1',
      }),
    ]);
  });

  test('given a byte-order mark, CRLF, columns in another order, quotes and blank lines, when it is parsed, then they do not matter', () => {
    const csv =
      '\uFEFFname,schoolId,channel,targetId,postAs,parentId\r\n\r\n"Art, ""old"" room",pine-hs,google-classroom,7, a@example.org ,\r\n';
    expect(parseRoster(csv, lakes).rows).toEqual([
      expect.objectContaining({ line: 3, name: 'Art, "old" room', targetId: '7' }),
    ]);
  });

  test('given a program of the district, when it is an audience, then it is taken', () => {
    const csv = rosterCsv('pine-k8,google-classroom,5,Kids Club,a@example.org,,program:kids-club,,,');
    expect(parseRoster(csv, lakes).rows[0]?.audience).toBe('program:kids-club');
  });
});

describe('a line that is wrong', () => {
  test.each([
    ['pine-sh,google-classroom,1,A,a@example.org,,,,,', "unknown school 'pine-sh', did you mean pine-hs?"],
    ['pine-hs,seesaw,1,A,a@example.org,,,,,', "unknown channel 'seesaw', it is one of google-classroom, teams"],
    ['pine-hs,sns,1,A,a@example.org,,,,,', "unknown channel 'sns', it is one of google-classroom, teams"],
    ['pine-hs,google-classroom,,A,a@example.org,,,,,', 'targetId is empty'],
    ['pine-hs,google-classroom,../9,A,a@example.org,,,,,', 'targetId has characters that no id has'],
    ['pine-hs,google-classroom,9..9,A,a@example.org,,,,,', 'targetId has characters that no id has'],
    ['pine-hs,google-classroom,9?x=1,A,a@example.org,,,,,', 'targetId has characters that no id has'],
    ['pine-hs,google-classroom,1,,a@example.org,,,,,', 'name must have 1 to 200 characters'],
    ['pine-hs,google-classroom,1,"A\nB",a@example.org,,,,,', 'name has line breaks or control characters'],
    ['pine-hs,google-classroom,1,Caf\uFFFD,a@example.org,,,,,', 'name is not UTF-8, export the file as UTF-8'],
    ['pine-hs,google-classroom,1,A,,,,,,', 'postAs names nobody, give the owner of the course'],
    [
      'pine-hs,google-classroom,1,A,a@example.org;b@example.org,,,,,',
      "postAs 'a@example.org;b@example.org' is not an e-mail address",
    ],
    ['pine-hs,google-classroom,1,A,a@example.org,team-1,,,,', 'parentId must be empty for a course'],
    ['pine-hs,teams,1,A,notices-2,team-1,,,,', "postAs must be one of the district's service users (notices-1)"],
    ['pine-hs,teams,1,A,notices-1,,,,,', 'parentId is empty'],
    ['pine-hs,teams,1,A,notices-1,a/b,,,,', 'parentId has characters that no id has'],
    [
      'pine-hs,google-classroom,1,A,a@example.org,,public,,,',
      "unknown audience 'public', it is class, staff or program:<id>",
    ],
    [
      'pine-hs,google-classroom,1,A,a@example.org,,program:kids-clib,,,',
      "unknown program 'kids-clib', did you mean kids-club?",
    ],
    ['pine-hs,google-classroom,1,A,a@example.org,,,-3,,', "students '-3' is not a number of students"],
    ['pine-k8,google-classroom,1,A,a@example.org,,,,k6,', "unknown division 'k6' of this school, did you mean k5?"],
    ['pine-hs,google-classroom,1,A,a@example.org,,,,k5,', "unknown division 'k5' of this school"],
    ['pine-hs,google-classroom,1', 'has 3 cells where the header has 10'],
    ['x,google-classroom,,A,a@example.org,,,,,', "unknown school 'x'; targetId is empty"],
  ])('given %s, when it is parsed, then the reason is stated and the next line is taken', (line, reason) => {
    const { rows, refused } = parseRoster(rosterCsv(line, channel), lakes);
    const last = line.includes('\n') ? 3 : 2;
    expect(refused).toEqual([{ line: last, reason }]);
    expect(rows.map((row) => row.line)).toEqual([last + 1]);
  });

  test('given a district without Teams, when a row is for Teams, then it says so', () => {
    const district = districtWith({ channels: { 'google-classroom': {} } });
    expect(parseRoster(rosterCsv(channel), district).refused[0]?.reason).toMatch(
      /^the district file has no channel teams/,
    );
  });

  test('given domains that may be posted as, when an account is outside them, then its row is refused', () => {
    const district = districtWith({ channels: { 'google-classroom': { identityDomains: ['example.org'] } } });
    const csv = rosterCsv(course, 'pine-hs,google-classroom,2,A,a@Example.org boss@example.com,,,,,');
    expect(parseRoster(csv, district).refused).toEqual([
      { line: 3, reason: "postAs 'boss@example.com' is outside example.org" },
    ]);
  });
});

describe('lines at odds with each other', () => {
  test('given a target twice for the same class, when it is parsed, then it is taken once', () => {
    const { rows, refused } = parseRoster(rosterCsv(course, channel, course), lakes);
    expect(rows.map((row) => row.line)).toEqual([2, 3]);
    expect(refused).toEqual([{ line: 4, reason: 'target 600001 is on line 2 already' }]);
  });

  test.each([
    ['two schools', 'pine-k8,google-classroom,600001,A,a@example.org,,,,,'],
    ['a class and a staff room', 'pine-hs,google-classroom,600001,A,a@example.org,,staff,,,'],
  ])('given a target that stands for %s, when it is parsed, then neither line is taken', (_, other) => {
    const { rows, refused } = parseRoster(rosterCsv(course, other, channel), lakes);
    expect(rows.map((row) => row.line)).toEqual([4]);
    expect(refused.map(({ line }) => line)).toEqual([2, 3]);
    expect(refused[0]?.reason).toMatch(/^target 600001 stands for different places: pine-hs class on line 2, /);
  });

  test('given more than 900 teams of one service user, when it is parsed, then the rows of the next team are refused', () => {
    const lines = Array.from({ length: 902 }, (_, i) => `pine-hs,teams,c${i},A,notices-1,team-${Math.min(i, 900)},,,,`);
    const { rows, refused } = parseRoster(rosterCsv(...lines, 'pine-hs,teams,again,A,notices-1,team-7,,,,'), lakes);
    expect(rows).toHaveLength(901);
    expect(refused.map(({ line }) => line)).toEqual([902, 903]);
    expect(refused[0]?.reason).toBe('notices-1 has 900 teams already, give this one to another service user');
  });
});

describe('a file that is no roster', () => {
  test.each([
    ['nothing', '', 'line 1: has no column schoolId'],
    [
      'a misspelt column',
      'schoolId,channel,targetId,name,postAs,parentId,audeince\n',
      "line 1: has a column 'audeince' that means nothing here, did you mean audience?",
    ],
    ['a column twice', 'schoolId,channel,targetId,name,postAs,parentId,name\n', 'line 1: has the column name twice'],
    [
      'a quote without its end',
      rosterCsv(course, 'pine-hs,google-classroom,2,"A,a@example.org,,,,,'),
      expect.stringMatching(/^line \d: Quote Not Closed/),
    ],
  ])('given %s, when it is parsed, then it is refused whole', (_, csv, flaw) => {
    expect(refusalOf(csv)).toContainEqual(flaw);
  });

  test('given more rows than any district has, when it is parsed, then it is refused whole', () => {
    const csv = rosterCsv(',,,,,,,,,\n'.repeat(200_001));
    expect(refusalOf(csv)).toEqual(['(whole): has 200001 rows, more than 200000']);
  });
});

describe('loading', () => {
  const bad = 'pine-sh,google-classroom,2,A,a@example.org,,,,,';

  test('given a bad line, when the roster is loaded, then it is refused with line and reason', () => {
    const load = () => loadRoster(rosterCsv(course, bad), lakes);
    expect(load).toThrow(InvalidInput);
    expect(load).toThrow("line 3: unknown school 'pine-sh', did you mean pine-hs?");
  });

  test('given a bad line and leave to take the rest, when the roster is loaded, then the rest is', () => {
    const { roster, refused } = loadRoster(rosterCsv(course, bad), lakes, { acceptPartial: true });
    expect(roster.manifest.targets).toBe(1);
    expect(refused.map(({ line }) => line)).toEqual([3]);
  });

  test.each([
    ['no line', rosterCsv()],
    ['no good line', rosterCsv(bad)],
  ])('given %s, when the roster is loaded with leave to take the rest, then it is refused all the same', (_, csv) => {
    expect(() => loadRoster(csv, lakes, { acceptPartial: true })).toThrow(InvalidInput);
  });
});
