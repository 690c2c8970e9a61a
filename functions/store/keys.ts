import type { ChannelName } from '../names.ts';
import type { RosterKind } from '../roster/roster.ts';

/** The primary key of a row. Every key of both tables is made here. */
export type Key = { readonly pk: string; readonly sk: string };

const padded = (version: number): string => String(version).padStart(8, '0');

/** Ledger table: an entry of a school year. */
export const entryKey = (schoolYear: string, version: number): Key => ({
  pk: `year#${schoolYear}`,
  sk: `entry#${padded(version)}`,
});

/** Ledger table: a content row, addressed by its hash. */
export const contentKey = (hash: string): Key => ({ pk: `content#${hash}`, sk: 'content' });

/** Operations table: what an entry's plan made. */
export const planKey = (schoolYear: string, version: number): Key => ({
  pk: `entry#${schoolYear}#${padded(version)}`,
  sk: 'plan',
});
export const parcelKey = (schoolYear: string, version: number, parcelId: string): Key => ({
  pk: `entry#${schoolYear}#${padded(version)}`,
  sk: `parcel#${parcelId}`,
});

/** Operations table: all deliveries of a target stand together, oldest entry first, so that a later entry finds the earlier ones by key. */
export const deliveryKey = (channel: ChannelName, targetId: string, schoolYear: string, version: number): Key => ({
  pk: `target#${channel}#${targetId}`,
  sk: `entry#${schoolYear}#${padded(version)}`,
});

/** Operations table: single rows. */
export const signalKey = (signalId: string): Key => ({ pk: 'signals', sk: `signal#${signalId}` });
export const feedKey = (feed: string): Key => ({ pk: 'feeds', sk: `feed#${feed}` });
export const seenEventKey = (hash: string): Key => ({ pk: `seen#${hash}`, sk: 'event' });
export const situationKey = (schoolYear: string): Key => ({ pk: `situation#${schoolYear}`, sk: 'situation' });
export const quotaKey = (provider: string, kind: string): Key => ({ pk: `quota#${provider}`, sk: kind });
export const parentLeaseKey = (parentId: string): Key => ({ pk: `team#${parentId}`, sk: 'lease' });
export const tokenKeeperKey = (serviceUser: string): Key => ({ pk: `token#${serviceUser}`, sk: 'keeper' });
export const readinessKey = (id: string): Key => ({ pk: 'readiness', sk: id });
export const wordKey = (wordId: string): Key => ({ pk: 'words', sk: `word#${wordId}` });
export const glassTriesKey = (): Key => ({ pk: 'break-glass', sk: 'tries' });
export const glassUseKey = (set: string): Key => ({ pk: `break-glass#${set}`, sk: 'use' });
export const rosterKey = (kind: RosterKind): Key => ({ pk: 'roster', sk: kind === 'drill' ? 'drill' : 'current' });
export const idempotencyKey = (commandId: string): Key => ({ pk: `command#${commandId}`, sk: 'answer' });
