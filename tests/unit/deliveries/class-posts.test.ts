import { expect, test } from 'vitest';
import { classPostsOf } from '../../../functions/deliveries/class-posts.ts';
import { noFigures } from '../../../functions/deliveries/figures.ts';
import type { Parcel } from '../../../functions/deliveries/parcel.ts';
import { parcelRow } from '../../support/delivery-rows.ts';

const parcel = (schoolId: string, audience: Parcel['audience'], figures: object): Parcel =>
  parcelRow({
    parcelId: schoolId,
    audience,
    schoolId,
    unit: schoolId,
    figures: { ...noFigures(2), ...figures },
    status: 'done',
  });
const sent = (at: string) => ({ sent: 2, pending: 0, firstSentAt: at, lastSentAt: at });
const [early, late] = ['2023-02-21T14:12:00-06:00', '2023-02-21T14:19:00-06:00'] as const;

test('a school has its posts when the last of its classes has, whatever its staff has', () => {
  const parcels = [
    parcel('oak', 'class', sent(early)),
    parcel('oak', 'class', sent(late)),
    parcel('oak', 'staff', {}),
    parcel('elm', 'class', { sent: 1, failed: 1, pending: 0, firstSentAt: early, lastSentAt: early }),
    parcel('fir', 'staff', sent(early)),
  ];
  expect(classPostsOf([parcels])).toEqual([{ schoolId: 'oak', at: late }]);
});

test('of a school that a change speaks to the change counts, of the others what they have', () => {
  const first = [parcel('oak', 'class', sent(early)), parcel('elm', 'class', sent(early))];
  const change = [parcel('oak', 'class', {})];
  expect(classPostsOf([change, first])).toEqual([{ schoolId: 'elm', at: early }]);
});
