/** The tenant's services and how Microsoft says that they are; all are operational until told otherwise. */
export type ServiceHealth = {
  set(service: string, status: string): void;
  /** The body of `GET /admin/serviceAnnouncement/healthOverviews`. */
  view(): { readonly value: readonly { readonly id: string; readonly service: string; readonly status: string }[] };
};

/** Names as the vendor writes them (facts: tools-and-incidents.md, 1.3). */
const services = ['Exchange Online', 'Microsoft 365 suite', 'Microsoft Teams', 'SharePoint Online'];

export function serviceHealth(): ServiceHealth {
  const statuses = new Map(services.map((service) => [service, 'serviceOperational']));
  return {
    set: (service, status) => void statuses.set(service, status),
    view: () => ({
      value: Array.from(statuses, ([service, status]) => ({ id: service.replaceAll(' ', ''), service, status })),
    }),
  };
}
