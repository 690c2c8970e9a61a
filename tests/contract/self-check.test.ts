import { describe, expect, it, onTestFinished } from 'vitest';
import { classroomProbe } from '../../functions/channels/google-classroom/probe.ts';
import { teamsProbe } from '../../functions/channels/teams/probe.ts';
import { graph } from '../../functions/channels/teams/graph.ts';
import { machineClock, systemClocks } from '../../functions/core/clock.ts';
import { checkChannel, type CheckDeps } from '../../functions/deliveries/check-channel.ts';
import type { ChannelProbe } from '../../functions/deliveries/ports.ts';
import type { ChannelCheck } from '../../functions/readiness/channel-check.ts';
import { productionTimes } from '../../functions/platform/production-times.ts';
import type { ChannelName } from '../../functions/names.ts';
import type { Target } from '../../functions/roster/roster.ts';
import { memoryChecks } from '../support/memory-checks.ts';
import { memoryStores } from '../support/delivery-stores.ts';
import * as worlds from './channel-worlds.ts';
import { notice, unhurried } from './delivery-channel.ts';

const invocation = { awsRequestId: 'r', getRemainingTimeInMillis: () => 60_000 };

/** A channel's worker over a roster of one class, asked to check itself. */
async function checking(channel: ChannelName, target: Target, probe: () => ChannelProbe) {
  const { contents } = memoryStores();
  const what = { channel, audience: 'class' as const };
  const chunk = await contents.put('roster-chunk', { schoolId: 'pine-hs', ...what, targets: [target] });
  const chunks = [{ ...what, hash: chunk, targets: 1, students: 0, sharedParent: false }];
  const sheet = await contents.put('roster-sheet', { schoolId: 'pine-hs', chunks });
  const sheets = [{ schoolId: 'pine-hs', hash: sheet, targets: 1 }];
  const roster = await contents.put('roster-manifest', { targets: 1, sheets });
  const reports: unknown[] = [];
  const permits: string[] = [];
  const released: number[] = [];
  const checks = memoryChecks();
  const never = (): never => {
    throw new Error('a self-check never posts');
  };
  const deps: CheckDeps = {
    clocks: systemClocks,
    times: { ...productionTimes, httpTimeoutMs: 2_000 },
    channel: { name: channel, post: never, draft: never, publish: never, remove: never, probe },
    permits: {
      take: async (kind, count, lane) => {
        permits.push(`${kind} ${lane}`);
        return Array.from({ length: count }, () => systemClocks.machine.now());
      },
      evenly: async () => true,
      slowDown: async () => undefined,
    },
    contents,
    declarations: { speaking: async () => released.map((releasesAtMs) => ({ entry: { releasesAtMs } })) },
    home: { id: 'lakes', timeZone: 'America/Chicago' },
    checks,
    rosterHash: async () => roster,
    report: (name, ids) => void reports.push([name, ids]),
  };
  let count = 0;
  return {
    permits,
    reports,
    /** Times at which entries may be posted, machine milliseconds. */
    released,
    check: async (askedMs?: number): Promise<ChannelCheck | undefined> => {
      count += 1;
      const asked = askedMs === undefined ? {} : { askedMs };
      await checkChannel(deps, { check: `check-${count}`, schoolYears: ['2022-23'], ...asked }, invocation);
      return checks.check(channel);
    },
  };
}

async function classroom() {
  const world = await worlds.classroomWorld();
  onTestFinished(() => world.close());
  const { simulator } = world;
  const { api } = worlds.classroomOf(simulator.tokenUrl, simulator.url);
  const probe = (): ChannelProbe =>
    classroomProbe({ api, tokens: worlds.classroomOf(simulator.tokenUrl, simulator.url).tokens });
  return { ...(await checking('google-classroom', worlds.course, probe)), simulator };
}

