import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { District } from '../../../functions/calendar/district.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { placesOf, readAnswer } from '../../../functions/sources/weather-service/weather-service.ts';
import { mergeReading } from '../../../functions/triggers/merge-reading.ts';
import { districtWith, school } from '../../support/district.ts';

/** The real national list of 15 December 2025 where it lies beside the checkout; its licence keeps it out of the repository. */
const snapshot = new URL('../../../../shared/data/nws/active-2025-12-15T2155Z-full.json', import.meta.url);
const now = parseInstant('2025-12-15T21:55:00Z');

type Feature = { properties: { geocode: { UGC?: string[] } } };

describe.skipIf(!existsSync(snapshot))('the national list of December 2025', () => {
  const text = existsSync(snapshot) ? readFileSync(snapshot, 'utf8') : '{"features":[]}';
  const features = (JSON.parse(text) as { features: Feature[] }).features;
  const zones = [...new Set(features.flatMap((feature) => feature.properties.geocode.UGC ?? []))].sort();

  const districtIn = (...ugc: string[]): District =>
    districtWith({
      schools: [school('here', { ugc: ugc.filter((code) => /^[A-Z]{2}[CZ]\d{3}$/.test(code)), same: [] })],
      programs: [],
    });

  it('is read whole: 529 alerts, none unreadable, four of them over', () => {
    const reading = readAnswer(text, { ugc: new Set(zones), same: new Set() }, now, 'America/Chicago');
    if (!reading.ok) throw new Error(reading.problem);
    expect(reading).toMatchObject({ unread: 0, alerts: 529 - repeated(features) });
    const reasons = reading.events.flatMap(({ ended }) => ended?.split(' ')[0] ?? []);
    expect(reasons).toEqual(expect.arrayContaining(['upgraded', 'cancelled']));
    expect(new Set(reading.events.map((event) => event.vendorId)).size).toBe(reading.events.length);
  });

  it('takes little of a poll in any of its zones', () => {
    const sample = zones.filter((_, i) => i % 16 === 0);
    const poll = (district: District): void => {
      const reading = readAnswer(text, placesOf(district), now, district.timeZone);
      const { writes } = mergeReading([], undefined, reading, { now, timeZone: district.timeZone });
      expect(reading).toMatchObject({ ok: true, unread: 0 });
      mergeReading(writes, undefined, reading, { now, timeZone: district.timeZone });
    };
    for (const zone of sample.slice(0, 10)) poll(districtIn(zone));
    const costs = sample.map((zone) => {
      const district = districtIn(zone);
      const before = process.cpuUsage();
      poll(district);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    });
    const sorted = costs.sort((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
    console.log(
      `poll of 529 alerts, CPU ms over ${sample.length} zones: median ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`,
    );
  });
});

function repeated(features: readonly unknown[]): number {
  const ids = features.map((feature) => (feature as { properties: { id: string } }).properties.id);
  return ids.length - new Set(ids).size;
}
