/** What people do at the vendor, unseen by us, while a request of ours is under way. */
export type Happening =
  /** The course or team is archived: it can be read and takes no posts. */
  | 'archived'
  /** The course or channel is gone. */
  | 'removed'
  /** Who asked may do nothing here any more: the teacher's account is suspended, the service user is no member. */
  | 'barred'
  /** Every access token given so far ends. */
  | 'tokens-ended'
  /** Somebody else posts something of their own. */
  | 'other-post'
  /** Somebody else posts the very words and link of the post that was just made. */
  | 'copied'
  /** A teacher adds a line to the post that was just made. */
  | 'edited'
  /** A teacher deletes the post that was just made. */
  | 'deleted';

/**
 * What may go wrong with one request (facts: rosters-and-aws.md, section 4). The `done-…` kinds first do the work and then lose the
 * answer; a request that the vendor refuses anyway keeps its refusal. `refused` does no work.
 */
export type Fault =
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'done-then-hang' }
  | { readonly kind: 'done-then-reset' }
  | { readonly kind: 'done-then-truncated' }
  | { readonly kind: 'done-then-status'; readonly status: 500 | 502 | 503 | 504; readonly body?: 'vendor' | 'html' }
  /** Answers at once and does the work `afterMs` later, when the caller may already have looked. */
  | { readonly kind: 'done-late'; readonly afterMs: number; readonly status: 500 | 502 | 503 | 504 }
  | { readonly kind: 'refused'; readonly status: 401 | 403 | 500 | 502 | 503; readonly body?: 'vendor' | 'html' }
  /** `retryAfter` in seconds or as an HTTP date; absent: 429 without the header. */
  | { readonly kind: 'throttled'; readonly retryAfter?: number | string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' }
  /** The list that is asked for lacks what was created within the last `ms`. */
  | { readonly kind: 'list-lag'; readonly ms: number }
  | {
      readonly kind: 'happens-before';
      readonly what: 'archived' | 'removed' | 'barred' | 'tokens-ended' | 'other-post';
    }
  /** With a status, the answer is lost besides. */
  | {
      readonly kind: 'done-then-happens';
      readonly what: Exclude<Happening, 'tokens-ended'>;
      readonly status?: 500 | 502 | 503 | 504;
    };

/** One request as a rule sees it. `nth` counts from 1 the requests of this operation at this target. */
export type FaultSubject = {
  readonly operation: string;
  readonly target: string;
  readonly method: string;
  readonly nth: number;
};

/** A fault of a vendor's or of an engine's. */
type AnyFault = { readonly kind: string; readonly what?: string };

/** Strikes where everything given agrees; the first rule that does, wins. */
export type FaultRule<F extends AnyFault = Fault> = {
  readonly fault: F;
  readonly operation?: string | readonly string[];
  readonly target?: string;
  readonly nth?: number;
  readonly when?: (subject: FaultSubject) => boolean;
  /** 0 to 1: the share of the matching requests that is struck, chosen by the seed. */
  readonly share?: number;
  /** At most so many strikes of this rule. */
  readonly times?: number;
};

/** A strike that happened: what to read when a run is played again. */
export type Strike = FaultSubject & { readonly kind: string; readonly what?: string };

/** Says for each request in turn what goes wrong with it. */
export type FaultPlan<F extends AnyFault = Fault> = {
  choose(operation: string, target: string, method: string): F | undefined;
  strikes(): readonly Strike[];
};

/**
 * A plan in which chance depends on the seed, the rule, the operation, the target and `nth` alone: not on the order in which requests
 * of different targets arrive. So the same seed strikes the same requests again, also with several workers.
 */
export function planFaults<F extends AnyFault>(seed: number, rules: readonly FaultRule<F>[]): FaultPlan<F> {
  const seen = new Map<string, number>();
  const struck = rules.map(() => 0);
  const strikes: Strike[] = [];
  const strikesAt = (rule: FaultRule<F>, index: number, subject: FaultSubject): boolean =>
    matches(rule, subject) &&
    (struck[index] ?? 0) < (rule.times ?? Infinity) &&
    (rule.share === undefined ||
      chance(`${seed} ${index} ${subject.operation} ${subject.target} ${subject.nth}`) < rule.share);
  return {
    choose(operation, target, method) {
      if (rules.length === 0) return undefined;
      const key = `${operation} ${target}`;
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      const subject = { operation, target, method, nth };
      const index = rules.findIndex((rule, position) => strikesAt(rule, position, subject));
      const rule = rules[index];
      if (!rule) return undefined;
      struck[index] = (struck[index] ?? 0) + 1;
      const { fault } = rule;
      strikes.push({ ...subject, kind: fault.kind, ...(fault.what !== undefined && { what: fault.what }) });
      return fault;
    },
    strikes: () => strikes,
  };
}

function matches<F extends AnyFault>(rule: FaultRule<F>, subject: FaultSubject): boolean {
  const operations = rule.operation === undefined ? [subject.operation] : [rule.operation].flat();
  return (
    operations.includes(subject.operation) &&
    (rule.target ?? subject.target) === subject.target &&
    (rule.nth ?? subject.nth) === subject.nth &&
    (rule.when?.(subject) ?? true)
  );
}

/** A number in [0, 1) that hangs on the key alone, evenly spread also for keys that differ in one digit (FNV-1a, murmur's last mixing). */
export function chance(key: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
