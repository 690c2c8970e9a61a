import { BellwetherError } from '../core/errors.ts';

/** A parcel, plan or message that the record does not bear out: nothing is posted for it (S-13). */
export class NotInTheRecord extends BellwetherError {
  readonly problem = 'not-in-the-record';
}

/** An entry whose signature does not hold: nothing is posted for it. */
export class EntryNotGenuine extends BellwetherError {
  readonly problem = 'entry-not-genuine';
}

/** There is no such delivery of this declaration. */
export class DeliveryUnknown extends BellwetherError {
  readonly problem = 'not-found';
}

/** A delivery that cannot be retried: it was sent, its time is over, or somebody is at it. */
export class NotRetryable extends BellwetherError {
  readonly problem = 'not-retryable';
}
