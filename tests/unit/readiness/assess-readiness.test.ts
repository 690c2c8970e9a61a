import { describe, expect, it } from 'vitest';
import { assessReadiness } from '../../../functions/readiness/assess-readiness.ts';
import type { Attestation, ToolReading, ToolState, ToolStatus } from '../../../functions/readiness/tool-state.ts';
import { whyUnusable } from '../../../functions/readiness/why-unusable.ts';
import { reportIncident } from '../../../functions/triggers/report-incident.ts';
import type { Signal } from '../../../functions/triggers/signal.ts';
import { parseInstant } from '../../../functions/core/time.ts';
import { IncidentReport } from '../../../functions/triggers/incident-report.ts';
import { districtWith, lakes } from '../../support/district.ts';

const evening = '2023-02-20T21:00:00-06:00';
const night = '2023-02-21T04:31:00-06:00';
const before = '2023-02-20T20:00:00-06:00';

const attested = (toolId: string, status: ToolStatus, at = evening): Attestation => ({
  toolId,
  status,
  by: 'IT on call',
  since: at,
  at,
});
const read = (toolId: string, status: ToolStatus, since = night): ToolReading => ({
  toolId,
  status,
  since,
  at: night,
  source: 'Google Workspace status',
});
const reported = (toolId: string, status: ToolStatus, observedAt = night): Signal => {
  const systems = [{ id: toolId, status }];
  const report = { kind: 'incident', source: 'helpdesk', sourceId: 'INC-7', status: 'open', systems, observedAt };
  const moment = { now: parseInstant(night), timeZone: lakes.timeZone };
  return reportIncident(IncidentReport.parse(report), 'ops-1', undefined, moment);
};

type Said = { attestations?: Attestation[]; readings?: ToolReading[]; signals?: Signal[] };
const stateOf = (toolId: string, { attestations = [], ...said }: Said): ToolState | undefined =>
  assessReadiness(lakes, { attestations, ...said }).find((tool) => tool.toolId === toolId);
const evidenceOf = (tool: ToolState | undefined) => tool?.evidence.map(({ status, source }) => `${status} ${source}`);

describe('readiness of a tool by itself', () => {
  it('given nobody has said anything, then it is unknown, which is not up', () => {
    expect(stateOf('seesaw', {})).toMatchObject({ status: 'unknown', source: 'nobody has said', evidence: [] });
  });

  it.each(['up', 'degraded', 'down'] as const)(
    'given its feed alone says %s, then it is that, since then',
    (status) => {
      const said = { readings: [read('google-classroom', status)] };
      const expected = { status, since: night, source: 'Google Workspace status', neededForELearning: true };
      expect(stateOf('google-classroom', said)).toMatchObject(expected);
    },
  );

  it('given its feed cannot be read, then it is unknown since then, by the feed’s name', () => {
    const said = { readings: [{ ...read('teams', 'unknown'), what: 'it answered 503' }] };
    const expected = { status: 'unknown', since: night, evidence: [{ what: 'it answered 503' }] };
    expect(stateOf('teams', said)).toMatchObject(expected);
  });

  it('given an incident reports a tool, then its word counts', () => {
    expect(stateOf('teams', { signals: [reported('teams', 'down')] })).toMatchObject({
      status: 'down',
      source: 'reported by helpdesk',
    });
    expect(stateOf('teams', { signals: [reported('teams', 'up')] })?.status).toBe('unknown');
  });

  it('given an incident reports down what e-learning needs, then it is unknown until a person says so (S-20)', () => {
    const signals = [reported('google-classroom', 'down')];
    const readings = [read('google-classroom', 'up', before)];
    expect(stateOf('google-classroom', { readings, signals })?.status).toBe('unknown');
    const attestations = [attested('google-classroom', 'down', night)];
    expect(stateOf('google-classroom', { readings, signals, attestations })?.status).toBe('down');
  });

  it('given an incident that is over, then it says nothing', () => {
    const ended = { ...reported('teams', 'down'), status: 'ended' as const };
    expect(stateOf('teams', { signals: [ended] })?.status).toBe('unknown');
  });
});

