import type { Tool } from '../calendar/district.ts';

/**
 * Which tools cannot be used, with the reason in words that follow the tool's name. A tool is never better than what it depends on
 * (USERS E14); what nobody knows anything of is not down.
 */
export function toolsDown(tools: readonly Tool[], readiness: Readonly<Record<string, string>>): Map<string, string> {
  const byId = new Map(tools.map((tool) => [tool.id, tool]));
  const culprit = (id: string, path: readonly string[]): string | undefined => {
    if (readiness[id] === 'down') return id;
    // District files with circles are refused when they are loaded; one that slips through must not hang a decision.
    if (path.includes(id)) return undefined;
    return byId
      .get(id)
      ?.dependsOn.map((need) => culprit(need, [...path, id]))
      .find((found) => found !== undefined);
  };
  const down = new Map<string, string>();
  for (const { id } of tools) {
    const found = culprit(id, []);
    if (found === id) down.set(id, 'is down');
    else if (found !== undefined) down.set(id, `cannot be used while ${byId.get(found)?.name ?? found} is down`);
  }
  return down;
}
