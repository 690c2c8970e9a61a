import type { Closing } from '../declarations/entry.ts';
import type { DeclarationState, Speaking } from '../declarations/state.ts';
import { sumCounts, sumPlaces, type Counts } from './count-places.ts';
import type { PlacesRow, PostBy } from './place-figures.ts';

/** What a closing is made of: the record of one declaration, and nothing else. */
export type ClosingQuery = {
  readonly state: Pick<DeclarationState, 'schoolYear' | 'sealed'>;
  readonly due: { readonly date: string; readonly ofVersion: number; readonly stood: readonly Speaking[] };
  /** The figures that each `Reached` entry names, by its version. */
  readonly rows: ReadonlyMap<number, PlacesRow>;
  readonly outside: readonly { readonly id: string; readonly done: boolean; readonly at?: string | undefined }[];
};

/** A closing, and the row that it names once that is written. */
export type MadeClosing = {
  readonly closing: Closing & { ofVersion: number };
  readonly row: PlacesRow;
};

/** How a declaration ended, summed up from the receipts that are sealed. Pure: the same record makes the same closing. */
export function closingOf({ state, due, rows, outside }: ClosingQuery): MadeClosing {
  const { date, ofVersion, stood } = due;
  const reached = stood.flatMap(({ version }) => state.sealed.get(version) ?? []);
  const summed = reached.flatMap(({ version }) => rows.get(version) ?? []);
  const places = sumPlaces(summed.flatMap((row) => row.places));
  const byChannel = Map.groupBy(places, ({ channel }) => channel);
  const closing = {
    date,
    ofVersion,
    figures: figuresOf(places),
    byChannel: Object.fromEntries([...byChannel].map(([channel, of]) => [channel, figuresOf(of)])),
    sealed: reached.map(({ version }) => version),
    unsealed: stood.filter((one) => speaks(one) && !state.sealed.has(one.version)).map(({ version }) => version),
    outside: outside.map(({ id, done, at }) => ({ channelId: id, done, ...(at === undefined ? {} : { at }) })),
  };
  return {
    closing,
    row: { schoolYear: state.schoolYear, version: ofVersion, places, deadlines: firstOf(summed) },
  };
}

/** A school is measured by the first words that it had to have. */
function firstOf(rows: readonly PlacesRow[]): PostBy[] {
  const bySchool = new Map<string, PostBy>();
  for (const one of rows.flatMap((row) => row.deadlines)) {
    if (!bySchool.has(one.schoolId)) bySchool.set(one.schoolId, one);
  }
  return [...bySchool.values()];
}

function figuresOf(places: readonly Counts[]): Record<string, number> {
  return { ...sumCounts(places) };
}

/** A correction is a newer revision of words that have receipts of their own. */
function speaks({ kind, content }: Speaking): boolean {
  return kind !== 'Corrected' && content.notices.length > 0 && !content.declaration.recordOnly;
}
