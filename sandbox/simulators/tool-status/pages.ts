/** One incident of Google's status feed, as a story tells it. Times are RFC 3339. */
export type GoogleIncident = {
  readonly products: readonly string[];
  /** The live state, `SERVICE_OUTAGE`; `AVAILABLE` is over. */
  readonly state: 'SERVICE_INFORMATION' | 'SERVICE_DISRUPTION' | 'SERVICE_OUTAGE' | 'AVAILABLE';
  readonly begin: string;
  readonly end?: string;
  readonly description?: string;
  /** The worst it ever was; default: the live state. */
  readonly peak?: 'SERVICE_INFORMATION' | 'SERVICE_DISRUPTION' | 'SERVICE_OUTAGE';
};

/** What a Statuspage shows; every part that is absent is well. */
export type StatusPage = {
  readonly indicator?: 'none' | 'minor' | 'major' | 'critical' | 'maintenance';
  readonly components?: Readonly<Record<string, string>>;
  readonly incident?: { readonly name: string; readonly startedAt: string; readonly components?: readonly string[] };
};

/** Google's products by title; the ids are made up but for their form. */
export const googleProducts = [
  'Gmail',
  'Google Calendar',
  'Google Chat',
  'Google Classroom',
  'Google Drive',
  'Google Meet',
];

const idOf = (title: string): string => Buffer.from(`product:${title}`).toString('base64url').slice(0, 20);

/** `products.json`. */
export function productsJson(): string {
  return JSON.stringify({ products: googleProducts.map((title) => ({ title, id: idOf(title) })) });
}

/** `incidents.json`: the whole history, so never empty; what is told comes first. */
export function incidentsJson(incidents: readonly GoogleIncident[]): string {
  const over: GoogleIncident = {
    products: ['Gmail'],
    state: 'AVAILABLE',
    begin: '2022-10-25T07:00:00+00:00',
    end: '2022-10-25T09:00:00+00:00',
    description: 'Mail was delayed.',
    peak: 'SERVICE_OUTAGE',
  };
  return JSON.stringify([...incidents, over].map(incidentView));
}

function incidentView(
  { products, state, begin, end, description = 'We are looking into it.', peak }: GoogleIncident,
  index: number,
): object {
  const affected = products.map((title) => ({ title, id: idOf(title) }));
  return {
    id: `incident-${index}`,
    number: String(1000 + index),
    begin,
    created: begin,
    modified: end ?? begin,
    ...(end === undefined ? {} : { end }),
    external_desc: description,
    severity: 'medium',
    status_impact: peak ?? (state === 'AVAILABLE' ? 'SERVICE_OUTAGE' : state),
    affected_products: affected,
    // One name alone, also where several are affected.
    service_name: products[0] ?? '',
    most_recent_update: { when: end ?? begin, text: description, status: state },
    updates: [],
    uri: `incidents/incident-${index}`,
  };
}

/** `api/v2/summary.json`. */
export function summaryJson(
  host: string,
  { indicator = 'none', components = {}, incident }: StatusPage,
  now: number,
): string {
  const updated_at = new Date(now).toISOString();
  const rows = Object.entries(components).map(([name, status]) => ({
    id: name.toLowerCase(),
    name,
    status,
    updated_at,
  }));
  const about = rows.filter(({ name }) => incident?.components?.includes(name) ?? true);
  return JSON.stringify({
    page: { id: host, name: host, url: `https://${host}`, time_zone: 'Etc/UTC', updated_at },
    status: { indicator, description: indicator === 'none' ? 'All Systems Operational' : 'Something is the matter' },
    components: rows,
    incidents:
      incident === undefined
        ? []
        : [
            {
              id: 'incident',
              name: incident.name,
              status: 'investigating',
              impact: indicator,
              created_at: incident.startedAt,
              started_at: incident.startedAt,
              components: about,
            },
          ],
    scheduled_maintenances: [],
  });
}
