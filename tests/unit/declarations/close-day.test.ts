import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../../functions/core/time.ts';
import { closeCommand, closeDay, closingDue } from '../../../functions/declarations/close-day.ts';
import type { Entry } from '../../../functions/declarations/entry.ts';
import { fold } from '../../../functions/declarations/fold.ts';
import { statusAt } from '../../../functions/declarations/status-at.ts';
import { closingOf } from '../../../functions/receipts/closing-of.ts';
import { given, newest, refusal, type Given } from '../../support/decided.ts';
import { content, entry } from '../../support/entries.ts';
import { after } from '../../support/facts.ts';

const timeZone = 'America/Chicago';
const declared = entry(1, 'Declared', { content: content() });
const day = (date: string) => ({ date, dayType: 'e-learning' as const, units: ['pine-hs'] });
const dueAt = (at: string, ...entries: Entry[]) => {
  const state = fold(entries).get('d-one');
  return state && closingDue(state, { now: parseInstant(at), timeZone });
};
const nextDay = '2023-02-23T00:00:00-06:00';
const retracted = content({ days: [{ ...day('2023-02-22'), dayType: 'regular' }] });
const closes = { date: '2023-02-22', figures: {} };

describe('a declaration is to be closed', () => {
  it.each<[string, string, Entry[]]>([
    ['at midnight after its day', nextDay, [declared]],
    ['months later, if nobody looked', '2023-05-02T09:00:00-05:00', [declared]],
    ['when it was taken back', nextDay, [declared, entry(2, 'Retracted', { content: retracted })]],
    [
      'again, when its way back was announced after it',
      nextDay,
      [declared, entry(2, 'DayClosed', { closes }), entry(3, 'Resumed', { content: retracted })],
    ],
    [
      'again, when a call was ticked after it',
      nextDay,
      [declared, entry(2, 'DayClosed', { closes }), entry(3, 'Told', {})],
    ],
  ])('%s', (_when, at, entries) => {
    expect(dueAt(at, ...entries)).toMatchObject({ declarationId: 'd-one', date: '2023-02-22' });
  });

  it.each<[string, string, Entry[]]>([
    ['on its day', '2023-02-22T23:59:59-06:00', [declared]],
    [
      'while a later day is ahead',
      nextDay,
      [entry(1, 'Declared', { content: content({ days: [day('2023-02-22'), day('2023-02-24')] }) })],
    ],
    [
      'while the way back is ahead',
      nextDay,
      [declared, entry(2, 'Resumed', { content: content({ days: [{ ...day('2023-02-27'), dayType: 'regular' }] }) })],
    ],
    [
      'while something of it is of use',
      nextDay,
      [entry(1, 'Declared', { content: content({ notAfter: '2023-02-23T00:30:00-06:00' }) })],
    ],
    [
      'while a change awaits approval',
      nextDay,
      [declared, entry(2, 'Amended', { content: content({ needsApproval: true }) })],
    ],
    ['when it was withdrawn', nextDay, [declared, entry(2, 'Withdrawn')]],
    [
      'when nobody approved it',
      nextDay,
      [entry(1, 'Declared', { content: content({ needsApproval: true }) }), entry(2, 'Lapsed')],
    ],
    [
      'when it is closed already, and only looked at since',
      nextDay,
      [declared, entry(2, 'DayClosed', { closes }), entry(3, 'Reviewed')],
    ],
  ])('but not %s', (_when, at, entries) => {
    expect(dueAt(at, ...entries)).toBeUndefined();
  });
});

describe('closing a declaration', () => {
  const over = (): Given => {
    const before = given();
    before.facts.clocks.calendarAt(nextDay);
    return before;
  };
  const closed = ({ facts, state }: Given): Given => {
    const due = closingDue(state, { now: facts.clocks.calendar.now(), timeZone });
    if (due === undefined) throw new Error('nothing is due');
    const { closing } = closingOf({ state, due, rows: new Map(), outside: [{ id: 'mass-call', done: false }] });
    const then = after(facts, closeDay({ declarationId: state.declarationId, closing }, facts));
    return { facts: then, state: newest(then) };
  };

  it('makes it closed, by Bellwether itself, and says which call nobody ticked', () => {
    const { state } = closed(over());
    expect(statusAt(state, Infinity)).toBe('closed');
    expect(state.entries.at(-1)).toMatchObject({
      kind: 'DayClosed',
      by: { kind: 'system' },
      closes: { date: '2023-02-22', ofVersion: 1, outside: [{ channelId: 'mass-call', done: false }] },
    });
    expect(state.entries.at(-1)?.closes).not.toHaveProperty('replaces');
  });

  it('is refused where something came between, and the same command is known again', () => {
    const { facts, state } = over();
    const stale = { date: '2023-02-22', ofVersion: 7, figures: {} };
    expect(refusal(() => closeDay({ declarationId: state.declarationId, closing: stale }, facts)).problem).toBe(
      'not-open',
    );
    const once = closeCommand('2022-23', 'd-one', { ofVersion: 1 });
    expect(closeCommand('2022-23', 'd-one', { ofVersion: 1 })).toEqual(once);
    expect(closeCommand('2022-23', 'd-one', { ofVersion: 3 }).commandId).not.toBe(once.commandId);
  });

  it('opens again for what is said later, and is closed anew with the name of the closing before', () => {
    const { facts, state } = closed(over());
    const way = entry(3, 'Resumed', { declarationId: state.declarationId, content: state.content });
    const opened = { ...facts, entries: [...facts.entries, way] };
    expect(statusAt(newest(opened), Infinity)).toBe('declared');
    const again = closed({ facts: opened, state: newest(opened) });
    expect(statusAt(again.state, Infinity)).toBe('closed');
    expect(again.state.entries.at(-1)?.closes).toMatchObject({ replaces: 2, ofVersion: 3 });
  });
});