describe('Google Classroom checks itself', () => {
  it('given all is well, then it is armed, by one token and one list that took its permit, and nothing was posted', async () => {
    const { check, permits, simulator, reports } = await classroom();
    expect(await check()).toMatchObject({ armed: 'armed', sample: { accounts: 1, places: 1, refused: 0 } });
    expect([permits, reports]).toEqual([['read normal'], []]);
    expect([simulator.requests.count('list', 200), simulator.posts()]).toEqual([1, []]);
  });

  it('given a declaration in its hold or just released, then it only asks for tokens: posts come first', async () => {
    const { check, released, permits, simulator } = await classroom();
    for (const seconds of [-100, 30]) {
      released[0] = systemClocks.machine.now() + seconds * 1_000;
      expect(await check()).toMatchObject({ armed: 'armed', sample: { accounts: 1, places: 0 } });
    }
    expect([permits, simulator.requests.count('list', 200)]).toEqual([[], 0]);
    released[0] = systemClocks.machine.now() - 121_000;
    expect(await check()).toMatchObject({ sample: { places: 1 } });
  });

  it('given the grant is removed though tokens from before still serve, then it is not armed, since then, and is reported', async () => {
    const { check, simulator, reports } = await classroom();
    const before = await check();
    simulator.setGrant(false);
    const after = await check();
    expect(after).toMatchObject({ armed: 'not-armed', problem: { code: 'grant-removed' } });
    expect(reports).toEqual([['channel-not-armed', { channel: 'google-classroom', code: 'grant-removed' }]]);
    expect((await check())?.since).toBe(after?.since);
    expect(before?.armed).toBe('armed');
  });

  it('given two checks at once, then what the one finds that was asked for later stands', async () => {
    const { check, simulator } = await classroom();
    expect(await check(2_000)).toMatchObject({ armed: 'armed', checkId: 'check-1' });
    simulator.setGrant(false);
    expect(await check(1_000)).toMatchObject({ armed: 'armed', checkId: 'check-1' });
    expect(await check(3_000)).toMatchObject({ armed: 'not-armed', checkId: 'check-3' });
  });

  it('given the teachers are suspended, then it is not armed for that reason', async () => {
    const { check, simulator } = await classroom();
    simulator.suspend(worlds.ANA);
    simulator.suspend(worlds.BEN);
    expect(await check()).toMatchObject({ armed: 'not-armed', problem: { code: 'account-disabled' } });
  });

  it('given the course has another owner and no teacher of ours, then it is no member', async () => {
    const { check, simulator } = await classroom();
    simulator.putCourse({ courseId: 'c1', ownerId: 'eva@lakes.example' });
    simulator.putCourse({ courseId: 'other', ownerId: worlds.ANA, teachers: [worlds.BEN] });
    expect(await check()).toMatchObject({ armed: 'not-armed', problem: { code: 'not-a-member' } });
  });

  it('given Google cannot be asked, then it is unknown; given it was not armed before, then it stays that', async () => {
    const { check, simulator } = await classroom();
    const down = [{ operation: ['token', 'list'], fault: { kind: 'refused', status: 503 } as const }];
    simulator.behave({ faults: down });
    expect(await check()).toMatchObject({ armed: 'unknown', problem: { code: 'not-asked' } });
    simulator.behave({ faults: [] });
    simulator.setGrant(false);
    await check();
    simulator.behave({ faults: down });
    expect(await check()).toMatchObject({ armed: 'not-armed', checkId: 'check-3' });
  });
});

async function teams() {
  const world = await worlds.teamsWorld();
  onTestFinished(() => world.close());
  const { simulator, channel } = world;
  const tokens = worlds.keeperOf(simulator.loginUrl, simulator.url, world.shared);
  const api = graph({ url: simulator.url, httpTimeoutMs: 2_000, now: () => machineClock.now() });
  const probe = (): ChannelProbe => teamsProbe({ graph: api, tokens, serviceUsers: [worlds.NOTICES] });
  return { ...(await checking('teams', worlds.channelTarget, probe)), simulator, channel, tokens };
}

describe('Teams checks itself', () => {
  it('given all is well, then it is armed; each check renews the sign-in, which keeps it alive', async () => {
    const { check, simulator } = await teams();
    expect(await check()).toMatchObject({ armed: 'armed', sample: { accounts: 1, places: 1 } });
    await check();
    expect(simulator.requests.count('token', 200)).toBe(2);
    expect(simulator.posts()).toEqual([]);
  });

  it('given a post into the very channel at that moment, then the check has not used up the request that it needs', async () => {
    const { check, permits, simulator, channel } = await teams();
    simulator.behave({ liftQuotas: false });
    expect(await check()).toMatchObject({ armed: 'armed', sample: { places: 1 } });
    expect([permits, simulator.requests.count('team', 200), simulator.requests.count('list')]).toEqual([
      ['other normal'],
      1,
      0,
    ]);
    expect(await channel.post(worlds.channelTarget, notice(true), unhurried())).toMatchObject({ kind: 'sent' });
  });

  it('given the team is archived, then it is not armed: its class is over', async () => {
    const { check, simulator } = await teams();
    const { targetId } = worlds.channelTarget;
    simulator.putTeam({ teamId: 'team-1', channels: [targetId], members: [worlds.NOTICES], archived: true });
    expect(await check()).toMatchObject({ armed: 'not-armed', problem: { code: 'class-gone' } });
  });

  it('given "end all sessions" was pressed, then it is not armed, and the token at hand still posts while it lives', async () => {
    const { check, simulator, tokens } = await teams();
    await check();
    simulator.revokeRefreshTokens(worlds.NOTICES);
    expect(await check()).toMatchObject({ armed: 'not-armed', problem: { code: 'sign-in-ended' } });
    expect(await tokens.tokenFor(worlds.NOTICES)).toMatchObject({ kind: 'token' });
  });

  it('given the service user is no member of the team any more, then it is not armed', async () => {
    const { check, simulator } = await teams();
    simulator.putTeam({ teamId: 'team-1', channels: [worlds.channelTarget.targetId], members: [] });
    expect(await check()).toMatchObject({ armed: 'not-armed', problem: { code: 'not-a-member' } });
  });
});
