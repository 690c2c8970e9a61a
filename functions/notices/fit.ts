import { InvalidInput } from '../core/errors.ts';
import { fillSlots } from '../core/slots.ts';
import { details, type Detail, type NoticeLine } from './notice-line.ts';
import { longestIssued } from './write-issued.ts';

/** A delivery's id is a notice id, a dot and 22 characters of HMAC (DELIVERY 4). */
const deliveryIdLength = 33;

/** A form that a channel gives to lines, and how much of it the channel takes. */
export type Form = {
  /** The place as people know it, for the refusal. */
  readonly name: string;
  write(lines: readonly NoticeLine[]): string;
  measure(text: string): number;
  readonly limit: number;
};

/**
 * The words of a notice at the most detail that fits, its slots filled at their longest. `InvalidInput` when even the least detail is too
 * long, which only names of extreme length can do.
 */
export function fit(linesAt: (detail: Detail) => readonly NoticeLine[], form: Form): string {
  let length = 0;
  for (const detail of details) {
    const text = form.write(linesAt(detail));
    length = form.measure(filledAtLongest(text));
    if (length <= form.limit) return text;
  }
  const message = `the post in ${form.name} would have ${length} characters of ${form.limit}; shorten names, notes or message`;
  throw new InvalidInput('The notice', [{ path: 'message', message }]);
}

/** A text as long as it can become when it is posted. */
export function filledAtLongest(text: string): string {
  return fillSlots(text, { issued: 'x'.repeat(longestIssued), deliveryId: 'x'.repeat(deliveryIdLength) });
}
