import { type FaultPlan, type FaultRule, planFaults } from '../faults.ts';
import { type RequestLog, requestLog } from './request-log.ts';

/** The vendors' clock, in milliseconds since 1970. Vendors live in real time, also while a story moves the calendar. */
export type SimulatorClock = { now(): number };

/** How a vendor behaves; every part can be changed while it runs. */
export type Conduct = {
  /** Added to every answer, half before the work and half after it. */
  readonly latencyMs: number;
  /** Lists leave out what was created within the last so many milliseconds; reading by id does not. */
  readonly listLagMs: number;
  readonly liftQuotas: boolean;
  readonly seed: number;
  readonly faults: readonly FaultRule[];
};

/** What every vendor is started with. */
export type VendorOptions = Partial<Conduct> & {
  readonly port?: number;
  readonly clock?: SimulatorClock;
  /** Where posts and tokens are kept; absent: they are gone when the simulator closes. */
  readonly dataFile?: string;
};

/** The running conduct of one vendor: read for each request, changed by tests and stories. */
export type Behaviour = {
  readonly clock: SimulatorClock;
  readonly conduct: () => Conduct;
  readonly plan: () => FaultPlan;
  /** Changes what is given and leaves the rest. New faults or a new seed begin a new plan. */
  readonly behave: (change: Partial<Conduct>) => void;
  readonly log: RequestLog;
  /** Aborted when the vendor closes: hanging answers end, late work is dropped. */
  readonly closing: AbortController;
};

/** A behaviour that is well unless `options` say otherwise. */
export function behaviourFrom(options: VendorOptions): Behaviour {
  let conduct: Conduct = {
    latencyMs: options.latencyMs ?? 0,
    listLagMs: options.listLagMs ?? 0,
    liftQuotas: options.liftQuotas ?? false,
    seed: options.seed ?? 1,
    faults: options.faults ?? [],
  };
  let plan = planFaults(conduct.seed, conduct.faults);
  return {
    clock: options.clock ?? { now: () => Date.now() },
    conduct: () => conduct,
    plan: () => plan,
    behave(change) {
      conduct = { ...conduct, ...change };
      if (change.faults !== undefined || change.seed !== undefined) plan = planFaults(conduct.seed, conduct.faults);
    },
    log: requestLog(),
    closing: new AbortController(),
  };
}
