import { describe, expect, it } from 'vitest';
import type { CheckCode, CheckOutcome } from '../../../functions/readiness/channel-check.ts';
import { judgeCheck } from '../../../functions/readiness/judge-check.ts';

const able: CheckOutcome = { kind: 'able' };
const untold: CheckOutcome = { kind: 'untold', why: 'it answered 503' };
const unable = (code: CheckCode): CheckOutcome => ({ kind: 'unable', code });
const times = (count: number, outcome: CheckOutcome): CheckOutcome[] => Array.from({ length: count }, () => outcome);
const sampled = (accounts: CheckOutcome[], places: CheckOutcome[] = [able]) =>
  judgeCheck({ accounts, places, each: false });

describe('a self-check', () => {
  it('given all is well, then the channel is armed', () => {
    expect(sampled(times(20, able))).toEqual({ armed: 'armed' });
  });

  it('given one word of a removed grant, then it is not armed: that is about all accounts', () => {
    expect(sampled([...times(19, able), unable('grant-removed')])).toEqual({
      armed: 'not-armed',
      problem: { code: 'grant-removed', words: 'its grant was removed' },
    });
  });

  it('given some teachers have left, then it is armed and says so; given more than half of them, then it is not', () => {
    const disabled = unable('account-disabled');
    expect(sampled([...times(18, able), ...times(2, disabled)])).toMatchObject({
      armed: 'armed',
      problem: { code: 'account-disabled', words: '2 of 21 looked at: accounts that it posts as are disabled' },
    });
    expect(sampled([...times(9, able), ...times(11, disabled)])).toMatchObject({ armed: 'not-armed' });
  });

  it('given each account matters, then one that has ended is enough', () => {
    const accounts = [able, unable('sign-in-ended')];
    expect(judgeCheck({ accounts, places: [able], each: true })).toMatchObject({ problem: { code: 'sign-in-ended' } });
  });

  it('given most classes refuse, then it is not armed, by the commonest reason', () => {
    const places = [unable('class-gone'), unable('not-a-member'), unable('not-a-member'), able];
    expect(sampled(times(4, able), places)).toMatchObject({ armed: 'not-armed', problem: { code: 'not-a-member' } });
  });

  it.each<[string, CheckOutcome[], CheckOutcome[], RegExp]>([
    ['the vendor could not be asked', times(20, untold), times(12, untold), /503/],
    ['most could not be asked', [able, untold], times(2, untold), /503/],
    ['there is nothing to ask', [], [], /load one/],
  ])('given %s, then it is unknown, which is neither', (_what, accounts, places, words) => {
    expect(sampled(accounts, places)).toMatchObject({
      armed: 'unknown',
      problem: { code: 'not-asked', words: expect.stringMatching(words) },
    });
  });
});
