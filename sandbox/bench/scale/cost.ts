import type { ScaleResult } from './scale-result.ts';
import { prices } from './prices.ts';

/** What every function is given (infra/parts/function.ts). */
const memoryGb = 1;
/** Minutes that the tick goes on reading an entry that is of use for a day, and an hour after that. */
const minutesOfUse = 25 * 60;
/** Public, staff and administrators in four languages, and words to administrators. */
const topicMessages = 20;
/** Signatures looked at: each function's process does it once. */
const checkedSignatures = 20;

/** What a declaration costs in dollars, item by item. */
export function costOf({ written, readUnits, idleReadUnits, took, queueRequests, counts }: ScaleResult) {
  const units = Object.values(written).reduce((sum, one) => sum + one.units, 0);
  const runs = Object.values(took).reduce((sum, one) => sum + one.count, 0) + minutesOfUse;
  const seconds = Object.values(took).reduce((sum, one) => sum + one.ms / 1000, 0);
  return {
    writes: units * prices.writeUnit,
    reads: readUnits * prices.readUnit,
    ticksAfterwards: minutesOfUse * idleReadUnits * prices.readUnit,
    queues: queueRequests * prices.queueRequest,
    functions: runs * prices.lambdaRequest + seconds * memoryGb * prices.lambdaGbSecond,
    rest:
      (counts.signatures + checkedSignatures) * prices.keyRequest +
      topicMessages * prices.topicMessage +
      counts.pages * prices.pagePut,
  };
}
