import type { Delivery } from './delivery.ts';

/** What is asked of a person for one delivery. */
type Open = Pick<Delivery, 'status' | 'escalated'>;

/**
 * The one thing that a person does about a delivery that did not simply arrive: a sentence beside its reason, which says why. Undefined where
 * nothing is asked of anybody, nor ever will be: it was sent, or its time is over. Pure.
 */
export function whatToDo({ status, escalated }: Open): string | undefined {
  switch (status) {
    case 'in-doubt':
      return escalated ? lookAndRetry : 'Wait: it is being looked for, and a person is asked if that settles nothing.';
    case 'failed':
      return 'See to what the reason names, then retry this delivery; if that takes too long, reach the class another way.';
    case 'attempting':
    case 'waiting':
    case 'sent':
    case 'superseded':
    case 'expired':
      return undefined;
  }
}

const lookAndRetry =
  'Look into the class. If the notice is missing, see to what the reason names; then retry this delivery: a retry looks before it posts.';

/** Of a target whose parcel crashed its worker and that was never taken up. */
export const mendAndRetry = 'Mend the cause that the log names, then retry this delivery.';
