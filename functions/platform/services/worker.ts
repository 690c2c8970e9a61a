import { SQSClient } from '@aws-sdk/client-sqs';
import { loadDistrict } from '../../calendar/load-district.ts';
import type { District } from '../../calendar/district.ts';
import { declarationsOf } from '../../deliveries/declarations-of.ts';
import { handleParcelMessages } from '../../deliveries/handlers.ts';
import type { EntryRef } from '../../deliveries/delivery.ts';
import type { ParcelMessage } from '../../deliveries/parcel.ts';
import { permitsOf } from '../../deliveries/permits.ts';
import type { BatchAnswer, DeliveryChannel, Report } from '../../deliveries/ports.ts';
import type { ProviderLimits } from '../../deliveries/provider-limits.ts';
import { deliveryStore } from '../../store/deliveries.ts';
import { parcelStore } from '../../store/parcels.ts';
import { parentLeases } from '../../store/parent-leases.ts';
import { quotaStore } from '../../store/quotas.ts';
import type { Handler } from '../entry.ts';
import { lambdaLog, type Log } from '../log.ts';
import type { Platform, Secrets } from '../platform.ts';
import { messageQueues, type MessageQueues } from '../queue.ts';
import { secretsManager } from '../secrets-manager.ts';
import { documentClient } from './clients.ts';
import { recordOf, verifyOnce } from './record.ts';

/** What a channel's worker has of its own: where it posts, and how fast it may. */
export type ChannelParts = { readonly channel: DeliveryChannel; readonly limits: ProviderLimits };

/** What every worker is built of; `partsOf` builds the one channel, so that a bundle holds one vendor's client. */
export function composeWorker(
  service: string,
  platform: Platform,
  partsOf: (surroundings: Surroundings) => ChannelParts,
): Handler<unknown, BatchAnswer> {
  const { settings, clocks, ids } = platform;
  const documents = documentClient(platform);
  const district = loadDistrict(settings.districtFile);
  const secrets = platform.secrets ?? secretsManager(settings.far.secretPrefix, clocks.machine.now);
  const { channel, limits } = partsOf({ platform, documents, district, secrets });
  const report = reportTo(platform.log ?? lambdaLog(service));
  const { ledger, contents, signer } = recordOf(platform, documents);
  const { operations } = settings.tables;
  return handleParcelMessages({
    clocks,
    ids,
    times: settings.times,
    channel,
    deliveries: deliveryStore(documents, operations, clocks.machine),
    parcels: parcelStore(documents, operations),
    queue: queuesOf(platform),
    permits: permitsOf({
      store: quotaStore(documents, operations),
      clocks,
      ids,
      limits,
      report,
      lifted: settings.quotasLifted,
    }),
    parents: parentLeases(documents, operations, clocks.machine),
    declarations: declarationsOf(ledger, clocks),
    contents,
    verify: verifyOnce(signer),
    deliverySecret: rememberedSecret(secrets, 'delivery-secret'),
    home: { id: district.id, timeZone: district.timeZone },
    report,
  });
}

/** What a channel may be built of. */
export type Surroundings = {
  readonly platform: Platform;
  readonly documents: ReturnType<typeof documentClient>;
  readonly district: District;
  readonly secrets: Secrets;
};

/** Queues by the real SDK; a message's address is the settings', not its queue's own idea of a host. */
export function queuesOf({ settings, requestHandler }: Platform): MessageQueues<ParcelMessage, EntryRef> {
  const sqs = new SQSClient({
    region: settings.region,
    useQueueUrlAsEndpoint: settings.where === 'lambda',
    ...(settings.endpoints.sqs !== undefined && { endpoint: settings.endpoints.sqs }),
    ...(requestHandler !== undefined && { requestHandler }),
  });
  return messageQueues<ParcelMessage, EntryRef>(sqs, settings.queues);
}

/** Things a person may have to look at become log lines with ids alone; alarms count them by `alarm`. */
export function reportTo(log: Log): Report {
  return (what, ids) => {
    log.error(what, { alarm: what, ...pick(ids) });
  };
}

const known = [
  ...(['schoolYear', 'version', 'parcelId', 'deliveryId', 'channel', 'schoolId', 'error', 'code', 'count'] as const),
  ...(['status', 'provider', 'kind', 'retryAfterMs', 'messageId'] as const),
] as const;

function pick(ids: Readonly<Record<string, string | number>>): Record<string, string | number> {
  return Object.fromEntries(known.flatMap((key) => (ids[key] === undefined ? [] : [[key, ids[key]]])));
}

/** A secret that never changes while a process lives. */
export function rememberedSecret(secrets: Secrets, name: string): () => Promise<string> {
  let value: Promise<string> | undefined;
  return () => {
    value ??= secrets.get(name).catch((error: unknown) => {
      value = undefined;
      throw error;
    });
    return value;
  };
}
