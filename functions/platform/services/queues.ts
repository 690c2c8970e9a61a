import { SQSClient } from '@aws-sdk/client-sqs';
import type { CheckMessage } from '../../deliveries/check-message.ts';
import type { EntryRef } from '../../deliveries/delivery.ts';
import type { ParcelMessage } from '../../deliveries/parcel.ts';
import type { Platform } from '../platform.ts';
import { messageQueues, type MessageQueues } from '../queue.ts';

/** Queues by the real SDK; a message's address is the settings', not its queue's own idea of a host. */
export function queuesOf(platform: Platform): MessageQueues<ParcelMessage | CheckMessage, EntryRef> {
  return messageQueues<ParcelMessage | CheckMessage, EntryRef>(sqsClient(platform), platform.settings.queues);
}

/** SQS where the settings say. */
export function sqsClient({ settings, requestHandler }: Platform): SQSClient {
  return new SQSClient({
    region: settings.region,
    useQueueUrlAsEndpoint: settings.where === 'lambda',
    ...(settings.endpoints.sqs !== undefined && { endpoint: settings.endpoints.sqs }),
    ...(requestHandler !== undefined && { requestHandler }),
  });
}
