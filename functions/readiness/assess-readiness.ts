import type { District, Tool } from '../calendar/district.ts';
import type { Attestation, ToolState, ToolStatus } from './tool-state.ts';

/** From best to worst; nobody knowing is worse than degraded and better than a known outage. */
const order: readonly ToolStatus[] = ['up', 'degraded', 'unknown', 'down'];

/** Every tool of the district with its status; a tool is never better than what it depends on is known to be (E14). */
export function assessReadiness(district: District, attestations: readonly Attestation[]): ToolState[] {
  const attested = new Map(attestations.map((attestation) => [attestation.toolId, attestation]));
  const tools = new Map(district.tools.map((tool) => [tool.id, tool]));
  return district.tools.map((tool) => {
    const own = ownState(tool, attested.get(tool.id));
    const worst = dependencies(tool, tools)
      .map((needed) => ownState(needed, attested.get(needed.id)))
      .filter((state) => state.status === 'down' || state.status === 'degraded')
      .sort((a, b) => rank(b.status) - rank(a.status))[0];
    if (worst === undefined || rank(worst.status) <= rank(own.status)) return own;
    return {
      ...own,
      status: worst.status,
      because: worst.toolId,
      ...(worst.since === undefined ? {} : { since: worst.since }),
    };
  });
}

const rank = (status: ToolStatus): number => order.indexOf(status);

function ownState(tool: Tool, attestation: Attestation | undefined): ToolState {
  const base = { toolId: tool.id, name: tool.name };
  if (attestation === undefined) return { ...base, status: 'unknown', source: 'nobody has said' };
  return { ...base, status: attestation.status, since: attestation.since, source: 'attested by IT' };
}

/** Everything a tool rests on, however far down; a loop in the file is refused when it is loaded. */
function dependencies(tool: Tool, tools: ReadonlyMap<string, Tool>): Tool[] {
  const found = new Map<string, Tool>();
  const walk = (ids: readonly string[]): void => {
    for (const id of ids) {
      const needed = tools.get(id);
      if (needed === undefined || found.has(id)) continue;
      found.set(id, needed);
      walk(needed.dependsOn);
    }
  };
  walk(tool.dependsOn);
  return [...found.values()];
}
