import { sumEdits, countEdits } from './count-edits.ts';
import { countPlaces, spanOf, sumCounts, sumPlaces } from './count-places.ts';
import type { PlaceFigures } from './place-figures.ts';
import type { Receipt } from './receipt.ts';

type Tallied = Pick<Receipt, 'schoolId' | 'channel' | 'status' | 'sentAt' | 'edit'>;

/** Receipts counted as they come: what is kept grows with the schools and not with the classes, of which a district may have 100,000. */
export class Tally {
  readonly #places = new Map<string, PlaceFigures>();
  #edits: Readonly<Record<string, number>> = {};

  add(receipts: readonly Tallied[]): void {
    for (const more of countPlaces(receipts)) {
      const place = `${more.schoolId} ${more.channel}`;
      const known = this.#places.get(place);
      for (const sum of sumPlaces(known === undefined ? [more] : [known, more])) this.#places.set(place, sum);
    }
    this.#edits = sumEdits(this.#edits, countEdits(receipts));
  }

  /** By school and channel, in the order of their ids. */
  places(): PlaceFigures[] {
    return sumPlaces([...this.#places.values()]);
  }

  /** All together, with their edits. */
  counts(): Readonly<Record<string, number>> {
    return { ...sumCounts([...this.#places.values()]), ...this.#edits };
  }

  /** From the first to the last post; empty where nothing was posted. */
  span(): ReturnType<typeof spanOf> {
    return spanOf([...this.#places.values()]);
  }
}
