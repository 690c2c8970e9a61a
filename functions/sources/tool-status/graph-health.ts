import * as z from 'zod';
import type { FeedReading } from '../../readiness/ports.ts';
import type { ToolStatus } from '../../readiness/tool-state.ts';
import { oneLine } from './vendor-words.ts';

/** The feed's name, as people read it. */
export const source = 'Microsoft service health';

/** A page of `healthOverviews`: one row a service of the tenant. */
export const HealthOverviews = z.object({
  value: z.array(z.object({ service: z.string(), status: z.string() })),
  '@odata.nextLink': z.string().optional(),
});
export type HealthOverviews = z.infer<typeof HealthOverviews>['value'];

/** Microsoft's words (facts: tools-and-incidents.md, 1.3). One that is not here, `unknownFutureValue` too, tells nothing. */
const meanings: Readonly<Record<string, ToolStatus>> = {
  serviceOperational: 'up',
  serviceRestored: 'up',
  postIncidentReviewPublished: 'up',
  falsePositive: 'up',
  resolved: 'up',
  resolvedExternal: 'up',
  investigating: 'degraded',
  restoringService: 'degraded',
  verifyingService: 'degraded',
  serviceDegradation: 'degraded',
  extendedRecovery: 'degraded',
  investigationSuspended: 'degraded',
  mitigated: 'degraded',
  mitigatedExternal: 'degraded',
  confirmed: 'degraded',
  reported: 'degraded',
  serviceInterruption: 'down',
};

/** What the tenant's health overviews say of a service by its exact name. Pure. */
export function readGraphHealth(overviews: HealthOverviews, service: string): FeedReading {
  const found = overviews.find((one) => one.service.trim().toLowerCase() === service.trim().toLowerCase());
  if (found === undefined) return unknown(`it has no service ${oneLine(service)}: correct tools[].status.service`);
  const status = meanings[found.status];
  if (status === undefined) return unknown(`it says ${oneLine(found.status)}, which is no word we know`);
  return status === 'up' ? { status, source } : { status, source, what: oneLine(found.status) };
}

/** Why nothing is known, as a reading. */
export function unknown(why: string): FeedReading {
  return { status: 'unknown', source, what: why };
}
