import { handleDeadLetters } from '../../deliveries/handle-dead-letters.ts';
import type { BatchAnswer } from '../../deliveries/ports.ts';
import { contentStore } from '../../store/content.ts';
import { deliveryStore } from '../../store/deliveries.ts';
import { parcelStore } from '../../store/parcels.ts';
import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import { documentClient } from './clients.ts';
import { reportTo } from './report.ts';

/** Records the parcels whose worker crashed five times. */
export const composeDeadLetters: Compose<unknown, BatchAnswer> = (platform) => {
  const { settings, clocks } = platform;
  const documents = documentClient(platform);
  return handleDeadLetters({
    clocks,
    parcels: parcelStore(documents, settings.tables.operations),
    deliveries: deliveryStore(documents, settings.tables.operations, clocks.machine),
    contents: contentStore(documents, settings.tables.ledger),
    report: reportTo(platform.log ?? lambdaLog('dead-letters')),
  });
};
