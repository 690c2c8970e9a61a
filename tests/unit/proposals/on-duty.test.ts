import { describe, expect, it } from 'vitest';
import { loadDistrict } from '../../../functions/calendar/load-district.ts';
import { onDuty } from '../../../functions/calendar/on-duty.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import type { Proposal } from '../../../functions/proposals/proposal.ts';
import { remindersDue, type RemindFacts } from '../../../functions/proposals/reminders-due.ts';
import { districtText, districtWith } from '../../support/district.ts';
import { proposing } from '../../support/proposing.ts';

const administrators = ['ann', 'ben', 'cam'].map((id) => ({ id, name: id }));
// Ann's week began on Monday 20 February at noon.
const duty = { people: ['ann', 'ben', 'cam'], from: '2023-02-20' };
const district = districtWith({ administrators, duty });

/** A proposal that cannot wait until people are up. */
function early(changes: Partial<Proposal> = {}): Proposal {
  const [proposal] = proposing().alerts({});
  if (proposal === undefined) throw new Error('no proposal');
  return { ...proposal, decideBy: '2023-02-22T04:15:00-06:00', ...changes };
}

/** Ticks of a night; whom each word is for. */
function night(of = district) {
  let put: RemindFacts['put'] = [];
  return (time: string, proposals: Proposal[] = [early()]): string[] => {
    const now = parseInstant(`2023-02-22T${time}:00-06:00`);
    const words = remindersDue({ district: of, situation: { proposals, reviews: [] }, declarations: [], put, now });
    put = [...put, ...words.map((word) => ({ ...word, revision: 1, putAt: now.toString(), putAtMs: 0 }))];
    return words.map(({ to = 'everyone', wordId }) => `${to} ${wordId.split('/')[0]}`);
  };
}

describe('what cannot wait for the morning', () => {
  it('given a duty roster, then it wakes whose turn it is, each next one after ten minutes, and at last everybody, once each', () => {
    const tick = night();
    expect(tick('01:00')).toEqual(['ann news']);
    expect(tick('01:09')).toEqual([]);
    expect(tick('01:10')).toEqual(['ben news']);
    expect(tick('01:11')).toEqual([]);
    expect(tick('01:20')).toEqual(['cam news']);
    expect(tick('01:30')).toEqual(['everyone news']);
    expect(tick('01:50')).toEqual([]);
  });

  it.each<[string, Partial<Proposal>]>([
    ['it is declared', { status: 'declared' }],
    ['it is dismissed', { status: 'dismissed' }],
  ])('given %s meanwhile, then nobody else is woken', (_case, changes) => {
    const tick = night();
    tick('01:00');
    expect(tick('01:10', [early(changes)])).toEqual([]);
  });

  it('given it changed meanwhile, then the change goes to whose turn it is, and the old word to nobody else', () => {
    const tick = night();
    tick('01:00');
    const changed = early({ revision: 2, news: { revision: 2, at: '2023-02-22T01:05:00-06:00' } });
    expect(tick('01:10', [changed])).toEqual(['ann news']);
    expect(tick('01:20', [changed])).toEqual(['ben news']);
  });

  it('given no duty roster, or people who are up, then it is for everybody', () => {
    expect(night(districtWith({}))('01:00')).toEqual(['everyone news']);
    expect(night()('03:45')).toEqual(['everyone news']);
  });

  it('given it is an hour before the decide-by, then everybody is reminded', () => {
    const tick = night();
    tick('01:00');
    tick('01:10');
    tick('01:20');
    tick('01:30');
    expect(tick('03:15')).toEqual(['everyone decide-by']);
  });

  it('given only whose turn it is heard of it within that hour, then everybody else is reminded a minute later', () => {
    const tick = night();
    expect(tick('03:20')).toEqual(['ann news']);
    expect(tick('03:21')).toEqual(['everyone decide-by']);
    expect(tick('03:22')).toEqual([]);
  });
});

describe('a duty roster', () => {
  const first = (time: string) =>
    onDuty({ turnDays: 7, nextAfterMinutes: 10, ...duty }, parseInstant(time), 'America/Chicago')[0];

  it.each([
    ['2023-02-20T11:59:00-06:00', 'cam'],
    ['2023-02-20T12:00:00-06:00', 'ann'],
    ['2023-02-27T11:59:00-06:00', 'ann'],
    ['2023-02-27T12:00:00-06:00', 'ben'],
    ['2023-03-13T13:00:00-05:00', 'ann'],
    ['2023-01-30T13:00:00-06:00', 'ann'],
  ])('given turns of a week that change at noon, at %s it is the turn of %s', (time, who) => {
    expect(first(time)).toBe(who);
  });

  it('given somebody whom the file does not know, then it is refused', () => {
    expect(() => loadDistrict(districtText({ administrators, duty: { ...duty, people: ['ana'] } }))).toThrow(
      /duty\.people\[0\]: unknown administrator ana.*ann/,
    );
  });
});
