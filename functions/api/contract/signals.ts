import * as z from 'zod';
import { Timestamp } from '../../core/time.ts';
import { ToolStatus } from '../../readiness/tool-state.ts';
import { IncidentReport } from '../../triggers/incident-report.ts';
import { IncidentContent, Signal, WeatherContent } from '../../triggers/signal.ts';

/** `POST /v1/signals`: an incident, or weather as somebody reports it (never coverage: S-20). */
export const ReportSignalBody = IncidentReport.meta({ id: 'ReportSignal' });
export type ReportSignalBody = z.infer<typeof ReportSignalBody>;

/** 202: taken in. `proposalId` where it is evidence of an open proposal. */
export const SignalAccepted = z
  .object({ signalId: z.string(), proposalId: z.string().optional() })
  .meta({ id: 'SignalAccepted' });
export type SignalAccepted = z.infer<typeof SignalAccepted>;

const base = Signal.options[0].shape;

/** Of weather alone: what happened to it, the oldest first; what it came from and became; and whether its feed can be read. */
const life = {
  changes: base.changes,
  olderChanges: base.olderChanges,
  upgradedTo: base.upgradedTo,
  upgradedFrom: base.upgradedFrom,
  /** While its feed cannot be read: since when nothing is known of an open event. It stands as it was read last. */
  unknownSince: Timestamp.optional(),
};

const shown = {
  signalId: base.signalId,
  status: base.status,
  endedBecause: base.endedBecause,
  /** By which way it came in, and with whose credential. */
  intake: base.intake,
  credential: base.credential,
  firstSeenAt: base.firstSeenAt,
  lastSeenAt: base.lastSeenAt,
  changedAt: base.changedAt,
};

/** A signal as people see it: everything in it is internal. */
export const SignalAnswer = z
  .discriminatedUnion('kind', [
    z.object({ ...shown, ...life, kind: z.literal('weather'), content: WeatherContent }),
    z.object({ ...shown, kind: z.enum(['reported-weather', 'incident']), content: IncidentContent }),
  ])
  .meta({ id: 'Signal' });
export type SignalAnswer = z.infer<typeof SignalAnswer>;

/** `POST /v1/signals/poll`: how each feed stands after looking. A feed that failed is unknown, never calm. */
export const PollAnswer = z
  .object({
    weather: z.object({ ok: z.boolean(), at: Timestamp, alerts: z.int(), problem: z.string().optional() }),
    tools: z.array(
      z.object({
        toolId: z.string(),
        ok: z.boolean(),
        at: Timestamp,
        status: ToolStatus,
        source: z.string(),
        problem: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Poll' });
export type PollAnswer = z.infer<typeof PollAnswer>;
