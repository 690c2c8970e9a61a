import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableNames } from '../../../functions/names.ts';
import type { ChannelCheck, CheckRequest } from '../../../functions/readiness/channel-check.ts';
import type { CheckStore } from '../../../functions/readiness/ports.ts';
import type { Attestation, ToolReading } from '../../../functions/readiness/tool-state.ts';
import { channelCheckStore } from '../../../functions/store/channel-checks.ts';
import { readinessStore } from '../../../functions/store/readiness.ts';
import { type Dynamo, startDynamo } from '../../support/engines.ts';
import { memoryChecks } from '../../support/memory-checks.ts';

let dynamo: Dynamo;
beforeAll(async () => {
  dynamo = await startDynamo();
});
afterAll(() => dynamo.close());

const at = '2023-02-21T03:00:00-06:00';
const check: ChannelCheck = {
  channel: 'teams',
  checkId: 'one',
  armed: 'not-armed',
  since: at,
  checkedAt: at,
  problem: { code: 'sign-in-ended', words: 'the sign-in of a service user has ended' },
  sample: { accounts: 1, places: 12, refused: 1 },
};
const request: CheckRequest = {
  channel: 'teams',
  checkId: 'one',
  askedAt: at,
  askedMs: 1,
  proposalIds: ['p'],
  code: '1',
};

describe.each<[string, () => CheckStore]>([
  ['on DynamoDB', () => channelCheckStore(dynamo.documentClient, tableNames.operations)],
  ['in memory', memoryChecks],
])('self-checks of channels %s', (_, make) => {
  it('are kept per channel, the newest over the one before, beside who asked for them', async () => {
    const store = make();
    expect(await store.check('teams')).toBeUndefined();
    await store.putRequest(request);
    await store.putCheck(check);
    await store.putCheck({ ...check, checkId: 'two' });
    await store.putCheck({ ...check, channel: 'sns' });
    expect(await store.check('teams')).toEqual({ ...check, checkId: 'two' });
    const { checks, requests } = await store.all();
    expect(checks.map(({ channel }) => channel).toSorted()).toEqual(['sns', 'teams']);
    expect(requests).toEqual([request]);
  });
});

it('what people and feeds say of tools stands in rows of its own, apart from channels', async () => {
  const store = readinessStore(dynamo.documentClient, tableNames.operations);
  const attestation: Attestation = { toolId: 'clever', status: 'up', by: 'IT on call', since: at, at };
  const reading: ToolReading = { toolId: 'clever', status: 'down', since: at, at, source: 'status.clever.com' };
  await store.put({ ...attestation, status: 'down' });
  await store.put(attestation);
  await store.putReading(reading);
  expect([await store.all(), await store.readings()]).toEqual([[attestation], [reading]]);
});
