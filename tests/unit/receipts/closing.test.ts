import { describe, expect, it } from 'vitest';
import { fold } from '../../../functions/declarations/fold.ts';
import { minnesota } from '../../../functions/law/packs/minnesota.ts';
import { closingOf } from '../../../functions/receipts/closing-of.ts';
import { countPlaces } from '../../../functions/receipts/count-places.ts';
import { deadlinesOf } from '../../../functions/receipts/deadlines-of.ts';
import type { Receipt } from '../../../functions/receipts/receipt.ts';
import { lakes } from '../../support/district.ts';
import { content, entry } from '../../support/entries.ts';

const receipt = (schoolId: string, status: Receipt['status'], sentAt?: string) => ({
  schoolId,
  channel: 'teams' as const,
  status,
  ...(sentAt === undefined ? {} : { sentAt }),
});
const early = '2023-02-21T14:11:30-06:00';
const late = '2023-02-21T14:12:02-06:00';

describe('figures by school and channel', () => {
  it('given receipts, then each is counted once, and first and last post are those of what was posted', () => {
    const receipts = [
      receipt('pine-hs', 'sent', late),
      receipt('pine-hs', 'sent', early),
      receipt('pine-hs', 'in-doubt', '2023-02-21T14:00:00-06:00'),
      receipt('pine-k8', 'expired'),
    ];
    expect(countPlaces(receipts)).toEqual([
      {
        schoolId: 'pine-hs',
        channel: 'teams',
        planned: 3,
        sent: 2,
        failed: 0,
        inDoubt: 1,
        superseded: 0,
        expired: 0,
        firstSentAt: early,
        lastSentAt: late,
      },
      {
        schoolId: 'pine-k8',
        channel: 'teams',
        planned: 1,
        sent: 0,
        failed: 0,
        inDoubt: 0,
        superseded: 0,
        expired: 1,
      },
    ]);
  });
});

describe('by when a school should have the words', () => {
  const days = [
    { date: '2023-02-22', dayType: 'e-learning' as const, units: ['pine-hs', 'pine-k8/k5', 'pine-k8/m68'] },
  ];
  const yardstick = { district: lakes, pack: minnesota };

  it('given e-learning in Minnesota, then two hours before its normal start, and to be decided before its child care would open', () => {
    const declared = entry(1, 'Declared', { content: content({ days }) });
    expect(deadlinesOf(declared, yardstick)).toEqual([
      {
        schoolId: 'pine-hs',
        startsAt: '2023-02-22T08:20:00-06:00',
        legalDeadline: '2023-02-22T06:20:00-06:00',
        decideBy: '2023-02-22T04:00:00-06:00',
      },
      {
        schoolId: 'pine-k8',
        startsAt: '2023-02-22T08:20:00-06:00',
        legalDeadline: '2023-02-22T06:20:00-06:00',
        decideBy: '2023-02-22T04:00:00-06:00',
      },
    ]);
  });

  it('given a closed day, then its start, for the law asks for nothing', () => {
    const closed = days.map((day) => ({ ...day, dayType: 'closed' as const }));
    const [first] = deadlinesOf(entry(1, 'Declared', { content: content({ days: closed }) }), yardstick);
    expect(first).toMatchObject({ startsAt: '2023-02-22T08:20:00-06:00' });
    expect(first).not.toHaveProperty('legalDeadline');
  });

  it('given a day that is over, or an entry that says nothing, then nothing', () => {
    const at = '2023-02-23T09:00:00-06:00';
    expect(deadlinesOf(entry(1, 'Declared', { at, content: content({ days }) }), yardstick)).toEqual([]);
    expect(deadlinesOf(entry(1, 'Held'), yardstick)).toEqual([]);
  });
});

describe('a closing', () => {
  const notice = { noticeId: 'aaaaaaaaaa', audience: 'class' as const, issued: { en: 'now' }, renderings: [] };
  const declared = entry(1, 'Declared', { content: content({ notices: [notice] }) });
  const amended = entry(3, 'Amended', { content: content({ notices: [notice] }) });
  const reached = entry(2, 'Reached', { sealed: { ofVersion: 1, receipts: [], counts: {}, places: 'p' } });
  const state = fold([declared, reached, amended]).get('d-one');
  if (state === undefined) throw new Error('there is no declaration');
  const due = { date: '2023-02-22', ofVersion: 3, stood: state.speaking };
  const row = {
    schoolYear: '2022-23',
    version: 1,
    places: countPlaces([receipt('pine-hs', 'sent', early), receipt('pine-hs', 'failed')]),
    deadlines: [{ schoolId: 'pine-hs', startsAt: late }],
  };

  it('sums up what is sealed, names it, and names what nobody sealed', () => {
    const outside = [{ id: 'mass-call', done: true, at: late }];
    const { closing, row: made } = closingOf({ state, due, rows: new Map([[2, row]]), outside });
    const figures = { planned: 2, sent: 1, failed: 1, inDoubt: 0, superseded: 0, expired: 0 };
    expect(closing).toEqual({
      date: '2023-02-22',
      ofVersion: 3,
      figures,
      byChannel: { teams: figures },
      sealed: [2],
      unsealed: [3],
      outside: [{ channelId: 'mass-call', done: true, at: late }],
    });
    expect(made).toEqual({ ...row, version: 3 });
  });
});
