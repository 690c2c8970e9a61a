import type { Finding } from '../law/finding.ts';
import { unitDays } from './days-in-force.ts';
import type { Declaration, ResolvedDay } from './declaration.ts';
import type { Facts } from './facts.ts';

/** Causes that a storm may stand behind: a line that ice brought down, buses that do not start. */
const perhapsWeather: readonly string[] = ['facility', 'transport'];

/**
 * Asks whether weather was the reason where a building or the buses failed under a live warning (USERS V18): the law counts a line that ice
 * brought down otherwise than a transformer's own fault, and only people know which it was.
 */
export function weatherQuestion(
  { causes, recordOnly, drill }: Declaration,
  days: readonly ResolvedDay[],
  { covers }: Pick<Facts, 'covers'>,
): Finding[] {
  if (recordOnly || drill || causes.some(({ kind }) => kind === 'weather')) return [];
  const cause = causes.find(({ kind }) => perhapsWeather.includes(kind));
  const covered = unitDays(days).find(({ unit, date }) => covers(unit, date));
  if (cause === undefined || covered === undefined) return [];
  const message = `A weather warning covers ${covered.date}. Was weather the reason for the ${cause.kind} cause? If so, add weather as the qualifying cause: the law counts the day otherwise.`;
  return [{ findingId: `weather-question/${covered.date}/-`, weight: 'info', date: covered.date, message }];
}
