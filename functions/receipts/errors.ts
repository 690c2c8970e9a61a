import { BellwetherError } from '../core/errors.ts';

/** An answer holds six megabytes: more lines have to be asked for school by school or entry by entry. */
export class ReportTooLarge extends BellwetherError {
  readonly problem = 'report-too-large';
}
