import type { DryRun } from './dry-run-answer.ts';
import type { Parcel } from './parcel.ts';

/** How far a channel or a school is, counted through a plan. */
type Pace = { targets: number; parcels: number; seconds: number };

/**
 * How long a plan takes at so many targets a second of each channel, which are posted to side by side, and when each school is done. A channel
 * whose speed is not known counts as one a second.
 */
export function paceOfPlan(
  parcels: readonly Pick<Parcel, 'channel' | 'schoolId' | 'figures'>[],
  speeds: Readonly<Record<string, number>>,
): { readonly byChannel: ReadonlyMap<string, Readonly<Pace>>; readonly bySchool: DryRun['bySchool'] } {
  const byChannel = new Map<string, Pace>();
  const bySchool = new Map<string, Pace>();
  for (const { channel, schoolId, figures } of parcels) {
    const of = entryIn(byChannel, channel);
    of.targets += figures.planned;
    of.parcels += 1;
    of.seconds = Math.ceil(of.targets / (speeds[channel] ?? 1));
    const school = entryIn(bySchool, schoolId);
    school.targets += figures.planned;
    school.seconds = Math.max(school.seconds, of.seconds);
  }
  return {
    byChannel,
    bySchool: [...bySchool].map(([schoolId, { targets, seconds }]) => ({ schoolId, targets, seconds })),
  };
}

function entryIn(paces: Map<string, Pace>, key: string): Pace {
  const pace = paces.get(key) ?? { targets: 0, parcels: 0, seconds: 0 };
  paces.set(key, pace);
  return pace;
}
