import * as z from 'zod';
import type { FeedReading } from '../../readiness/ports.ts';
import type { ToolStatus } from '../../readiness/tool-state.ts';
import { earliest, oneLine, timeOf } from './vendor-words.ts';

const Incident = z.object({
  name: z.string().default(''),
  status: z.string().default(''),
  created_at: z.string().nullish(),
  started_at: z.string().nullish(),
  components: z.array(z.object({ id: z.string().optional(), name: z.string().optional() })).default([]),
});
type Incident = z.infer<typeof Incident>;

const Component = z.object({ id: z.string(), name: z.string(), status: z.string(), updated_at: z.string().nullish() });

/** `/api/v2/summary.json` of a Statuspage: the page as a whole, its components, and its incidents that are not resolved. */
const Summary = z.object({
  page: z.object({ name: z.string().default('') }),
  status: z.object({ indicator: z.string() }),
  components: z.array(z.unknown()).default([]),
  incidents: z.array(z.unknown()).default([]),
});

const indicators: Readonly<Record<string, ToolStatus>> = {
  none: 'up',
  minor: 'degraded',
  major: 'degraded',
  critical: 'down',
  maintenance: 'degraded',
};

const componentStatuses: Readonly<Record<string, ToolStatus>> = {
  operational: 'up',
  degraded_performance: 'degraded',
  partial_outage: 'degraded',
  major_outage: 'down',
  under_maintenance: 'degraded',
};

/** What a page's summary says of the tool: of the component that the district file names, else of the page as a whole. Pure. */
export function readStatuspage(
  body: unknown,
  host: string,
  component: string | undefined,
  timeZone: string,
): FeedReading {
  const summary = Summary.safeParse(body);
  if (!summary.success) return { status: 'unknown', source: host, what: 'its summary cannot be read' };
  const { status, components, incidents } = summary.data;
  const open = incidents.flatMap((one) => Incident.safeParse(one).data ?? []);
  if (component === undefined) {
    const word = status.indicator;
    return told(indicators[word], word, host, open, timeZone);
  }
  const named = components
    .flatMap((one) => Component.safeParse(one).data ?? [])
    .find(({ name }) => name.trim().toLowerCase() === component.trim().toLowerCase());
  if (named === undefined) {
    const what = `it has no component ${oneLine(component)}: correct tools[].status.component`;
    return { status: 'unknown', source: host, what };
  }
  const about = open.filter((one) => one.components.some(({ id, name }) => id === named.id || name === named.name));
  return told(componentStatuses[named.status], named.status, host, about, timeZone);
}

function told(
  status: ToolStatus | undefined,
  word: string,
  source: string,
  incidents: readonly Incident[],
  timeZone: string,
): FeedReading {
  if (status === undefined)
    return { status: 'unknown', source, what: `it says ${oneLine(word)}, which is no word we know` };
  if (status === 'up') return { status, source };
  const since = earliest(incidents.map((one) => timeOf(one.started_at ?? one.created_at, timeZone)));
  const what = [word.replaceAll('_', ' '), ...incidents.slice(0, 1).map(({ name }) => oneLine(name))].join(': ');
  return { status, source, ...(since === undefined ? {} : { since }), what };
}
