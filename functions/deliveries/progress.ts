import type { ChannelName } from '../names.ts';
import { sumOf } from './figures.ts';
import { noEdits, sumOfEdits } from './edit-figures.ts';
import type { EditFigures, Figures, Parcel } from './parcel.ts';

type Counts = Omit<Figures, 'edited'>;

/** How far one entry has come, as CONTRACT 5 answers it but for `reachedBy`, which takes a speed. */
export type Progress = Counts & {
  /** Posts that are to read otherwise: its own because of later entries, and earlier ones' because of it. */
  readonly edits: Omit<EditFigures, 'by'>;
  readonly bySchool: readonly (Counts & { readonly schoolId: string })[];
  readonly byChannel: readonly (Counts & { readonly channel: ChannelName })[];
};

/** The sum over an entry's parcels, all zeros while it is not planned, and what it has to edit in those of earlier entries. Pure. */
export function progress(parcels: readonly Parcel[], version: number, earlier: readonly Parcel[]): Progress {
  const bySchool = grouped(
    parcels.filter((one) => one.channel !== 'sns'),
    (one) => one.schoolId,
  );
  const byChannel = grouped(parcels, (one) => one.channel);
  const { edited: ofIts = [], ...counts } = sumOf(parcels.map((one) => one.figures));
  const becauseOfIt = earlier.flatMap(({ figures }) => figures.edited ?? []).filter(({ by }) => by === version);
  const [edits] = sumOfEdits([...ofIts, ...becauseOfIt].map((one) => ({ ...one, by: version }))).edited ?? [];
  const { by: _by, ...summed } = edits ?? noEdits(version);
  return {
    ...counts,
    edits: summed,
    bySchool: bySchool.map(([schoolId, figures]) => ({ schoolId, ...figures })),
    byChannel: byChannel.map(([channel, figures]) => ({ channel, ...figures })),
  };
}

function grouped<K extends string>(parcels: readonly Parcel[], by: (parcel: Parcel) => K): [K, Counts][] {
  const groups = [...Map.groupBy(parcels, by)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return groups.map(([key, of]) => {
    const { edited: _edited, ...counts } = sumOf(of.map((one) => one.figures));
    return [key, counts];
  });
}
