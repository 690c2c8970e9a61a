import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEdits } from '../../../functions/receipts/count-edits.ts';
import { countPlaces, spanOf } from '../../../functions/receipts/count-places.ts';
import { Tally } from '../../../functions/receipts/tally.ts';

const minutes = fc.integer({ min: 10, max: 59 });
const receipt = fc.record({
  schoolId: fc.constantFrom('oak-es', 'pine-hs', '*'),
  channel: fc.constantFrom('google-classroom' as const, 'teams' as const),
  status: fc.constantFrom('sent' as const, 'failed' as const, 'in-doubt' as const, 'superseded' as const),
  sentAt: minutes.map((minute) => `2023-02-21T14:${minute}:00-06:00`),
  edit: fc.option(
    fc.record({
      status: fc.constantFrom('done' as const, 'removed' as const, 'in-doubt' as const),
      words: fc.integer({ min: 1, max: 9 }),
    }),
    { nil: undefined },
  ),
});

describe('receipts counted as they come', () => {
  it('given any receipts in any parts, then they come to what all of them at once come to', () => {
    fc.assert(
      fc.property(fc.array(fc.array(receipt, { maxLength: 6 }), { maxLength: 8 }), (parts) => {
        const tally = new Tally();
        for (const part of parts) tally.add(part);
        const all = parts.flat();
        const places = countPlaces(all);
        expect(tally.places()).toEqual(places);
        expect(tally.span()).toEqual(spanOf(places));
        const sent = all.filter(({ status }) => status === 'sent').length;
        expect(tally.counts()).toMatchObject({ planned: all.length, sent, expired: 0, ...countEdits(all) });
        expect('newestEdit' in tally.counts()).toBe('newestEdit' in countEdits(all));
      }),
      { numRuns: 60 },
    );
  });
});
