import { describe, expect, test } from 'vitest';
import type { ResolvedDay } from '../../../functions/declarations/declaration.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { districtOfSchools, districtWith, school } from '../../support/district.ts';
import { briefOf, eLearning, february, postedLines, renderingFor } from '../../support/notices.ts';

const classroom = { audience: 'class', channel: 'google-classroom' } as const;

function line1(brief: Parameters<typeof briefOf>[0], unit = 'pine-hs'): string {
  return postedLines(renderingFor(renderNotices(briefOf(brief)), { ...classroom, unit }))[0] ?? '';
}

const day = (changes: Partial<ResolvedDay>): ResolvedDay => ({
  date: '2023-02-22',
  dayType: 'closed',
  units: ['pine-hs'],
  ...changes,
});

describe('line 1 of a class', () => {
  test('given three days of e-learning, then it names kind, days, this school, district and minute', () => {
    expect(line1({})).toBe(
      'E-LEARNING Wed Feb 22 – Fri Feb 24 · Pine High School · Lakes Public Schools, Tue 2:11 p.m.',
    );
  });

  test('given mixed days, then each kind stands with its dates', () => {
    const days = [...eLearning(['2023-02-22', '2023-02-23']), day({ date: '2023-02-24' })];
    expect(line1({ days })).toMatch(/^E-LEARNING Wed Feb 22 – Thu Feb 23; CLOSED Fri Feb 24 · Pine High School/);
  });

  test('given days over a weekend, then the weekend is not named', () => {
    expect(line1({ days: eLearning(['2023-02-24', '2023-02-27']) })).toMatch(/^E-LEARNING Fri Feb 24, Mon Feb 27 ·/);
  });

  test('given other hours, then they stand with the day', () => {
    expect(line1({ days: [day({ dayType: 'late-start', startsAt: '10:20' })] })).toMatch(
      /^LATE START Wed Feb 22, starts at 10:20 a\.m\. ·/,
    );
  });

  test('given a closing in school hours, then nothing says closed of a building with children in it', () => {
    const rendering = renderingFor(renderNotices(briefOf({ days: [day({ from: '11:30' })] })), classroom);
    expect(rendering.text).toMatch(/^EARLY DISMISSAL Wed Feb 22, ends at 11:30 a\.m\. ·/);
    expect(rendering.text).not.toMatch(/closed/i);
  });

  test('given a drill, then it says so first and once more in words', () => {
    const rendering = renderingFor(renderNotices(briefOf({ declaration: { drill: true } })), classroom);
    expect(rendering.text).toMatch(/^DRILL – E-LEARNING Wed Feb 22/);
    expect(rendering.text).toContain('This is only a drill.');
  });

  test('given an amendment, then it begins with the update and its minute', () => {
    expect(line1({ act: 'amended' })).toBe(
      'UPDATE Tue 2:11 p.m. – E-LEARNING Wed Feb 22 – Fri Feb 24 · Pine High School · Lakes Public Schools',
    );
  });

  test('given a retraction, then it states the resulting day', () => {
    const days = february.map((one): ResolvedDay => ({ ...one, dayType: 'regular' }));
    expect(line1({ act: 'retracted', days })).toMatch(
      /^UPDATE Tue 2:11 p\.m\. – REGULAR SCHOOL DAY Wed Feb 22 – Fri Feb 24 · Pine High School ·/,
    );
  });

  test('given that every day is back to normal, then the cause of the closing is not given as the reason', () => {
    const days = february.map((one): ResolvedDay => ({ ...one, dayType: 'regular' }));
    const rendering = renderingFor(renderNotices(briefOf({ act: 'retracted', days })), classroom);
    expect(rendering.text).not.toContain('The reason is');
    expect(renderingFor(renderNotices(briefOf()), classroom).text).toContain('The reason is severe weather.');
  });

  test('given a correction, then it begins as the notice that it rewrites', () => {
    expect(line1({ act: 'corrected' })).toBe(line1({}));
  });
});

describe('a divided school', () => {
  const days = [
    ...eLearning(['2023-02-22']).map((one) => ({ ...one, units: ['pine-hs', 'pine-k8/m68'] })),
    day({ units: ['pine-k8/k5'] }),
  ];

  test('given divisions that differ, then each reads its own day, and rows without a division read both', () => {
    expect(line1({ days }, 'pine-k8/k5')).toMatch(/^CLOSED Wed Feb 22 · Pine Community School, K–5 ·/);
    expect(line1({ days }, 'pine-k8/m68')).toMatch(/^E-LEARNING Wed Feb 22 · Pine Community School, 6–8 ·/);
    expect(line1({ days }, 'pine-k8')).toMatch(
      /^K–5: CLOSED Wed Feb 22; 6–8: E-LEARNING Wed Feb 22 · Pine Community School ·/,
    );
  });

  test('given one division alone, then the other gets no notice', () => {
    const notices = renderNotices(briefOf({ days: [day({ units: ['pine-k8/k5'] })], audiences: ['class'] }));
    const units = notices.flatMap((notice) => notice.renderings).flatMap((one) => one.units);
    expect(new Set(units)).toEqual(new Set(['pine-k8', 'pine-k8/k5']));
  });

  test('given equal divisions, then one rendering serves the school and both of them', () => {
    const [notice] = renderNotices(briefOf({ audiences: ['class'] }));
    expect(notice?.renderings.map((one) => one.units)).toContainEqual(['pine-k8', 'pine-k8/k5', 'pine-k8/m68']);
  });
});

describe('very many schools', () => {
  test('given more renderings than an entry can name, then schools with the same facts share one', () => {
    const district = districtOfSchools(150);
    const [notice] = renderNotices(
      briefOf({ district, days: eLearning(['2023-02-22'], district), audiences: ['class'] }),
    );
    expect(notice?.renderings.length).toBeLessThanOrEqual(4);
    const line = notice?.renderings[0]?.rendering.text.split('\n')[0];
    expect(line).toMatch(/^E-LEARNING Wed Feb 22 · (All schools|Your school|High schools) · Lakes/);
  });

  test('given whole levels with the same facts, then the level is named', () => {
    const levels = Array.from({ length: 120 }, (_, i) => (i % 2 === 0 ? ('high' as const) : ('elementary' as const)));
    const schools = levels.map((level, i) => school(`s-${i}`, { level }));
    const district = districtWith({ schools, programs: [] });
    const of = (level: string) => levels.flatMap((one, i) => (one === level ? [`s-${i}`] : []));
    const days = [day({ units: of('high'), dayType: 'e-learning' }), day({ units: of('elementary') })];
    const [notice] = renderNotices(briefOf({ district, days, audiences: ['class'] }));
    const lines = notice?.renderings.map((one) => one.rendering.text.split('\n')[0]);
    expect(lines).toContain('CLOSED Wed Feb 22 · Elementary schools · Lakes Public Schools, {{issued}}');
  });
});
