import type { ChannelName } from '../names.ts';
import { sumOf } from './figures.ts';
import type { Figures, Parcel } from './parcel.ts';

/** How far one entry has come, as CONTRACT 5 answers it but for `reachedBy`, which takes a speed. */
export type Progress = Figures & {
  /** Edits in place come with corrections. */
  readonly edits: Readonly<Record<string, number>>;
  readonly bySchool: readonly (Figures & { readonly schoolId: string })[];
  readonly byChannel: readonly (Figures & { readonly channel: ChannelName })[];
};

/** The sum over an entry's parcels; all zeros while it is not planned. Pure. */
export function progress(parcels: readonly Parcel[]): Progress {
  const bySchool = grouped(
    parcels.filter((one) => one.channel !== 'sns'),
    (one) => one.schoolId,
  );
  const byChannel = grouped(parcels, (one) => one.channel);
  return {
    ...sumOf(parcels.map((one) => one.figures)),
    edits: {},
    bySchool: bySchool.map(([schoolId, figures]) => ({ schoolId, ...figures })),
    byChannel: byChannel.map(([channel, figures]) => ({ channel, ...figures })),
  };
}

function grouped<K extends string>(parcels: readonly Parcel[], by: (parcel: Parcel) => K): [K, Figures][] {
  const groups = [...Map.groupBy(parcels, by)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([key, of]) => [key, sumOf(of.map((one) => one.figures))]);
}
