import type { Flaw } from '../core/errors.ts';
import { idsOf, repeated } from './cross-check-ids.ts';
import { hookLabels } from './hooks.ts';
import { didYouMean } from './nearest-id.ts';
import type { ReadableDistrict } from './readable-district.ts';

type ReadableHook = NonNullable<ReadableDistrict['hooks'][number]>;

/** Ids and topics of hooks, and what their mappings name: a mapping that never fits is found now and not in the incident. */
export function checkHooks({ hooks, tools }: ReadableDistrict): Flaw[] {
  const known = idsOf(tools);
  return [
    ...repeated(hooks, 'hooks'),
    ...checkTopics(hooks),
    ...hooks.flatMap((hook, i) => (hook === undefined ? [] : checkSystems(hook, known, `hooks[${i}].systems`))),
  ];
}

function checkSystems({ vendor, systems }: ReadableHook, known: ReadonlySet<string>, path: string): Flaw[] {
  const [, labels] = Object.entries(hookLabels).find(([name]) => name === vendor) ?? [];
  return systems.flatMap((one, i) => {
    const flaws: Flaw[] = [];
    if (one?.system !== undefined && !known.has(one.system)) {
      const message = `unknown tool ${one.system}${didYouMean(one.system, known)}`;
      flaws.push({ path: `${path}[${i}].system`, message });
    }
    for (const label of Object.keys(one?.match ?? {})) {
      if (labels === undefined || labels.some((name) => name === label)) continue;
      const message = `${vendor} has no ${label}${didYouMean(label, labels)}; it has ${labels.join(', ')}`;
      flaws.push({ path: `${path}[${i}].match`, message });
    }
    return flaws;
  });
}

/** A topic of two hooks would speak with two credentials. */
function checkTopics(hooks: ReadableDistrict['hooks']): Flaw[] {
  const seen = new Set<string>();
  return hooks.flatMap((hook, i) =>
    (hook?.topics ?? []).flatMap((topic, j) => {
      if (topic === undefined) return [];
      if (seen.has(topic)) return [{ path: `hooks[${i}].topics[${j}]`, message: `${topic} is already listed` }];
      seen.add(topic);
      return [];
    }),
  );
}
