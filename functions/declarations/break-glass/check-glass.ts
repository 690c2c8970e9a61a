import type { BreakGlassSet } from '../../calendar/break-glass-set.ts';
import type { BreakGlassStore } from './ports.ts';

/** Whether two people with their halves could declare now; `why` they could not. A district without a set has nothing that could fail. */
export type GlassCheck = {
  readonly ready: boolean;
  readonly set?: string;
  readonly why?: 'no-set' | 'not-issued' | 'spent';
};

export type CheckGlassDeps = {
  readonly set: BreakGlassSet | undefined;
  readonly store: Pick<BreakGlassStore, 'used'>;
  /** Whether the hashes that are in place are those of this set. */
  readonly isIssued: (set: string) => Promise<boolean>;
};

/** Looks at everything that a use rests on but the halves themselves, which stay where they are. */
export async function checkGlass({ set: named, store, isIssued }: CheckGlassDeps): Promise<GlassCheck> {
  if (named === undefined) return { ready: false, why: 'no-set' };
  const { set } = named;
  if (!(await isIssued(set))) return { ready: false, set, why: 'not-issued' };
  if ((await store.used(set)) !== undefined) return { ready: false, set, why: 'spent' };
  return { ready: true, set };
}
