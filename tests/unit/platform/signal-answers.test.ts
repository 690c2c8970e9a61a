import { describe, expect, it } from 'vitest';
import { SignalAnswer } from '../../../functions/api/contract/signals.ts';
import { signalAnswers } from '../../../functions/platform/services/signal-answers.ts';
import { knownWeather } from '../../support/known-weather.ts';

function stormAndCold() {
  const known = knownWeather();
  known.shows({ id: 'a' }, { id: 'b', vtec: 'NEW.KMPX.EC.W.0001' });
  known.shows(
    { id: 'c', sent: '2023-02-21T09:00:00-06:00', vtec: 'CAN.KMPX.WS.W.0004' },
    { id: 'b', vtec: 'NEW.KMPX.EC.W.0001' },
  );
  return known;
}

describe('signals as they are shown', () => {
  it('tell their history, the newest change first', () => {
    const [storm, cold] = signalAnswers(stormAndCold().all(), undefined).map((answer) => SignalAnswer.parse(answer));
    expect(storm).toMatchObject({ status: 'ended', changes: [{ kind: 'seen' }, { kind: 'ended', alertIds: ['c'] }] });
    expect(cold).toMatchObject({ status: 'open', olderChanges: 0 });
  });

  it('say of open weather alone since when its feed is unknown', () => {
    const known = stormAndCold();
    const { feed } = known.fails();
    const answers = signalAnswers(known.all(), feed).map((answer) => SignalAnswer.parse(answer));
    expect(answers.map((answer) => ('unknownSince' in answer ? answer.unknownSince : undefined))).toEqual([
      undefined,
      '2023-02-21T03:33:00-06:00',
    ]);
    expect(signalAnswers(known.all(), known.shows().feed)).not.toMatchObject([{}, { unknownSince: expect.anything() }]);
  });
});
