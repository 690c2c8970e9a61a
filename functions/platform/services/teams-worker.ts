import { documentedLimits } from '../../calendar/channels.ts';
import { graph } from '../../channels/teams/graph.ts';
import { teamsChannel } from '../../channels/teams/channel.ts';
import { teamsProbe } from '../../channels/teams/probe.ts';
import { renewWith } from '../../channels/teams/renew.ts';
import { tokenKeeper } from '../../channels/teams/token-keeper.ts';
import { whoIsWith } from '../../channels/teams/who-is.ts';
import { graphLimits } from '../../deliveries/provider-limits.ts';
import type { BatchAnswer, ChannelProbe } from '../../deliveries/ports.ts';
import { tokenLeaseRows } from '../../store/token-keepers.ts';
import { entraAssertion } from '../entra-assertion.ts';
import type { Compose } from '../entry.ts';
import { composeWorker } from './worker.ts';

/** Posts as the district's service users. */
export const composeTeamsWorker: Compose<unknown, BatchAnswer> = (platform) =>
  composeWorker('teams-worker', platform, ({ home, documents, secrets }) => {
    const { settings, clocks, ids } = platform;
    const { httpTimeoutMs } = settings.times;
    const now = clocks.machine.now;
    const api = graph({ url: settings.endpoints.graph, httpTimeoutMs, now });
    const renew = renewWith({
      loginUrl: settings.endpoints.microsoftLogin,
      tenantId: home.channels.teams?.tenantId ?? '',
      clientId: settings.far.microsoftClientId,
      // In the sandbox the app is a public client: there is nobody to vouch for a function's role.
      ...(settings.where === 'lambda' && { clientAssertion: entraAssertion() }),
      httpTimeoutMs,
      now,
    });
    const tokens = tokenKeeper({
      secrets,
      leases: tokenLeaseRows(documents, settings.tables.operations),
      clock: clocks.machine,
      ids,
      renew,
      whoIs: whoIsWith(api, httpTimeoutMs),
      httpTimeoutMs,
    });
    const quota = home.channels.teams?.quotaPerSecond ?? documentedLimits.teamsPerSecond;
    const serviceUsers = home.channels.teams?.serviceUsers.map(({ id }) => id) ?? [];
    const probe = (): ChannelProbe => teamsProbe({ graph: api, tokens, serviceUsers });
    return { channel: { ...teamsChannel({ graph: api, tokens }), probe }, limits: graphLimits(quota) };
  });
