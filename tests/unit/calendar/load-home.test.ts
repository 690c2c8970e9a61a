import { expect, test } from 'vitest';
import { loadDistrict } from '../../../functions/calendar/load-district.ts';
import { loadHome } from '../../../functions/calendar/load-home.ts';
import { RecordedSchools } from '../../../functions/calendar/recorded-schools.ts';
import { unitIdsOfSchool, unitsOf } from '../../../functions/calendar/units.ts';
import { districtText, lakes, lakesText } from '../../support/district.ts';

test('given a district file, when a worker reads it, then it knows the same as whoever reads it whole', () => {
  const { id, timeZone, channels } = loadDistrict(lakesText);
  expect(loadHome(`\uFEFF${lakesText}`)).toEqual({ id, timeZone, channels });
});

test('given a pace above what the provider documents, when a worker reads it, then it does not start', () => {
  const text = districtText({ channels: { 'google-classroom': { quotaPerMinute: 3001 } } });
  expect(() => loadHome(text)).toThrow(/3000/);
});

test('given a district of another day in the record, when its schools are read, then only what places a unit must be there', () => {
  const written = { schools: lakes.schools.map(({ id, divisions }) => ({ id, divisions, wing: 'east' })), since: 1901 };
  const { schools } = RecordedSchools.parse(written);
  expect(schools.flatMap(unitIdsOfSchool)).toEqual(unitsOf(lakes).map(({ unitId }) => unitId));
});