describe('a person’s word (E15)', () => {
  it('given the vendor reported an outage before it, then it outranks that, and both are shown', () => {
    const said = { attestations: [attested('clever', 'up')], readings: [read('clever', 'down', before)] };
    expect(stateOf('clever', said)).toMatchObject({ status: 'up', since: evening, source: 'attested by IT' });
    expect(evidenceOf(stateOf('clever', said))).toEqual(['up attested by IT', 'down Google Workspace status']);
  });

  it.each(['degraded', 'down'] as const)(
    'given the vendor says %s since a time after it, then it counts as that',
    (status) => {
      const said = { attestations: [attested('clever', 'up')], readings: [read('clever', status)] };
      const source = 'Google Workspace status, newer than what IT attested';
      expect(stateOf('clever', said)).toMatchObject({ status, since: night, source });
      expect(evidenceOf(stateOf('clever', said))).toHaveLength(2);
    },
  );

  it('given an incident is reported after it, then it counts as not up', () => {
    const said = {
      attestations: [attested('google-classroom', 'up')],
      signals: [reported('google-classroom', 'down')],
    };
    expect(stateOf('google-classroom', said)?.status).toBe('unknown');
  });

  it('given the vendor is green since a time after it, then what IT saw down stays down: vendor-green is not district-up', () => {
    const said = { attestations: [attested('clever', 'down')], readings: [read('clever', 'up')] };
    expect(stateOf('clever', said)).toMatchObject({ status: 'down', since: evening });
  });

  it('given weeks have passed and the feed has failed, then it still stands: silence is no outage', () => {
    const said = {
      attestations: [attested('clever', 'up', '2023-01-02T08:00:00-06:00')],
      readings: [read('clever', 'unknown')],
    };
    expect(stateOf('clever', said)?.status).toBe('up');
  });

  it('given IT takes its word back as unknown, then the feed speaks', () => {
    const said = { attestations: [attested('clever', 'unknown')], readings: [read('clever', 'up', before)] };
    expect(stateOf('clever', said)?.status).toBe('up');
  });
});

describe('what a tool depends on (E14)', () => {
  it('given it is up and what it depends on is down, then it is down because of that', () => {
    const attestations = [attested('seesaw', 'up'), attested('clever', 'down')];
    expect(stateOf('seesaw', { attestations })).toMatchObject({
      status: 'down',
      because: 'clever',
      since: evening,
      source: 'needs Clever: attested by IT',
    });
    const tools = assessReadiness(lakes, { attestations });
    const seesaw = tools.find(({ toolId }) => toolId === 'seesaw');
    expect(seesaw && whyUnusable(seesaw, tools)).toBe('cannot be used while Clever is down');
  });

  it('given it is down itself, then what it depends on makes no difference', () => {
    const attestations = [attested('seesaw', 'down'), attested('clever', 'degraded')];
    expect(stateOf('seesaw', { attestations })).toMatchObject({ status: 'down' });
    expect(stateOf('seesaw', { attestations })?.because).toBeUndefined();
  });

  it('given it is up and nobody has said anything of what it depends on, then it is up', () => {
    expect(stateOf('google-classroom', { attestations: [attested('google-classroom', 'up')] })?.status).toBe('up');
  });

  it('given what it depends on is itself held back, then that reaches it', () => {
    const district = districtWith({
      tools: [
        { id: 'seesaw', name: 'Seesaw', dependsOn: ['clever'] },
        { id: 'clever', name: 'Clever', dependsOn: ['sign-in'] },
        { id: 'sign-in', name: 'Sign-in' },
      ],
    });
    const attestations = [attested('seesaw', 'up'), attested('clever', 'up'), attested('sign-in', 'degraded')];
    const [seesaw] = assessReadiness(district, { attestations });
    expect(seesaw).toMatchObject({ status: 'degraded', because: 'sign-in' });
  });

  it('given a machine reports down what it depends on and e-learning needs, then it is unknown too', () => {
    const district = districtWith({
      tools: [
        { id: 'seesaw', name: 'Seesaw', dependsOn: ['sign-in'] },
        { id: 'sign-in', name: 'Sign-in', neededForELearning: true },
      ],
    });
    const [seesaw] = assessReadiness(district, {
      attestations: [attested('seesaw', 'up')],
      signals: [reported('sign-in', 'down')],
    });
    expect(seesaw).toMatchObject({ status: 'unknown', because: 'sign-in' });
  });
});
