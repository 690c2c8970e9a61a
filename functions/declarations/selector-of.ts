/** How a body names a unit: a school by its id, a division as `division:pine-k8/k5`. */
export function selectorOf(unit: string): string {
  return unit.includes('/') ? `division:${unit}` : unit;
}
