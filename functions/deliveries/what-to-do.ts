import type { Delivery } from './delivery.ts';

/** What is asked of a person for one delivery. */
type Open = Pick<Delivery, 'status' | 'escalated' | 'reason'>;

/**
 * The one thing that a person does about a delivery that did not simply arrive: a sentence beside its reason, which says why. Undefined where
 * nothing is asked of anybody, nor ever will be: it was sent, or its time is over. Pure.
 */
export function whatToDo({ status, escalated, reason = '' }: Open): string | undefined {
  switch (status) {
    case 'in-doubt':
      return escalated ? lookAndRetry : 'Wait: it is being looked for, and a person is asked if that settles nothing.';
    case 'failed':
      return 'See to what the reason names, then retry this delivery; if that takes too long, reach the class another way.';
    case 'sent':
      // Other reasons of what was sent say how it went; these say that there may be a second one.
      return /could not be removed|^no closing look/.test(reason) ? lookForTwins : undefined;
    case 'superseded':
    case 'expired':
      return reason.startsWith('no closing look') ? lookForOld : undefined;
    case 'attempting':
    case 'waiting':
      return undefined;
  }
}

const lookAndRetry =
  'Look into the class. If the notice is missing, see to what the reason names; then retry this delivery: a retry looks before it posts.';

const lookForTwins = 'Look into the class. If the notice stands there twice, delete the newer one.';
const lookForOld = 'Look into the class. If this notice stands there all the same, delete it.';

/** Of a target whose parcel crashed its worker and that was never taken up. */
export const mendAndRetry = 'Mend the cause that the log names, then retry this delivery.';
