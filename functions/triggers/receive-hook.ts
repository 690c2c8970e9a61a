import type { Hook } from '../calendar/hooks.ts';
import { canonicalJson, sha256 } from '../core/hash.ts';
import { parseInstant, Temporal } from '../core/time.ts';
import { hearHook } from './hear-hook.ts';
import type { HookMessage } from './hook-message.ts';
import type { HookReading, HookReport } from './hook-reading.ts';
import { IncidentReport } from './incident-report.ts';
import { mapSystems } from './map-systems.ts';
import type { SeenEvents } from './ports.ts';
import { receiveFrom, type ReceiveReportDeps } from './receive-report.ts';

export type ReceiveHookDeps = ReceiveReportDeps & {
  readonly hooks: readonly Hook[];
  readonly seen: SeenEvents;
  /** What the body says; never throws. */
  readonly read: (message: HookMessage) => HookReading;
  /** Asks the status pages of these tools of the district file, of all that have one when none is named. */
  readonly lookAgain: (toolIds: readonly string[]) => Promise<void>;
  /** Computes the situation anew. */
  readonly recompute: () => Promise<unknown>;
  /** Confirms a subscription by the API of SNS, never by an address that was sent (S-23). */
  readonly confirm: (topicArn: string, token: string) => Promise<void>;
};

/** What became of a webhook: whether anything was made of it, else why not; `why` is ours, never the sender's words. */
export type HookOutcome = { readonly taken: boolean; readonly why?: string; readonly unread?: number };

/** Vendors try again for two days (PagerDuty: 48 h); what is older is a replay (S-21). */
const oldestHours = 49;

/**
 * Takes in a webhook that was proven when it came. A replay changes nothing: by the event's id where the proof covers it, by age, and because
 * an incident's older state never replaces a newer one. Throws when a store fails; then it comes again.
 */
export async function receiveHook(deps: ReceiveHookDeps, message: HookMessage): Promise<HookOutcome> {
  const hook = deps.hooks.find(({ id, vendor }) => id === message.hookId && vendor === message.vendor);
  if (hook === undefined) return { taken: false, why: 'the district file has no such hook any more' };
  const reading = deps.read(message);
  if (reading.kind !== 'reports') await hearHook(deps, message);
  switch (reading.kind) {
    case 'ignored':
      return { taken: false, why: reading.why };
    case 'confirm':
      if (hook.vendor !== 'sns' || !hook.topics.includes(reading.topicArn))
        return { taken: false, why: 'its topic is not on the list' };
      await deps.confirm(reading.topicArn, reading.token);
      return { taken: true };
    case 'look-again':
      await deps.lookAgain(mapSystems(hook.systems, reading.labels).map(({ id }) => id));
      return { taken: true };
    case 'reports':
      return receiveReports(deps, hook, message, reading);
  }
}

async function receiveReports(
  deps: ReceiveHookDeps,
  hook: Hook,
  message: HookMessage,
  { reports, eventId, unread }: Extract<HookReading, { kind: 'reports' }>,
): Promise<HookOutcome> {
  const key = eventId === undefined ? undefined : sha256(canonicalJson([hook.id, eventId]));
  if (key !== undefined && (await deps.seen.has(key))) return { taken: false, why: 'it was taken in before' };
  const received = parseInstant(message.receivedAt);
  const dated = reports.map((report) => ({ report, happened: notAfter(report.observedAt, received) }));
  // An unsigned vendor repeats an alert for as long as it fires, with the time at which it began.
  const fresh = dated.filter(
    ({ happened }) => eventId === undefined || received.since(happened).total('hours') <= oldestHours,
  );
  if (fresh.length === 0) return { taken: false, why: 'it is older than any vendor tries again' };
  // Not of a replay: whoever repeats old events could else keep a hook that is broken from being missed.
  await hearHook(deps, message);
  for (const { report, happened } of fresh) await receiveOne(deps, hook, report, happened);
  await deps.recompute();
  // Last of all: a run that was cut off is done again, and what it did already changes nothing the second time.
  if (key !== undefined) await deps.seen.add(key);
  return { taken: true, ...(unread === undefined ? {} : { unread }) };
}

async function receiveOne(
  deps: ReceiveHookDeps,
  { id, vendor, systems }: Hook,
  { vendorId, status, summary, labels }: HookReport,
  happened: Temporal.Instant,
): Promise<void> {
  const report = IncidentReport.parse({
    kind: 'incident',
    source: vendor,
    sourceId: vendorId,
    status,
    summary,
    // A resolution ends the incident; which systems it was about stays as it was reported.
    systems: status === 'open' ? mapSystems(systems, labels) : [],
    observedAt: happened.toString(),
  });
  await receiveFrom(deps, { intake: vendor, credential: id }, report);
}

/** When it happened; a vendor's clock that runs ahead may not keep what comes next from being news. */
function notAfter(observedAt: string | undefined, received: Temporal.Instant): Temporal.Instant {
  const happened = observedAt === undefined ? received : parseInstant(observedAt);
  return Temporal.Instant.compare(happened, received) > 0 ? received : happened;
}
