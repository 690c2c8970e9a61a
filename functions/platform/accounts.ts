import { type Answer, outOfTime } from './answer.ts';

/** An access token, or why there is none. A permanent refusal is about the account: another one may still speak. */
export type TokenOutcome =
  | { readonly kind: 'token'; readonly token: string }
  | {
      readonly kind: 'refused';
      readonly permanent: boolean;
      /** Without the account's name: reasons are kept. */
      readonly reason: string;
      /** OAuth's word for the refusal, where the vendor gave one. */
      readonly error?: string;
      readonly retryAfterMs?: number;
    };

/** Access tokens by account. */
export type AccountTokens = {
  /** Never throws. One request at most is under way for an account, whoever waits for it and however long. */
  tokenFor(account: string): Promise<TokenOutcome>;
  /** The vendor answered 401 to this token: it is not given out again. */
  distrust(account: string, token: string): void;
};

/** Who spoke in the end and what was answered, or that nobody could. */
export type Spoken =
  | { readonly kind: 'spoken'; readonly account: string; readonly token: string; readonly answer: Answer }
  | Extract<TokenOutcome, { kind: 'refused' }>;

export type Speech = {
  /** The preferred one first. */
  readonly accounts: readonly string[];
  readonly tokens: AccountTokens;
  readonly signal: AbortSignal;
  readonly ask: (token: string) => Promise<Answer>;
  /** A definite refusal of this account, after which nothing has happened and another may be asked. */
  readonly isForbidden: (answer: Answer) => boolean;
};

/**
 * Asks as the first listed account that is able to speak. The next one follows only where it is certain that nothing happened: no token
 * is given for the account, or it is forbidden. Anything else ends it, doubt above all.
 */
export async function speakAsFirstAble({ accounts, tokens, signal, ask, isForbidden }: Speech): Promise<Spoken> {
  let last: Spoken = { kind: 'refused', permanent: true, reason: 'the roster names no account that posts here' };
  for (const account of accounts) {
    const given = await inTime(tokens.tokenFor(account), signal);
    if (given.kind === 'refused') {
      if (!given.permanent) return given;
      // A forbidden request says more about the class than a missing token does.
      if (last.kind === 'refused') last = given;
      continue;
    }
    const { token } = given;
    const answer = signal.aborted ? outOfTime : await ask(token);
    if (answer.kind === 'answered' && answer.status === 401) tokens.distrust(account, token);
    last = { kind: 'spoken', account, token, answer };
    if (!isForbidden(answer)) return last;
  }
  return last;
}

/** Sees to it that the preferred account has a token at hand, where it can have one. */
export async function readyToSpeak({ accounts, tokens }: Pick<Speech, 'accounts' | 'tokens'>): Promise<void> {
  const [preferred] = accounts;
  if (preferred !== undefined) await tokens.tokenFor(preferred);
}

/** Waits no longer than the signal allows. What was begun goes on: others wait for the same token. */
function inTime(given: Promise<TokenOutcome>, signal: AbortSignal): Promise<TokenOutcome> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => resolve({ kind: 'refused', permanent: false, reason: 'no access token came in time' });
    if (signal.aborted) return giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    given.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}
