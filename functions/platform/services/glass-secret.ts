import type { ProveHalves } from '../../declarations/break-glass/ports.ts';
import { Unavailable } from '../../api/errors.ts';
import { breakGlassSecret } from '../../names.ts';
import { areHalvesOf, StoredSet } from '../half-hashes.ts';
import type { Platform } from '../platform.ts';
import { secretsManager } from '../secrets-manager.ts';

/** What the hashes of the set are asked. */
export type GlassSecret = {
  readonly prove: ProveHalves;
  /** Whether the hashes in place are those of this set. */
  readonly isIssued: (set: string) => Promise<boolean>;
};

/** The hashes in the secret store, read anew at every question: a set that was put in a minute ago counts. */
export function glassSecret({ secrets, settings, clocks }: Platform): GlassSecret {
  const store = secrets ?? secretsManager(settings.far.secretPrefix, clocks.machine.now);
  const stored = async (set: string): Promise<StoredSet | undefined> => {
    const text = await store.get(breakGlassSecret, { fresh: true }).catch((cause: unknown) => {
      throw new Unavailable('The hashes of the halves cannot be read: try again.', {}, { cause });
    });
    const found = StoredSet.safeParse(jsonOf(text));
    return found.success && found.data.set === set ? found.data : undefined;
  };
  return {
    prove: async (set, halves) => {
      const issued = await stored(set);
      if (issued === undefined) return 'not-issued';
      return (await areHalvesOf(halves, issued)) ? 'proven' : 'refused';
    },
    isIssued: async (set) => (await stored(set)) !== undefined,
  };
}

/** What deployment made up before a set was put in is no JSON of ours. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
