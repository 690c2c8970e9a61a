import { describe, expect, it } from 'vitest';
import { partnersWithoutBuses } from '../../../functions/calendar/partners-without-buses.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { renderCopyPack } from '../../../functions/notices/copy-pack/render-copy-pack.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { writeIssued } from '../../../functions/notices/write-issued.ts';
import { day, eLearning } from '../../support/decided.ts';
import { districtText, districtWith } from '../../support/district.ts';
import { loadDistrict } from '../../../functions/calendar/load-district.ts';
import { body, factsOf } from '../../support/facts.ts';
import { briefOf } from '../../support/notices.ts';

const all = ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'];
const partners = [
  { id: 'st-mark', name: 'St. Mark', ridesOurBuses: true },
  { id: 'oak-charter', name: 'Oak Charter', ridesOurBuses: true, schools: ['pine-hs'] },
  { id: 'elm', name: 'Elm School' },
];
const district = districtWith({ partners });
const wednesday = { date: '2023-02-22', dayType: 'closed' as const };

describe('partners without buses', () => {
  const without = (...days: Parameters<typeof partnersWithoutBuses>[1]) =>
    partnersWithoutBuses(district, days).map(({ partner, dates }) => `${partner.id} ${dates.join()}`);

  it('given all schools are closed or online, then those who ride our buses, on those dates', () => {
    const thursday = { date: '2023-02-23', dayType: 'e-learning' as const, units: all };
    expect(without({ ...wednesday, units: all }, thursday)).toEqual([
      'st-mark 2023-02-22,2023-02-23',
      'oak-charter 2023-02-22,2023-02-23',
    ]);
  });

  it('given one school is closed, then only the partner that rides with it', () => {
    expect(without({ ...wednesday, units: ['pine-hs'] })).toEqual(['oak-charter 2023-02-22']);
    expect(without({ ...wednesday, units: ['pine-k8/k5', 'pine-k8/m68'] })).toEqual([]);
  });

  it.each([
    ['a late start', { dayType: 'late-start' }],
    ['a change during the day', { from: '11:30' }],
    ['children in the building', { sameDay: true as const }],
    ['a date without students', { date: '2023-02-20' }],
  ])('given %s, then nobody', (_case, changes) => {
    expect(without({ ...wednesday, units: all, ...changes })).toEqual([]);
  });

  it('given a school or an id that is wrong, then the file is refused with both', () => {
    const wrong = [
      { id: 'x', name: 'X', schools: ['pine-hx'] },
      { id: 'x', name: 'Y' },
    ];
    expect(() => loadDistrict(districtText({ partners: wrong }))).toThrow(
      /partners\[1\]\.id[\s\S]*partners\[0\]\.schools/,
    );
  });
});

describe('partners in what is said', () => {
  const facts = () => factsOf({ district, render: renderNotices, writeIssued });

  it('are a finding with their names, for each date', () => {
    const { findings } = preview(body({ days: [eLearning, { ...eLearning, date: '2023-02-23' }] }), facts()).answer;
    expect(findings.filter(({ findingId }) => findingId.startsWith('partners/'))).toMatchObject([
      {
        findingId: 'partners/2023-02-22/-',
        weight: 'info',
        message: expect.stringMatching(/^2 partner schools lose .*St\. Mark, Oak Charter/),
      },
      { findingId: 'partners/2023-02-23/-' },
    ]);
    const one = preview(day({ dayType: 'closed', schools: ['pine-hs'] }), facts()).answer.findings;
    expect(one.find(({ findingId }) => findingId === 'partners/2023-02-22/-')?.message).toMatch(
      /^1 partner school loses/,
    );
  });

  it('stand on the page and in the copy pack, in each language, and in no class’s post', () => {
    const brief = briefOf({ district, days: [{ ...wednesday, units: all }] });
    const notices = renderNotices(brief);
    const page = notices.find((notice) => notice.page !== undefined)?.page?.html;
    expect(page).toContain('<h2>No school buses for</h2><ul><li>St. Mark (Wed Feb 22)</li>');
    const [english, spanish] = renderCopyPack(brief, { at: '2023-02-21T15:00:00-06:00' });
    expect(english?.email.body).toContain('No school buses for: St. Mark (Wed Feb 22), Oak Charter (Wed Feb 22).');
    expect(spanish?.email.body).toContain('Sin autobuses escolares para: St. Mark (mié 22 feb)');
    const posts = notices.flatMap(({ renderings }) => renderings.map(({ rendering }) => rendering.text));
    expect(posts.filter((text) => text.includes('St. Mark'))).toEqual([]);
  });
});
