import type { District } from '../../calendar/district.ts';
import type { ReadingStore } from '../../readiness/ports.ts';
import { pollTools, type ToolPoll } from '../../readiness/poll-tools.ts';
import { appToken } from '../../sources/tool-status/app-token.ts';
import type { StatusPages } from '../../sources/tool-status/status-address.ts';
import { toolFeeds } from '../../sources/tool-status/tool-feeds.ts';
import { entraAssertion } from '../entra-assertion.ts';
import type { Platform } from '../platform.ts';
import type { Settings } from '../settings.ts';

/** Looks at the status feeds of the district's tools: shared by the poll and by the API's "look now". */
export function toolPollsOf(platform: Platform, district: District, store: ReadingStore): () => Promise<ToolPoll> {
  const { settings, clocks } = platform;
  const { httpTimeoutMs } = settings.times;
  const tenantId = district.channels.teams?.tenantId;
  const token =
    tenantId === undefined
      ? undefined
      : appToken({
          loginUrl: settings.endpoints.microsoftLogin,
          tenantId,
          clientId: settings.far.microsoftClientId,
          // In the sandbox the app is a public client: there is nobody to vouch for a function's role.
          ...(settings.where === 'lambda' && { clientAssertion: entraAssertion() }),
          clock: clocks.machine,
          httpTimeoutMs,
        });
  const readFeeds = toolFeeds({
    pages: pagesOf(settings),
    graphUrl: settings.endpoints.graph,
    ...(token !== undefined && { appToken: token }),
    httpTimeoutMs,
    timeZone: district.timeZone,
  });
  return () => pollTools({ district, readFeeds, store, calendar: clocks.calendar });
}

/** On Lambda the addresses of the district file; in the sandbox nothing leaves the machine. */
function pagesOf({ where, endpoints }: Settings): StatusPages {
  return where === 'lambda' ? { where } : { where, simulator: endpoints.toolStatus ?? nowhere };
}

/** A loopback port on which nobody listens. */
const nowhere = 'http://127.0.0.1:9';
