import { describe, expect, it } from 'vitest';
import { assessReadiness } from '../../../functions/readiness/assess-readiness.ts';
import type { Attestation, ToolStatus } from '../../../functions/readiness/tool-state.ts';
import { lakes } from '../../support/district.ts';

const since = '2023-02-18T15:00:00-06:00';
const said = (toolId: string, status: ToolStatus): Attestation => ({
  toolId,
  status,
  by: 'IT on call',
  since,
  at: since,
});
const statusOf = (toolId: string, ...said: Attestation[]) =>
  assessReadiness(lakes, said).find((tool) => tool.toolId === toolId);

describe('readiness of a tool', () => {
  it('given nobody has said anything, then it is unknown, which is not up', () => {
    expect(statusOf('seesaw')?.status).toBe('unknown');
  });

  it('given it is up and what it depends on is down, then it is down because of that', () => {
    expect(statusOf('seesaw', said('seesaw', 'up'), said('clever', 'down'))).toMatchObject({
      status: 'down',
      because: 'clever',
      since,
    });
  });

  it('given it is down itself, then what it depends on makes no difference', () => {
    const seesaw = statusOf('seesaw', said('seesaw', 'down'), said('clever', 'degraded'));
    expect(seesaw).toMatchObject({ status: 'down' });
    expect(seesaw?.because).toBeUndefined();
  });

  it('given it is up and nobody has said anything of what it depends on, then it is up', () => {
    expect(statusOf('google-classroom', said('google-classroom', 'up'))?.status).toBe('up');
  });
});
