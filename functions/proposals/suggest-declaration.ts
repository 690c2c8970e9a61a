import type { District, Program } from '../calendar/district.ts';
import { programsRunning } from '../calendar/programs.ts';
import { unitById } from '../calendar/units.ts';
import type { Signal } from '../triggers/signal.ts';
import type { Draft, DraftDay } from './draft.ts';
import { whatOf } from './evidence.ts';
import { selectorOf } from './selector.ts';

/** Most signals that one cause names, and most characters of its internal words. */
const limits = { signalIds: 50, summary: 500 } as const;

/**
 * A body ready for `POST /v1/declarations`, without `seen`: the draft's days, its causes, the programs by the district's defaults, and the
 * tools that are known to work or not; of the others it says nothing. A person may change all of it.
 */
export function suggestDeclaration(
  district: District,
  draft: Draft,
  readiness: Readonly<Record<string, string>>,
): Record<string, unknown> {
  const toolsThatAre = (status: string): string[] =>
    district.tools.map((tool) => tool.id).filter((id) => readiness[id] === status);
  return {
    days: draft.days.map(({ date, dayType, units }) => ({ date, dayType, schools: selectorOf(district, units) })),
    causes: causesOf(draft),
    programs: programsOf(district, draft.days),
    tools: { available: toolsThatAre('up'), unavailable: toolsThatAre('down') },
  };
}

/** All causes are recorded; only what asks for the days is said in public, by a stock sentence. */
function causesOf({ kind, signals, evidence }: Draft): unknown[] {
  if (kind === 'incident') return [{ ...cause('it', signals), publicText: 'technical-difficulties' }];
  const incidents = evidence.filter((signal) => signal.kind === 'incident');
  const weather = { ...cause('weather', signals), publicText: 'weather', qualifying: true };
  return incidents.length === 0 ? [weather] : [weather, cause('it', incidents)];
}

function cause(kind: 'weather' | 'it', signals: readonly Signal[]): Record<string, unknown> {
  const summary = signals.map(whatOf).join('; ').slice(0, limits.summary);
  const signalIds = signals.slice(0, limits.signalIds).map((signal) => signal.signalId);
  return { kind, summary, qualifying: false, signalIds };
}

function programsOf(district: District, days: readonly DraftDay[]): { id: string; disposition: string }[] {
  const changed = new Map<string, string>();
  for (const { date, dayType, units } of days) {
    for (const unitId of units) {
      const unit = unitById(district, unitId);
      for (const program of unit === undefined ? [] : programsRunning(district, unit, date)) {
        const disposition = dispositionOf(program, dayType);
        if (disposition !== undefined && !changed.has(program.id)) changed.set(program.id, disposition);
      }
    }
  }
  return [...changed].map(([id, disposition]) => ({ id, disposition }));
}

/** A `programs-only` day is there because programs cannot run: without a word of the district they are as on a closed day. */
function dispositionOf({ on }: Program, dayType: DraftDay['dayType']): string | undefined {
  if (dayType !== 'programs-only') return on[dayType];
  return on['programs-only'] ?? on.closed ?? 'cancelled';
}
