import { describe, expect, test } from 'vitest';
import type { Declaration, ResolvedDay } from '../../../functions/declarations/declaration.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { districtWith } from '../../support/district.ts';
import { briefOf, postedLines, renderingFor } from '../../support/notices.ts';

const classroom = { audience: 'class', channel: 'google-classroom', unit: 'pine-hs' } as const;
const topic = { audience: 'public', channel: 'sns', language: 'en' } as const;

const day = (changes: Partial<ResolvedDay> = {}): ResolvedDay => ({
  date: '2023-02-22',
  dayType: 'early-dismissal',
  units: ['pine-hs'],
  endsAt: '11:30',
  sameDay: true,
  ...changes,
});

const confirmed: Declaration['confirmed'] = ['supervision', 'buses', 'walkers', 'pickUp'];

const brief = (changes: Parameters<typeof briefOf>[0] = {}) =>
  briefOf({
    days: [day()],
    ...changes,
    declaration: { audiences: ['class', 'staff', 'public'], ...changes.declaration },
  });

describe('a change while children are in the building', () => {
  test('given nothing but the hour, then nothing is claimed that nobody has confirmed, in any language', () => {
    const notices = renderNotices(brief());
    const lines = postedLines(renderingFor(notices, classroom));
    expect(lines.filter((line) => /^(?:Buses|Walking home|Pick-up|Food|After school): /.test(line))).toEqual([
      'Food: Please ask the school office.',
      'After school: For programs not named here, please ask the school.',
    ]);
    const everything = notices.flatMap(({ renderings, page }) => [
      page?.html,
      ...renderings.map((one) => one.rendering.text),
    ]);
    const claimed =
      /supervis|School buses|autobuses escolares|Basaska dugsigu|ilaalinayaa|Cov npav tsev|muaj neeg saib/i;
    expect(everything.filter((text) => claimed.test(text ?? ''))).toEqual([]);
  });

  test('given all of it is confirmed, then every question that families ask first is answered in order', () => {
    const declaration = { nextUpdateAt: '2023-02-22T10:30:00-06:00', confirmed };
    const lines = postedLines(renderingFor(renderNotices(brief({ declaration })), classroom));
    const order = [
      'EARLY DISMISSAL Wed Feb 22, ends at 11:30 a.m. · Pine High School · Lakes',
      'Students are safe and supervised in school until they leave.',
      'Buses: School buses leave when school ends.',
      'Walking home: ',
      'Pick-up: ',
      'Food: ',
      'After school: ',
      'Next update: Wed Feb 22, 10:30 a.m.',
      'Español: SALIDA TEMPRANO mié 22 feb, termina: 11:30 a. m.: https://',
    ];
    const places = order.map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('given words of the district, then they stand instead of the stock sentence, or marked with their language', () => {
    const notices = renderNotices(
      brief({ declaration: { confirmed, sameDay: { buses: { en: 'At 11:40, all routes' } } } }),
    );
    expect(renderingFor(notices, topic).text).toContain('Buses: At 11:40, all routes.\n');
    expect(renderingFor(notices, { ...topic, language: 'es' }).text).toContain(
      'Autobuses (inglés): At 11:40, all routes.\n',
    );
    const page = notices.find((notice) => notice.audience === 'public')?.page?.html;
    expect(page).toContain(
      '<h2>How students get home</h2><ul><li>Students are safe and supervised in school until they leave.</li><li>Buses: At 11:40, all routes.</li><li>Walking home: ',
    );
    const staff = renderingFor(notices, { audience: 'staff', channel: 'teams', unit: 'pine-hs' }).text;
    expect(staff).toContain('<p>Buses: At 11:40, all routes.</p>');
  });

  test('given e-learning from noon, then school ends early first, and no building is called closed', () => {
    const { endsAt: _endsAt, ...noon } = day({ dayType: 'e-learning', from: '12:00' });
    const days = [noon];
    const { text } = renderingFor(renderNotices(brief({ days })), classroom);
    expect(text).toMatch(/^EARLY DISMISSAL, THEN E-LEARNING Wed Feb 22, ends at 12:00 p\.m\. ·/);
    expect(text).toContain('After that students learn online from home.');
    expect(text).not.toMatch(/closed|Open this class/i);
  });

  test('given long words in every slot, then a class post keeps within its limit and the page has all of them', () => {
    const long = (slot: string): Record<string, string> => ({ en: `${slot} ${'x'.repeat(190)}` });
    const sameDay = {
      buses: long('b'),
      walkers: long('w'),
      pickUp: long('p'),
      meals: long('m'),
      afterSchool: long('a'),
    };
    const notices = renderNotices(brief({ declaration: { confirmed, sameDay, message: { en: 'y'.repeat(300) } } }));
    const { text } = renderingFor(notices, classroom);
    expect(text.length).toBeLessThanOrEqual(1800);
    expect(text).toContain('see the linked page');
    expect(notices.find((notice) => notice.page)?.page?.html).toContain(`After school: ${long('a')['en']}`);
  });
});

describe('an early dismissal that is announced before school', () => {
  const { sameDay: _sameDay, ...ahead } = day();
  const announced = [ahead];

  test('given nothing more, then no stock sentence is said of the way home', () => {
    const { text } = renderingFor(renderNotices(brief({ days: announced })), classroom);
    expect(text).toContain('School ends early.');
    expect(text).not.toMatch(/Buses: |supervised/);
  });

  test('given supervision is confirmed, then that is said of the day to come', () => {
    const declaration = { confirmed: ['supervision' as const] };
    const { text } = renderingFor(renderNotices(brief({ days: announced, declaration })), classroom);
    expect(text).toContain('Students are supervised until then.');
    expect(text).not.toMatch(/safe and supervised|Buses: /);
  });

  test('given words of the district, then those are said', () => {
    const declaration = { sameDay: { buses: { en: 'At 11:40.' } } };
    const { text } = renderingFor(renderNotices(brief({ days: announced, declaration })), classroom);
    expect(text).toContain('Buses: At 11:40.\n');
    expect(text).not.toContain('Walking home: ');
  });
});

describe('the way back', () => {
  const back = [{ date: '2023-02-27', dayType: 'regular' as const, units: ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'] }];

  test('given a first regular day, then it is named, and the district’s words are what is not as it was', () => {
    const resumed = briefOf({
      act: 'resumed',
      days: back,
      declaration: { message: { en: 'Students change their passwords in class.' } },
    });
    const lines = postedLines(renderingFor(renderNotices(resumed), classroom));
    expect(lines[0]).toBe(
      'UPDATE Tue 2:11 p.m. – REGULAR SCHOOL DAY Mon Feb 27 · Pine High School · Lakes Public Schools',
    );
    expect(lines).toContain('Back to school: Mon Feb 27 is the first regular day.');
    expect(lines).toContain('What is different: Students change their passwords in class.');
    expect(lines.join('\n')).not.toMatch(/This replaces|The reason is/);
    const { text } = renderingFor(renderNotices(resumed), { ...topic, language: 'es' });
    expect(text).toContain('De vuelta a la escuela: lun 27 feb es el primer día normal.');
    expect(text).toContain('Qué es diferente, en inglés: Students');
    expect(renderNotices(resumed).find((notice) => notice.page)?.page?.html).toContain(
      '<p>Back to school: Mon Feb 27 is the first regular day.</p>',
    );
  });

  test('given schools that come back on different days, then nobody reads another’s first day', () => {
    const [monday] = back;
    const days = [
      { ...monday!, units: ['pine-hs'] },
      { ...monday!, date: '2023-02-28', units: ['pine-k8/k5', 'pine-k8/m68'] },
    ];
    const notices = renderNotices(briefOf({ act: 'resumed', days }));
    expect(renderingFor(notices, { ...classroom, unit: 'pine-k8' }).text).toContain('Back to school: Tue Feb 28 ');
    expect(renderingFor(notices, topic).text).not.toContain('Back to school: ');
  });
});

describe('a late start', () => {
  test('given schools with different starts, then each class reads its own, and the public who begins when', () => {
    const late = { date: '2023-02-22', dayType: 'late-start' as const };
    const days = [
      { ...late, startsAt: '10:20', units: ['pine-hs', 'pine-k8/m68'] },
      { ...late, startsAt: '11:20', units: ['pine-k8/k5'] },
    ];
    const notices = renderNotices(briefOf({ days }));
    const line1 = (unit: string) => postedLines(renderingFor(notices, { ...classroom, unit }))[0];
    expect(line1('pine-hs')).toMatch(/^LATE START Wed Feb 22, starts at 10:20 a\.m\. · Pine High School/);
    expect(line1('pine-k8')).toMatch(
      /^K–5: LATE START Wed Feb 22, starts at 11:20 a\.m\.; 6–8: LATE START Wed Feb 22, starts at 10:20 a\.m\. ·/,
    );
    expect(renderingFor(notices, topic).text).toContain(
      '- LATE START Wed Feb 22, starts at 11:20 a.m.: Pine Community School, K–5\n',
    );
    expect(renderingFor(notices, { ...topic, language: 'so' }).text).toContain('bilow: 11:20 subaxnimo');
  });
});

describe('programs, events and staff', () => {
  test('given an event that is postponed, moved or still open, then the notice says until when, where to and by when', () => {
    const event = { when: '2023-02-22T18:00:00-06:00' };
    const events = [
      { ...event, name: 'Concert', disposition: 'postponed' as const },
      { ...event, name: 'Play', disposition: 'postponed' as const, newWhen: '2023-03-01T18:00:00-06:00' },
      { ...event, name: 'Board', disposition: 'moved' as const, where: 'City Hall' },
      { ...event, name: 'Game', disposition: 'decided-later' as const, decisionBy: '2023-02-22T12:00:00-06:00' },
    ];
    const { text } = renderingFor(renderNotices(briefOf({ declaration: { events } })), topic);
    expect(text).toContain('- Concert (Wed Feb 22, 6:00 p.m.): postponed. The new date will be posted.\n');
    expect(text).toContain('- Play (Wed Feb 22, 6:00 p.m.): postponed. New time: Wed Mar 1, 6:00 p.m.\n');
    expect(text).toContain('- Board (Wed Feb 22, 6:00 p.m.): moved. Place: City Hall.\n');
    expect(text).toContain('- Game (Wed Feb 22, 6:00 p.m.): to be decided. Decision by Wed Feb 22, 12:00 p.m.\n');
  });

  test('given child care that is moved with new hours, then place and hours stand with it, in every language', () => {
    const programs = [
      { id: 'kids-club', disposition: 'moved' as const, where: 'Northrop', opens: '08:30', closes: '16:30' },
    ];
    const days = [{ date: '2023-02-25', dayType: 'programs-only' as const, units: ['pine-k8/k5', 'pine-k8/m68'] }];
    const notices = renderNotices(briefOf({ days, declaration: { programs } }));
    const said = (language: string) => renderingFor(notices, { ...topic, language }).text;
    expect(said('en')).toContain('- Kids Club: moved. Place: Northrop. Hours: 8:30 a.m. to 4:30 p.m.\n');
    expect(said('es')).toContain('- Kids Club: en otro lugar. Lugar: Northrop. Horario: de 8:30 a. m. a 4:30 p. m.\n');
    expect(said('so')).toContain('Goobta: Northrop. Saacadaha: 8:30 subaxnimo ilaa 4:30 galabnimo.\n');
    expect(said('hmn')).toContain('Qhov chaw: Northrop. Sijhawm: 8:30 sawv ntxov txog 4:30 tav su.\n');
  });

  test('given groups of staff by id and by name, then each reads its name, its hour or its place', () => {
    const staff = [
      { group: 'teachers', instruction: 'report' as const, at: '09:00', note: 'Bring your devices' },
      { group: 'bus drivers', instruction: 'as-posted' as const, at: 'the depot' },
    ];
    const district = districtWith({ staffGroups: [{ id: 'teachers', name: 'Licensed staff' }] });
    const notices = renderNotices(briefOf({ district, declaration: { staff } }));
    const { text } = renderingFor(notices, { audience: 'staff', channel: 'sns', language: 'en' });
    expect(text).toContain('- Licensed staff: report to work as usual. Time: 9:00 a.m. Bring your devices.\n');
    expect(text).toContain('- bus drivers: follow the instructions below. Place: the depot.\n');
  });
});
