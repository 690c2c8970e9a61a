import type { Armed, CheckCode, CheckOutcome } from './channel-check.ts';

export type Checked = {
  readonly accounts: readonly CheckOutcome[];
  readonly places: readonly CheckOutcome[];
  /** Whether each account alone matters, as a service user does; else they are a sample of many. */
  readonly each: boolean;
};

export type Verdict = {
  readonly armed: Armed;
  readonly problem?: { readonly code: CheckCode; readonly words: string };
};

/** In words that name no account and no class; the runbook goes on from them. */
const words: Readonly<Record<CheckCode, string>> = {
  'grant-removed': 'its grant was removed',
  'account-disabled': 'accounts that it posts as are disabled',
  'sign-in-ended': 'the sign-in of a service user has ended',
  'not-a-member': 'accounts that it posts as are no members of their classes',
  'class-gone': 'classes of the roster are not there',
  'not-accepted': 'its requests are not accepted',
  'topic-missing': 'a topic is missing, or closed to it',
  'not-asked': 'it could not be asked',
};

/**
 * What a self-check comes to. One teacher who has left does not disarm a district's Classroom: of a sample more than half must be refused; a
 * removed grant and a service user are each enough. What could not be asked is not known, which is neither. Pure.
 */
export function judgeCheck({ accounts, places, each }: Checked): Verdict {
  const refusedAccounts = codesOf(accounts);
  if (refusedAccounts.includes('grant-removed')) return notArmed('grant-removed');
  if (isRefused(accounts, each)) return notArmed(mostOf(refusedAccounts));
  const refusedPlaces = codesOf(places);
  if (isRefused(places, false)) return notArmed(mostOf(refusedPlaces));
  const all = [...accounts, ...places];
  const [untold] = all.filter((one) => one.kind === 'untold');
  const told = all.filter(({ kind }) => kind !== 'untold').length;
  if (told === 0 || told * 2 < all.length) {
    const why = untold?.kind === 'untold' ? untold.why : 'the roster has no class of this channel: load one';
    return { armed: 'unknown', problem: { code: 'not-asked', words: why } };
  }
  const refused = [...refusedAccounts, ...refusedPlaces];
  if (refused.length === 0) return { armed: 'armed' };
  const code = mostOf(refused);
  return { armed: 'armed', problem: { code, words: `${refused.length} of ${all.length} looked at: ${words[code]}` } };
}

function notArmed(code: CheckCode): Verdict {
  return { armed: 'not-armed', problem: { code, words: words[code] } };
}

function isRefused(outcomes: readonly CheckOutcome[], each: boolean): boolean {
  const refused = codesOf(outcomes).length;
  const told = outcomes.filter(({ kind }) => kind !== 'untold').length;
  return each ? refused > 0 : refused * 2 > told;
}

function codesOf(outcomes: readonly CheckOutcome[]): CheckCode[] {
  return outcomes.flatMap((outcome) => (outcome.kind === 'unable' ? [outcome.code] : []));
}

/** The commonest of them. */
function mostOf(codes: readonly CheckCode[]): CheckCode {
  const counts = Map.groupBy(codes, (code) => code);
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? 'not-asked';
}
