import * as z from 'zod';
import type { FeedReading } from '../../readiness/ports.ts';
import { fromBest, type ToolStatus } from '../../readiness/tool-state.ts';
import { earliest, oneLine, timeOf } from './vendor-words.ts';

/** The feed's name, as people read it. */
export const source = 'Google Workspace status';

const Product = z.object({ title: z.string(), id: z.string() });

/** `products.json` beside the feed: every product with its title and id, in a list by itself or under its name (Google documents neither). */
const Products = z.union([
  z.array(Product),
  z.object({ products: z.array(Product) }).transform(({ products }) => products),
]);

/** The feed is a list with its whole history; an incident that is over has an `end`. */
const Incident = z.object({
  begin: z.string(),
  end: z.string().nullish(),
  external_desc: z.string().default(''),
  status_impact: z.string().optional(),
  affected_products: z.array(Product).default([]),
  most_recent_update: z.object({ status: z.string() }).optional(),
});
type Incident = z.infer<typeof Incident>;

/** The live state of an incident; `AVAILABLE` is over. `status_impact` is its peak, and is asked only where nobody has said more. */
const meanings: Readonly<Record<string, ToolStatus>> = {
  AVAILABLE: 'up',
  SERVICE_INFORMATION: 'degraded',
  SERVICE_DISRUPTION: 'degraded',
  SERVICE_OUTAGE: 'down',
};

/** What `incidents.json` and `products.json` say of a product, by its title with or without "Google" before it. Pure. */
export function readGoogle(incidents: unknown, products: unknown, product: string, timeZone: string): FeedReading {
  const list = z.array(z.unknown()).safeParse(incidents);
  if (!list.success) return unknown('its list of incidents cannot be read');
  const known = Products.safeParse(products);
  const ids = known.success ? known.data.filter(({ title }) => isSame(title, product)).map(({ id }) => id) : [];
  const active: Incident[] = [];
  let unread = 0;
  for (const one of list.data) {
    const incident = Incident.safeParse(one);
    if (!incident.success) unread += isOver(one) ? 0 : 1;
    else if (isActive(incident.data) && affects(incident.data, product, ids)) active.push(incident.data);
  }
  // An outage that names the product is known even where the list of products is not.
  if (active.length > 0) return worstOf(active, timeZone);
  if (!known.success) return unknown('its list of products cannot be read');
  if (ids.length === 0) return unknown(`it has no product ${oneLine(product)}: correct tools[].status.product`);
  return unread > 0 ? unknown(`${unread} of its open incidents cannot be read`) : { status: 'up', source };
}

/** Why nothing is known, as a reading. */
export function unknown(why: string): FeedReading {
  return { status: 'unknown', source, what: why };
}

function worstOf(active: readonly Incident[], timeZone: string): FeedReading {
  const [worst] = active.toSorted((a, b) => fromBest.indexOf(statusOf(b)) - fromBest.indexOf(statusOf(a)));
  if (worst === undefined) return { status: 'up', source };
  const status = statusOf(worst);
  const since = earliest(active.filter((one) => statusOf(one) === status).map(({ begin }) => timeOf(begin, timeZone)));
  const words = [worst.most_recent_update?.status.toLowerCase().replaceAll('_', ' '), oneLine(worst.external_desc)];
  const what = words.filter((word) => word !== undefined && word !== '').join(': ');
  return { status, source, ...(since === undefined ? {} : { since }), what };
}

/** A word that is not in the table means something is the matter, and not what. */
function statusOf({ most_recent_update: update, status_impact: impact }: Incident): ToolStatus {
  return meanings[update?.status ?? impact ?? ''] ?? 'unknown';
}

function isActive(incident: Incident): boolean {
  return (incident.end ?? '') === '' && statusOf(incident) !== 'up';
}

/** Of an incident that cannot be read otherwise: whether it has an end. */
function isOver(incident: unknown): boolean {
  return z.object({ end: z.string().min(1) }).safeParse(incident).success;
}

function affects(incident: Incident, product: string, ids: readonly string[]): boolean {
  return incident.affected_products.some(({ title, id }) => ids.includes(id) || isSame(title, product));
}

function isSame(title: string, product: string): boolean {
  const plain = (text: string): string =>
    text
      .trim()
      .toLowerCase()
      .replace(/^google /, '');
  return plain(title) === plain(product);
}
