import { describe, expect, it } from 'vitest';
import { IncidentReport } from '../../../functions/triggers/incident-report.ts';
import { reportIncident } from '../../../functions/triggers/report-incident.ts';
import type { Signal } from '../../../functions/triggers/signal.ts';
import { morning } from '../../support/alerts.ts';

const moment = { now: morning, timeZone: 'America/Chicago' };
const report = (changes: object = {}): IncidentReport =>
  IncidentReport.parse({
    kind: 'incident',
    source: 'helpdesk',
    sourceId: 'INC-7',
    status: 'open',
    summary: 'Gradebook and phones are down.',
    systems: [{ id: 'phones', status: 'down' }],
    observedAt: '2023-02-21T03:00:00-06:00',
    ...changes,
  });
const take = (changes: object, known?: Signal, credential = 'ops-1'): Signal =>
  reportIncident(report(changes), credential, known, moment);

describe('an incident reported through the API', () => {
  it('is a signal under its sender’s credential, whatever it calls its source', () => {
    const signal = take({ source: 'nws' });
    expect(signal).toMatchObject({ kind: 'incident', key: '["api","ops-1","INC-7"]', status: 'open', revision: 1 });
  });

  it('reported again is the same signal, unchanged', () => {
    const signal = take({});
    expect(take({}, signal)).toBe(signal);
  });

  it('of the same id by somebody else is another signal', () => {
    expect(take({}, undefined, 'ops-2').signalId).not.toBe(take({}).signalId);
  });

  it('cannot be made to read like another sender’s by its id', () => {
    const forged = take({ sourceId: '1","INC-7' }, undefined, 'ops');
    expect(forged.signalId).not.toBe(take({}, undefined, 'ops","1').signalId);
  });

  it('resolved ends, and keeps what was reported', () => {
    const ended = take(
      { status: 'resolved', summary: '', systems: [], observedAt: '2023-02-21T03:20:00-06:00' },
      take({}),
    );
    expect(ended).toMatchObject({
      status: 'ended',
      revision: 2,
      content: { summary: 'Gradebook and phones are down.', systems: [{ id: 'phones' }] },
    });
  });

  it('whose report arrives after its own resolution stays resolved', () => {
    const ended = take({ status: 'resolved', observedAt: '2023-02-21T03:20:00-06:00' });
    expect(take({}, ended)).toBe(ended);
  });

  it('opens again when it is reported anew', () => {
    const ended = take({ status: 'resolved' }, take({}));
    expect(take({ observedAt: '2023-02-21T03:25:00-06:00' }, ended)).toMatchObject({ status: 'open', revision: 3 });
  });

  it('of the kind weather is reported weather, never the weather service’s', () => {
    expect(take({ kind: 'weather', source: 'nws', sourceId: 'KMPX.WS.W.0004.2023' })).toMatchObject({
      kind: 'reported-weather',
      intake: 'api',
    });
  });

  it.each([
    ['no id', { sourceId: '' }],
    ['an unknown kind', { kind: 'fire' }],
    ['an unknown status', { status: 'closed' }],
    ['a misspelt member', { sumary: 'x' }],
    ['a time without offset', { observedAt: '2023-02-21T03:00:00' }],
  ])('is refused with %s', (_, changes) => {
    expect(() => report(changes)).toThrow();
  });
});
