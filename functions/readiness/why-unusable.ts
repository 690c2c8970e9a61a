import type { ToolState } from './tool-state.ts';

/**
 * Why a tool cannot be used, in words that follow its name: "is down", "cannot be used while Clever is down"; undefined while it can. They
 * hold no time, so that they stay the same while nothing changes.
 */
export function whyUnusable(tool: ToolState, tools: readonly ToolState[]): string | undefined {
  if (tool.status !== 'down') return undefined;
  if (tool.because === undefined) return 'is down';
  const culprit = tools.find(({ toolId }) => toolId === tool.because);
  return `cannot be used while ${culprit?.name ?? tool.because} is down`;
}
