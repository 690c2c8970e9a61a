import type { HookSystem } from '../calendar/hooks.ts';
import type { HookReport } from './hook-reading.ts';

/** The district's systems that labels speak of, each once, at its worst. A service that nobody mapped speaks of none. */
export function mapSystems(
  systems: readonly HookSystem[],
  labels: HookReport['labels'],
): { readonly id: string; readonly status: 'degraded' | 'down' }[] {
  const found = new Map<string, 'degraded' | 'down'>();
  const given = new Map(Object.entries(labels));
  for (const { match, system, status } of systems) {
    const fits = Object.entries(match).every(([label, pattern]) =>
      given.get(label)?.some((value) => fitsPattern(pattern, value)),
    );
    if (fits && found.get(system) !== 'down') found.set(system, status);
  }
  return [...found].map(([id, status]) => ({ id, status }));
}

/** Whether a value fits a pattern in which `*` stands for anything. Part by part, for a pattern's time must not grow with what is sent. */
function fitsPattern(pattern: string, value: string): boolean {
  const parts = pattern.split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return pattern === value;
  if (!value.startsWith(first) || !value.endsWith(last) || value.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= value.length - last.length;
}
