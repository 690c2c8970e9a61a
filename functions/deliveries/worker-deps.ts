import type { ChannelHealth } from './channel-health.ts';
import type {
  Contents,
  Declarations,
  DeliveryChannel,
  DeliveryStore,
  Home,
  ParcelQueue,
  ParcelStore,
  ParentLeases,
  Permits,
  Report,
  VerifySignature,
  WorkerTools,
} from './ports.ts';

/** What a channel's worker stands on. */
export type WorkerDeps = WorkerTools & {
  readonly channel: DeliveryChannel;
  readonly deliveries: DeliveryStore;
  readonly parcels: ParcelStore;
  readonly queue: ParcelQueue;
  readonly permits: Permits;
  readonly health: ChannelHealth;
  readonly parents: ParentLeases;
  readonly declarations: Declarations;
  readonly contents: Contents;
  readonly verify: VerifySignature;
  /** The district's secret behind delivery ids; kept in memory by whoever provides it. */
  readonly deliverySecret: () => Promise<string>;
  readonly home: Home;
  /** Hash of the drill roster in force; undefined: none was loaded. */
  readonly drillRoster: () => Promise<string | undefined>;
  /** How far the table's clock is from ours, by its last answer; 0 before the first. */
  readonly clockSkewMs: () => number;
  readonly report: Report;
};
