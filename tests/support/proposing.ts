import type { District } from '../../functions/calendar/district.ts';
import { digestOf } from '../../functions/core/hash.ts';
import { parseInstant } from '../../functions/core/time.ts';
import type { DeclaredBefore } from '../../functions/proposals/ports.ts';
import { minnesota } from '../../functions/law/packs/minnesota.ts';
import { propose } from '../../functions/proposals/propose.ts';
import type { Proposal, Situation } from '../../functions/proposals/proposal.ts';
import { reviewDeclarations } from '../../functions/proposals/review-declarations.ts';
import { unitsOf } from '../../functions/calendar/units.ts';
import { IncidentReport } from '../../functions/triggers/incident-report.ts';
import { mergeReading } from '../../functions/triggers/merge-reading.ts';
import { reportIncident } from '../../functions/triggers/report-incident.ts';
import type { Signal } from '../../functions/triggers/signal.ts';
import { alertFeature, readingOf, type AlertSpec } from './alerts.ts';
import { lakes } from './district.ts';
import { attestedTools } from './facts.ts';

/** A declaration as proposals see it, because of the weather unless its causes say otherwise. */
export function declared(
  days: readonly [date: string, dayType: string, units?: readonly string[]][],
  ended?: string,
  changes: { readonly causes?: DeclaredBefore['content']['declaration']['causes']; readonly version?: number } = {},
): DeclaredBefore {
  const all = unitsOf(lakes).map((unit) => unit.unitId);
  const { causes = [{ kind: 'weather', qualifying: true, signalIds: [] }], version = 1 } = changes;
  return {
    declarationId: 'd-one',
    ...(ended === undefined ? {} : { ended }),
    content: {
      days: days.map(([date, dayType, units = all]) => ({ date, dayType, units })),
      declaration: { drill: false, recordOnly: false, causes },
    },
    speaking: [{ version, kind: 'Declared', at: '2023-02-21T14:11:00-06:00', approval: 'not-needed' }],
    entries: [],
  };
}

/** A district in which time passes, alerts and reports come in, and proposals are computed from them. */
export function proposing(district: District = lakes, start = '2023-02-21T03:28:00-06:00') {
  const { timeZone } = district;
  let now = parseInstant(start);
  let signals: Signal[] = [];
  let previous: Situation | undefined;
  let declarations: readonly DeclaredBefore[] = [];
  let attested: Readonly<Record<string, string>> = {};
  const keep = (fresh: readonly Signal[]): void => {
    signals = [...new Map([...signals, ...fresh].map((signal) => [signal.signalId, signal])).values()];
  };
  const compute = (): Proposal[] => {
    const preview = (body: object) => ({ digest: digestOf(body), findings: [], decideBy: '2023-02-22T05:50:00-06:00' });
    const [schoolYear] = district.schoolYears;
    if (schoolYear === undefined) throw new Error('no school year');
    const tools = attestedTools(district, attested, signals);
    const readiness = Object.fromEntries(tools.map((tool) => [tool.toolId, tool.status]));
    const known = { district, schoolYear, signals, declarations, readiness, tools, lawPack: minnesota, previous, now };
    const proposals = propose({ ...known, preview });
    previous = {
      schoolYear: schoolYear.id,
      revision: 1,
      computedAt: start,
      proposals,
      ...reviewDeclarations(known),
    };
    return proposals;
  };
  return {
    at: (time: string) => (now = parseInstant(time)),
    /** Good readings that show these alerts; the second one ends what is missing. */
    alerts: (...specs: AlertSpec[]) => {
      for (let i = 0; i < 2; i++) {
        const reading = readingOf(specs.map(alertFeature), now, district);
        keep(mergeReading(signals, undefined, reading, { now, timeZone }).writes);
      }
      return compute();
    },
    incident: (report: object = {}) => {
      const parsed = IncidentReport.parse({
        kind: 'incident',
        source: 'helpdesk',
        sourceId: 'INC-7',
        status: 'open',
        summary: 'Gradebook is down.',
        ...report,
      });
      const known = signals.find((signal) => signal.vendorId === parsed.sourceId);
      keep([reportIncident(parsed, 'ops-1', known, { now, timeZone })]);
      return compute();
    },
    declare: (...given: DeclaredBefore[]) => {
      declarations = given;
      return compute();
    },
    tools: (given: Readonly<Record<string, string>>) => {
      attested = given;
      return compute();
    },
    dismiss: () => {
      if (previous === undefined) throw new Error('nothing to dismiss');
      const proposals = previous.proposals.map((it) => ({ ...it, status: 'dismissed' as const }));
      previous = { ...previous, proposals };
    },
    compute,
    situation: () => previous,
    signals: () => signals,
  };
}
