import type { District } from '../../functions/calendar/district.ts';
import { digestOf } from '../../functions/core/hash.ts';
import type { Facts } from '../../functions/declarations/facts.ts';
import { chunkRoster, type ChunkedRoster } from '../../functions/roster/chunk-roster.ts';
import { courseRow } from './roster.ts';

/** Two courses of each of two schools that exist only for drills. */
export function drillRoster(): ChunkedRoster {
  const rows = ['pine-hs', 'pine-k8'].flatMap((schoolId) =>
    [1, 2].map((i) => courseRow(`drill-${schoolId}-${i}`, { schoolId })),
  );
  return chunkRoster(rows, 'drill');
}

/** A district with a topic for drills beside its others. */
export function withDrillTopic(district: District): District {
  const { sns, ...others } = district.channels;
  if (sns === undefined) return district;
  return { ...district, channels: { ...others, sns: { topics: { ...sns.topics, drill: 'lakes-drill' } } } };
}

/** The same facts as they are for a drill: its own places, and a topic. */
export function inDrill<F extends Facts>(facts: F): F {
  const district = withDrillTopic(facts.district);
  const { roster } = drillRoster();
  return { ...facts, district, roster, rules: { ...facts.rules, district: digestOf(district), roster: roster.hash } };
}
