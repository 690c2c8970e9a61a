import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { armedOf } from '../../../functions/readiness/armed-of.ts';
import type { ChannelCheck, CheckRequest } from '../../../functions/readiness/channel-check.ts';
import { againAfterMs, checkDue, type CheckMoment } from '../../../functions/readiness/check-due.ts';

const request: CheckRequest = {
  channel: 'teams',
  checkId: 'first',
  askedAt: '2023-02-21T03:00:10-06:00',
  askedMs: 1_000_000,
  proposalIds: ['storm'],
  code: '1',
};
const check: ChannelCheck = {
  channel: 'teams',
  checkId: 'first',
  armed: 'armed',
  since: '2023-02-01T03:00:00-06:00',
  checkedAt: '2023-02-21T03:00:20-06:00',
  sample: { accounts: 1, places: 8, refused: 0 },
};
const moment = (at: string, changes: Partial<CheckMoment> = {}): CheckMoment => ({
  now: parseInstant(at),
  nowMs: request.askedMs + 60_000,
  timeZone: 'America/Chicago',
  proposalIds: ['storm'],
  code: '1',
  ...changes,
});
const evening = '2023-02-21T22:00:00-06:00';

describe('a check of a channel is due', () => {
  it.each<[string, boolean, CheckMoment]>([
    ['the same day, nothing new', false, moment(evening)],
    ['before three the next morning', false, moment('2023-02-22T02:59:59-06:00')],
    ['at three the next morning', true, moment('2023-02-22T03:00:00-06:00')],
    ['a proposal came up', true, moment(evening, { proposalIds: ['storm', 'incident'] })],
    ['a proposal was settled', false, moment(evening, { proposalIds: [] })],
    ['another version was deployed', true, moment(evening, { code: '2' })],
    ['a roster was loaded', true, moment(evening, { roster: 'new' })],
  ])('given %s: %s', (_what, due, at) => {
    expect(checkDue(request, check, at)).toBe(due);
  });

  it('given the roster that it was asked for, then it is not', () => {
    expect(checkDue({ ...request, roster: 'new' }, check, moment(evening, { roster: 'new' }))).toBe(false);
  });

  it('given nobody ever asked, then it is', () => {
    expect(checkDue(undefined, undefined, moment(evening))).toBe(true);
  });

  it.each<[string, ChannelCheck | undefined]>([
    ['no answer', undefined],
    ['the answer to an earlier one', { ...check, checkId: 'zero' }],
    ['that it is not armed', { ...check, armed: 'not-armed' }],
    ['that nobody could say', { ...check, armed: 'unknown' }],
  ])('given %s, then again after a quarter of an hour and not before', (_what, found) => {
    const { askedMs } = request;
    expect(checkDue(request, found, moment(evening, { nowMs: askedMs + againAfterMs - 1 }))).toBe(false);
    expect(checkDue(request, found, moment(evening, { nowMs: askedMs + againAfterMs }))).toBe(true);
  });

  it('given the clocks go forward, then the day of 25 hours before it has one check', () => {
    const asked = { ...request, askedAt: '2023-03-12T03:00:00-05:00' };
    expect(checkDue(asked, check, moment('2023-03-13T02:59:00-05:00'))).toBe(false);
    expect(checkDue(asked, check, moment('2023-03-13T03:00:00-05:00'))).toBe(true);
  });
});

describe('a channel', () => {
  it('never checked is unknown', () => {
    expect(armedOf('teams', undefined, parseInstant(evening))).toEqual({
      channel: 'teams',
      armed: 'unknown',
      reason: 'no self-check has been made',
    });
  });

  it('is armed for 26 hours after its check and unknown then, since that check', () => {
    const { since, checkedAt } = check;
    const last = parseInstant(checkedAt).add({ hours: 26 });
    expect(armedOf('teams', check, last)).toEqual({ channel: 'teams', armed: 'armed', since, checkedAt });
    expect(armedOf('teams', check, last.add({ seconds: 1 }))).toMatchObject({ armed: 'unknown', since: checkedAt });
  });

  it('that is not armed stays so, however old the check is', () => {
    const problem = { code: 'sign-in-ended', words: 'the sign-in of a service user has ended' } as const;
    const found = armedOf(
      'teams',
      { ...check, armed: 'not-armed', problem },
      parseInstant('2023-03-01T00:00:00-06:00'),
    );
    expect(found).toMatchObject({ armed: 'not-armed', code: 'sign-in-ended', reason: problem.words });
  });
});
