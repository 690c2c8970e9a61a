import { expect, test } from 'vitest';
import { loadDistrict } from '../../../functions/calendar/load-district.ts';
import { namesAudience } from '../../../functions/calendar/outside-audience.ts';
import { districtText } from '../../support/district.ts';

const channel = { id: 'seesaw', name: 'Seesaw', audience: 'families' };
const withChannels = (...outsideChannels: object[]) => loadDistrict(districtText({ outsideChannels }));

test('an outside channel may be for some schools or levels alone', () => {
  const { outsideChannels } = withChannels(
    { ...channel, levels: ['elementary'] },
    { ...channel, id: 'b', schools: ['pine-hs'] },
  );
  expect(outsideChannels).toMatchObject([{ levels: ['elementary'] }, { schools: ['pine-hs'] }]);
});

test('an outside channel for a school that is not there is refused, with the nearest one that is', () => {
  expect(() => withChannels({ ...channel, schools: ['pine-h'] })).toThrow(
    /outsideChannels\[0\]\.schools\[0\]: unknown school pine-h.*pine-hs/,
  );
});

test.each([
  ['families', 'parents', true],
  ['families', 'students', false],
  ['Parents & students', 'students', true],
  ['public', 'parents', false],
  ['bus riders', 'parents', false],
])('an audience of "%s" names %s: %s', (audience, law, names) => {
  expect(namesAudience(audience, law)).toBe(names);
});
