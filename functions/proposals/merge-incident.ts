import type { Draft } from './draft.ts';

/**
 * Storms and an incident on the same day are one decision: what the incident asks for joins the storm of its date, for the schools that the
 * storm leaves out. The incident is the storm's evidence already and a cause that qualifies for nothing. Otherwise it stands by itself.
 */
export function mergeIncident(storms: readonly Draft[], incident: Draft | undefined): readonly Draft[] {
  if (incident === undefined) return storms;
  const host = storms.find(({ dates }) => dates.some((date) => incident.dates.includes(date)));
  if (host === undefined) return [...storms, incident];
  const taken = new Set(host.days.flatMap(({ date, units }) => units.map((unit) => `${date} ${unit}`)));
  const rest = incident.days
    .map((day) => ({ ...day, units: day.units.filter((unit) => !taken.has(`${day.date} ${unit}`)) }))
    .filter((day) => day.units.length > 0);
  const days = [...host.days, ...rest].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return storms.map((storm) => (storm === host ? { ...storm, days } : storm));
}
