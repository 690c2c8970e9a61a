import { beforeEach, describe, expect, it } from 'vitest';
import { Entry } from '../../../functions/declarations/entry.ts';
import { verifyLedger } from '../../../functions/declarations/verify-chain.ts';
import type { Parcel } from '../../../functions/deliveries/parcel.ts';
import { noFigures } from '../../../functions/deliveries/figures.ts';
import { closingDays, type ClosingParts } from '../../../functions/platform/services/closing.ts';
import { parcelRow } from '../../support/delivery-rows.ts';
import { endedStorm, type Ended } from '../../support/evidence.ts';

let storm: Ended;
beforeEach(async () => {
  storm = await endedStorm();
  storm.clocks.calendarAt('2023-02-25T00:00:00-06:00');
});

const closings = async () => (await storm.record.ledger.read('2022-23')).filter(({ kind }) => kind === 'DayClosed');
const close = (changes: Partial<ClosingParts> = {}) => closingDays({ ...storm.parts, ...changes })();

/** An entry whose one parcel stands as given. */
const withParcel = (changes: Partial<Parcel>): Pick<ClosingParts, 'parcels'> => {
  const figures = { ...noFigures(6), sent: 2, failed: 2, inDoubt: 2, pending: 0 };
  const parcel = parcelRow({ noticeId: 'aaaaaaaaaa', figures, status: 'done', ...changes });
  const planned = async () => ({ parcels: 1, targets: 6, atMs: 1 });
  return { parcels: { ...storm.parts.parcels, planned, ofEntry: async () => [parcel] } };
};

describe('closing what is over', () => {
  it('given a storm whose days are over, then it is closed once, with figures from its receipts', async () => {
    await close();
    await close();
    const [closed, ...more] = await closings();
    expect(more).toEqual([]);
    expect(closed?.closes).toMatchObject({
      date: '2023-02-24',
      figures: { planned: 6, sent: 2, failed: 2, inDoubt: 2, superseded: 0, expired: 0 },
      byChannel: { 'google-classroom': { planned: 6 } },
      sealed: [2],
      unsealed: [],
      outside: [{ channelId: 'mass-call', done: true, at: '2023-02-21T14:30:00-06:00' }],
    });
  });

  it('then it names by school when the first and last class was posted to, and by when they should have been', async () => {
    await close();
    const [closed] = await closings();
    expect(await storm.record.contents.get(closed?.closes?.places ?? '')).toMatchObject({
      places: [
        { schoolId: 'pine-hs', sent: 1, firstSentAt: '2023-02-21T14:11:33-06:00' },
        { schoolId: 'pine-k8', sent: 1, lastSentAt: '2023-02-21T14:11:33-06:00' },
      ],
      deadlines: [{ schoolId: 'pine-hs', legalDeadline: '2023-02-22T06:20:00-06:00' }, { schoolId: 'pine-k8' }],
    });
  });

  it('given receipts of a time when no figures were kept beside them, then they are counted', async () => {
    const { ledger } = storm.record;
    const older = (await ledger.read('2022-23')).map((entry) => {
      const { places: _none, ...sealed } = entry.sealed ?? {};
      return entry.kind === 'Reached' ? Entry.parse({ ...entry, sealed }) : entry;
    });
    const read = async () => [...older, ...(await closings())];
    await close({ record: { ...storm.parts.record, ledger: { ...ledger, read } } });
    expect((await closings())[0]?.closes?.figures).toMatchObject({ planned: 6, sent: 2, failed: 2 });
  });

  it('then the pages of its notices say that they are over', async () => {
    await close();
    expect(storm.pages.size).toBeGreaterThan(0);
    for (const html of storm.pages.values()) expect(html).toContain('<p class="state">This notice is over.</p>');
  });

  it('given Friday evening, then not yet', async () => {
    storm.clocks.calendarAt('2023-02-24T23:59:00-06:00');
    await close();
    expect([await closings(), storm.pages.size]).toEqual([[], 0]);
  });

  it('given a parcel that somebody is at, then not yet', async () => {
    await close(withParcel({ status: 'open' }));
    expect(await closings()).toEqual([]);
  });

  it('given receipts that are not as they are sealed, then they are sealed first, and it is closed on them later', async () => {
    const sealed: number[] = [];
    const seal: ClosingParts['seal'] = async ({ reading }) => void sealed.push(reading.entry.version);
    await close({ ...withParcel({ figures: { ...noFigures(6), sent: 3, failed: 3, pending: 0 } }), seal });
    expect([sealed, await closings()]).toEqual([[1], []]);
    await close(withParcel({}));
    expect(await closings()).toHaveLength(1);
  });

  it('then the record is whole, and a figure that somebody changed later is found', async () => {
    await close();
    const { ledger, contents, contentRows } = storm.record;
    const { signer } = storm.parts.record;
    const verify = async () => verifyLedger({ rows: await ledger.rows('2022-23'), contents, signer });
    expect(await verify()).toMatchObject({ ok: true, entries: 4 });
    const hash = (await closings())[0]?.closes?.places ?? '';
    const body = contentRows.get(hash)?.body ?? '';
    contentRows.set(hash, { contentKind: 'figures', body: body.replace('"sent":1', '"sent":3') });
    expect(await verify()).toMatchObject({ ok: false, firstProblem: expect.stringContaining('was altered') });
  });

  it('given a row of the record that is missing, then somebody hears of it, and the next tick tries again', async () => {
    const reports: unknown[] = [];
    const [hash = '', row] =
      [...storm.record.contentRows].find(([, { contentKind }]) => contentKind === 'figures') ?? [];
    storm.record.contentRows.delete(hash);
    await close({ report: (what, ids) => void reports.push([what, ids]) });
    expect(reports).toEqual([['closing-failed', { schoolYear: '2022-23', version: 3, error: 'ContentMissing' }]]);
    if (row !== undefined) storm.record.contentRows.set(hash, row);
    await close();
    expect(await closings()).toHaveLength(1);
  });
});
