import type { DeliveryChannel } from '../../deliveries/ports.ts';
import { snsPublisher, type SnsPublisherDeps } from './publisher.ts';

/**
 * Publishes one message a target, `<topic>/<language>`. SNS cannot be looked at, so a doubt is settled by sending again: at least once,
 * with `deliveryId` among the attributes for receivers that want once.
 */
export function snsChannel(deps: SnsPublisherDeps): DeliveryChannel {
  const publish = snsPublisher(deps);
  return {
    name: 'sns',
    post: ({ targetId }, { text, subject, attributes }, signal) =>
      publish({ to: targetId, text, subject, attributes }, signal),
  };
}
