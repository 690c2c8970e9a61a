import { expect, test } from 'vitest';
import { classPostsOf } from '../../../functions/deliveries/class-posts.ts';
import { noFigures } from '../../../functions/deliveries/figures.ts';
import { Parcel } from '../../../functions/deliveries/parcel.ts';

const parcel = (schoolId: string, audience: string, figures: object): Parcel =>
  Parcel.parse({
    entry: { schoolYear: '2022-23', version: 1 },
    parcelId: schoolId,
    noticeId: 'n',
    audience,
    channel: 'teams',
    lane: 'urgent',
    schoolId,
    unit: schoolId,
    chunk: 'c',
    rendering: 'r',
    bell: 500,
    notAfter: '2023-02-22T15:00:00-06:00',
    sharesParent: false,
    figures: { ...noFigures(2), ...figures },
    status: 'done',
    dueMs: 0,
    revision: 1,
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
