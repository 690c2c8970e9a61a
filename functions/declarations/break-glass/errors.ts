import { BellwetherError } from '../../core/errors.ts';

/** Set and halves do not belong together; which of them is wrong is not said. */
export class BreakGlassRefused extends BellwetherError {
  readonly problem = 'break-glass-refused';
}

/** The set did its one thing; a new one comes by deployment. */
export class BreakGlassSpent extends BellwetherError {
  readonly problem = 'break-glass-spent';
}

/** The district has no set, or its hashes are not in place. */
export class BreakGlassNotIssued extends BellwetherError {
  readonly problem = 'break-glass-not-issued';
}

/** Five tries an hour in all; `data.retryAfterSeconds` until the next one. */
export class TooManyTries extends BellwetherError {
  readonly problem = 'too-many-tries';
}
