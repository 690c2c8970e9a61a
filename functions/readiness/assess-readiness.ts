import type { District, Tool } from '../calendar/district.ts';
import type { Signal } from '../triggers/signal.ts';
import { fromBest, type Attestation, type ToolReading, type ToolState } from './tool-state.ts';
import { type OwnState, weighEvidence } from './weigh-evidence.ts';

/** Everything that is said about the district's tools. */
export type ReadinessEvidence = {
  /** The newest of each tool. */
  readonly attestations: readonly Attestation[];
  /** The newest of each tool. */
  readonly readings?: readonly ToolReading[];
  /** Incidents among them that are open and name a tool among their systems count. */
  readonly signals?: readonly Signal[];
};

/** Every tool of the district with its status; a tool is never better than what it depends on is known to be (E14). */
export function assessReadiness(
  district: Pick<District, 'tools'>,
  { attestations, readings = [], signals = [] }: ReadinessEvidence,
): ToolState[] {
  const incidents = signals
    .filter((signal) => signal.kind === 'incident')
    .filter(({ status }) => status === 'open')
    .map(({ content }) => content);
  const own = new Map(
    district.tools.map((tool) => {
      const attestation = attestations.find(({ toolId }) => toolId === tool.id);
      const reading = readings.find(({ toolId }) => toolId === tool.id);
      return [tool.id, weighEvidence(tool, { attestation, reading, incidents })];
    }),
  );
  return district.tools.flatMap((tool) => {
    const state = own.get(tool.id);
    return state === undefined ? [] : [heldBack(state, dependencies(tool, district.tools), own)];
  });
}

/** Nobody having said anything of sign-in is no word against Classroom; somebody having reported it down is. */
function heldBack(state: OwnState, needs: readonly Tool[], own: ReadonlyMap<string, OwnState>): ToolState {
  const { contested: _, ...itself } = state;
  const worst = needs
    .flatMap(({ id }) => own.get(id) ?? [])
    .filter(({ status, contested }) => status === 'down' || status === 'degraded' || contested)
    .toSorted((a, b) => fromBest.indexOf(b.status) - fromBest.indexOf(a.status))[0];
  if (worst === undefined || fromBest.indexOf(worst.status) <= fromBest.indexOf(itself.status)) return itself;
  const { since: __, ...rest } = itself;
  return {
    ...rest,
    status: worst.status,
    source: `needs ${worst.name}: ${worst.source}`,
    because: worst.toolId,
    ...(worst.since === undefined ? {} : { since: worst.since }),
  };
}

/** Everything a tool rests on, however far down; a loop in the file is refused when it is loaded, and ends here all the same. */
function dependencies(tool: Tool, tools: readonly Tool[]): Tool[] {
  const found = new Map<string, Tool>();
  const walk = (ids: readonly string[]): void => {
    for (const id of ids) {
      const needed = tools.find((one) => one.id === id);
      if (needed === undefined || found.has(id) || id === tool.id) continue;
      found.set(id, needed);
      walk(needed.dependsOn);
    }
  };
  walk(tool.dependsOn);
  return [...found.values()];
}
