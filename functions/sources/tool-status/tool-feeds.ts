import type { Tool } from '../../calendar/district.ts';
import type { FeedReading, ReadToolFeeds } from '../../readiness/ports.ts';
import type { AppToken } from './app-token.ts';
import { type AskFeed, askFeed, type FeedAnswer, pageBytes } from './ask-feed.ts';
import { HealthOverviews, readGraphHealth, unknown as unknownHealth } from './graph-health.ts';
import { readGoogle, unknown as unknownGoogle } from './google-workspace.ts';
import { type StatusPages, statusAddress } from './status-address.ts';
import { readStatuspage } from './statuspage.ts';

export type ToolFeedsOptions = {
  readonly pages: StatusPages;
  /** Where and how the tenant's service health is asked; absent: somebody else asks it, and its tools are not spoken of. */
  readonly graph?: GraphFeed;
  readonly httpTimeoutMs: number;
  readonly timeZone: string;
};

export type GraphFeed = {
  /** `https://graph.microsoft.com`; the sandbox's own on loopback. */
  readonly url: string;
  /** Absent: the district file names no tenant. */
  readonly appToken?: AppToken;
};

/** Google's list holds years of incidents. */
const historyBytes = 8 * 1024 * 1024;
/** Rows of the tenant's services, and pages of them at most. */
const mostPages = 3;

const notAddress = 'its address may not be asked: give an https address by name in tools[].status.url';

/**
 * The status feeds of a district's tools: each feed is asked once, however many tools it speaks of, and all of them at the same time. It
 * asks the addresses of the district file and no others.
 */
export function toolFeeds(options: ToolFeedsOptions): ReadToolFeeds {
  return async (tools) => {
    const { httpTimeoutMs, pages, graph } = options;
    const asked = new Map<string, Promise<FeedAnswer>>();
    const once = (url: string, maxBytes: number): Promise<FeedAnswer> => {
      const answer = asked.get(url) ?? askFeed(url, { httpTimeoutMs, maxBytes });
      asked.set(url, answer);
      return answer;
    };
    const file = (page: string, name: string, maxBytes: number): Promise<FeedAnswer> => {
      const url = statusAddress(page, name, pages);
      return url === undefined ? Promise.resolve({ ok: false, why: notAddress }) : once(url, maxBytes);
    };
    let overviews: Promise<Health> | undefined;
    const health = graph && ((): Promise<Health> => (overviews ??= readHealth(graph, httpTimeoutMs)));
    const readings = await Promise.all(
      tools.map(async (tool) => {
        const reading = await readOne(tool, options.timeZone, { file, health });
        return reading === undefined ? [] : [[tool.id, reading] as const];
      }),
    );
    return new Map(readings.flat());
  };
}

type Health = { readonly ok: true; readonly overviews: HealthOverviews } | { readonly ok: false; readonly why: string };

type Asking = {
  readonly file: (page: string, name: string, maxBytes: number) => Promise<FeedAnswer>;
  readonly health: (() => Promise<Health>) | undefined;
};

async function readOne({ status }: Tool, timeZone: string, { file, health }: Asking): Promise<FeedReading | undefined> {
  switch (status.kind) {
    case 'manual':
      return undefined;
    case 'google-workspace': {
      const [incidents, products] = await Promise.all([
        file(status.url, 'incidents.json', historyBytes),
        file(status.url, 'products.json', pageBytes),
      ]);
      if (!incidents.ok) return unknownGoogle(incidents.why);
      return readGoogle(incidents.body, products.ok ? products.body : undefined, status.product, timeZone);
    }
    case 'statuspage': {
      const { host } = new URL(status.url);
      const summary = await file(status.url, 'api/v2/summary.json', pageBytes);
      if (summary.ok) return readStatuspage(summary.body, host, status.component, timeZone);
      return { status: 'unknown', source: host, what: inactive(summary) ?? summary.why };
    }
    case 'microsoft-graph': {
      const all = await health?.();
      if (all === undefined) return undefined;
      return all.ok ? readGraphHealth(all.overviews, status.service) : unknownHealth(all.why);
    }
  }
}

/** An inactive page asks for a sign-in. */
function inactive({ status }: Extract<FeedAnswer, { ok: false }>): string | undefined {
  return status === 401 ? 'it answered 401: the page is not active' : undefined;
}

async function readHealth({ url: graphUrl, appToken }: GraphFeed, httpTimeoutMs: number): Promise<Health> {
  if (appToken === undefined)
    return { ok: false, why: 'the district file names no tenant: add channels.teams.tenantId' };
  const token = await appToken();
  if (!token.ok) return token;
  const ask: AskFeed = { httpTimeoutMs, maxBytes: pageBytes, headers: { authorization: `Bearer ${token.token}` } };
  const { origin } = new URL(graphUrl);
  const overviews: HealthOverviews[number][] = [];
  let url = `${origin}/v1.0/admin/serviceAnnouncement/healthOverviews`;
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await askFeed(url, ask);
    if (!answer.ok) return { ok: false, why: answer.status === 403 ? withoutConsent : answer.why };
    const read = HealthOverviews.safeParse(answer.body);
    if (!read.success) return { ok: false, why: 'its list of services cannot be read' };
    overviews.push(...read.data.value);
    const next = read.data['@odata.nextLink'];
    if (next === undefined) return { ok: true, overviews };
    // The token goes to Graph alone, whatever a page says (S-18).
    if (!URL.canParse(next) || new URL(next).origin !== origin)
      return { ok: false, why: 'its list goes on elsewhere: it was not followed' };
    url = next;
  }
  return { ok: false, why: 'its list of services does not end' };
}

const withoutConsent = 'it answered 403: grant the app ServiceHealth.Read.All';
