import type { Tool } from '../calendar/district.ts';
import type { Signal } from '../triggers/signal.ts';

/**
 * How each tool stands, as a proposal may suggest it: a tool is never better than what it depends on, and an open incident's word counts
 * but for what e-learning needs: a machine cannot take that down without a person (S-20), so it is `unknown` then and stands in no list.
 */
export function toolReadiness(
  tools: readonly Tool[],
  readiness: Readonly<Record<string, string>>,
  signals: readonly Signal[],
): Record<string, string> {
  const reported = reportedDown(signals);
  const own = (tool: Tool): string => {
    const known = readiness[tool.id] ?? 'unknown';
    if (!reported.has(tool.id) || known === 'down') return known;
    return tool.neededForELearning ? 'unknown' : 'down';
  };
  const statusOf = (tool: Tool, path: readonly string[]): string => {
    if (path.includes(tool.id)) return 'unknown';
    const needs = tools.filter((other) => tool.dependsOn.includes(other.id));
    return [own(tool), ...needs.map((need) => statusOf(need, [...path, tool.id]))].reduce(worse);
  };
  return Object.fromEntries(tools.map((tool) => [tool.id, statusOf(tool, [])]));
}

const fromBest = ['up', 'unknown', 'degraded', 'down'];

function worse(a: string, b: string): string {
  return fromBest.indexOf(a) >= fromBest.indexOf(b) ? a : b;
}

function reportedDown(signals: readonly Signal[]): Set<string> {
  const open = signals.filter((signal) => signal.kind === 'incident').filter((signal) => signal.status === 'open');
  return new Set(
    open.flatMap(({ content }) => content.systems.filter((system) => system.status === 'down').map(({ id }) => id)),
  );
}
