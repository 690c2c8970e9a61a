import { loadHome, type Home } from '../../calendar/load-home.ts';
import { channelHealth } from '../../deliveries/channel-health.ts';
import { declarationsOf } from '../../deliveries/declarations-of.ts';
import { handleParcelMessages } from '../../deliveries/handle-parcels.ts';
import { permitsOf } from '../../deliveries/permits.ts';
import type { BatchAnswer, DeliveryChannel } from '../../deliveries/ports.ts';
import type { ProviderLimits } from '../../deliveries/provider-limits.ts';
import { channelCheckStore } from '../../store/channel-checks.ts';
import { currentRosters } from '../../store/current-roster.ts';
import { deliveryStore } from '../../store/deliveries.ts';
import { parcelStore } from '../../store/parcels.ts';
import { parentLeases } from '../../store/parent-leases.ts';
import { quotaStore } from '../../store/quotas.ts';
import type { Handler } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import type { Platform, Secrets } from '../platform.ts';
import { secretsManager } from '../secrets-manager.ts';
import { clockSkewOf, documentClient } from './clients.ts';
import { queuesOf } from './queues.ts';
import { recordOf } from './record.ts';
import { rememberedSecret } from './remembered-secret.ts';
import { reportTo } from './report.ts';
import { signerOf, verifyOnce } from './signer.ts';

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
  const home = loadHome(settings.districtFile);
  const secrets = platform.secrets ?? secretsManager(settings.far.secretPrefix, clocks.machine.now);
  const { channel, limits } = partsOf({ platform, documents, home, secrets });
  const report = reportTo(platform.log ?? lambdaLog(service));
  const { ledger, contents } = recordOf(platform, documents);
  const { operations } = settings.tables;
  const rosters = currentRosters(documents, operations);
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
    health: channelHealth({ clock: clocks.machine, times: settings.times, channel: channel.name, report }),
    clockSkewMs: clockSkewOf(documents),
    parents: parentLeases(documents, operations, clocks.machine),
    declarations: declarationsOf(ledger, clocks),
    contents,
    verify: verifyOnce(signerOf(platform)),
    deliverySecret: rememberedSecret(secrets, 'delivery-secret'),
    home: { id: home.id, timeZone: home.timeZone },
    checks: channelCheckStore(documents, operations),
    rosterHash: async () => (await rosters.classes.get())?.hash,
    drillRoster: async () => (await rosters.drill.get())?.hash,
    report,
  });
}

/** What a channel may be built of. */
export type Surroundings = {
  readonly platform: Platform;
  readonly documents: ReturnType<typeof documentClient>;
  readonly home: Home;
  readonly secrets: Secrets;
};
