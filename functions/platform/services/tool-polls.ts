import type { District } from '../../calendar/district.ts';
import type { ReadingStore } from '../../readiness/ports.ts';
import { pollTools, type ToolPoll } from '../../readiness/poll-tools.ts';
import { appToken } from '../../sources/tool-status/app-token.ts';
import type { StatusPages } from '../../sources/tool-status/status-address.ts';
import { type GraphFeed, toolFeeds } from '../../sources/tool-status/tool-feeds.ts';
import type { Platform } from '../platform.ts';
import type { Settings } from '../settings.ts';

export type ToolPollParts = {
  readonly district: District;
  readonly store: ReadingStore;
  /** How the app proves itself to Microsoft on Lambda; a function without it leaves service health to the poll. */
  readonly clientAssertion?: () => Promise<string>;
};

/** Looks at the status feeds of the district's tools: shared by the poll and by the API's "look now". */
export function toolPollsOf(platform: Platform, parts: ToolPollParts): () => Promise<ToolPoll> {
  const { settings, clocks } = platform;
  const { district, store } = parts;
  const graph = graphFeedOf(platform, parts);
  const readFeeds = toolFeeds({
    pages: pagesOf(settings),
    ...(graph !== undefined && { graph }),
    httpTimeoutMs: settings.times.httpTimeoutMs,
    timeZone: district.timeZone,
  });
  return () => pollTools({ district, readFeeds, store, calendar: clocks.calendar });
}

/** In the sandbox the app is a public client: there is nobody to vouch for a function's role. */
function graphFeedOf(
  { settings, clocks }: Platform,
  { district, clientAssertion }: ToolPollParts,
): GraphFeed | undefined {
  if (settings.where === 'lambda' && clientAssertion === undefined) return undefined;
  const { graph: url, microsoftLogin: loginUrl } = settings.endpoints;
  const tenantId = district.channels.teams?.tenantId;
  if (tenantId === undefined) return { url };
  const token = appToken({
    loginUrl,
    tenantId,
    clientId: settings.far.microsoftClientId,
    ...(clientAssertion !== undefined && { clientAssertion }),
    clock: clocks.machine,
    httpTimeoutMs: settings.times.httpTimeoutMs,
  });
  return { url, appToken: token };
}

/** On Lambda the addresses of the district file; in the sandbox nothing leaves the machine. */
function pagesOf({ where, endpoints }: Settings): StatusPages {
  return where === 'lambda' ? { where } : { where, simulator: endpoints.toolStatus ?? nowhere };
}

/** A loopback port on which nobody listens. */
const nowhere = 'http://127.0.0.1:9';
