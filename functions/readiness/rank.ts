import type { ToolStatus } from './tool-state.ts';

/** From best to worst: what is not known may work; what is known to be degraded or down does not. */
const fromBest: readonly ToolStatus[] = ['up', 'unknown', 'degraded', 'down'];

/** The higher, the worse. */
export function rankOf(status: ToolStatus): number {
  return fromBest.indexOf(status);
}
