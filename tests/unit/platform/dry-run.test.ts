import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../functions/declarations/facts.ts';
import { preview } from '../../../functions/declarations/preview.ts';
import { DryRun } from '../../../functions/deliveries/dry-run-answer.ts';
import { advance, unwritten } from '../../../functions/deliveries/advance.ts';
import type { Delivery } from '../../../functions/deliveries/delivery.ts';
import { renderNotices } from '../../../functions/notices/render-notices.ts';
import { writeIssued } from '../../../functions/notices/write-issued.ts';
import { dryRunsOf } from '../../../functions/platform/services/dry-run.ts';
import { chunkRoster, type ChunkedRoster } from '../../../functions/roster/chunk-roster.ts';
import { given } from '../../support/decided.ts';
import { districtWith, lakes } from '../../support/district.ts';
import { drillRoster, inDrill } from '../../support/drills.ts';
import { body, factsOf } from '../../support/facts.ts';
import { channelRow, courseRow, rosterOfCourses } from '../../support/roster.ts';

type Options = {
  readonly chunked: ChunkedRoster;
  readonly facts?: Facts;
  readonly changes?: Record<string, unknown>;
  /** Rows that the entry before left. */
  readonly rows?: readonly Delivery[];
};

/** A dry run with real words over a roster in memory, and how many chunks were in hand at once. */
async function rehearsed({ chunked, facts = factsOf(), changes = {}, rows = [] }: Options) {
  let [inHand, mostInHand] = [0, 0];
  const asked: string[] = [];
  const contents = {
    get: async (hash: string) => {
      mostInHand = Math.max(mostInHand, (inHand += 1));
      await new Promise((resolve) => setImmediate(resolve));
      inHand -= 1;
      return chunked.chunks.get(hash);
    },
  };
  const deliveries = {
    ofTargets: async (entry: { version: number }, _channel: string, ids: readonly string[]) => {
      asked.push(`${entry.version} ${ids.length}`);
      return ids.map((id) => rows.find(({ targetId }) => targetId === id));
    },
  };
  const { roster } = chunked;
  const rules = { ...facts.rules, roster: roster.hash };
  const all = { ...facts, roster, rules, render: renderNotices, writeIssued };
  const previewed = preview(body(changes), all);
  const run = dryRunsOf({ clocks: all.clocks, district: all.district, contents, deliveries });
  return { ...DryRun.parse(await run(previewed, all)), reach: previewed.answer.reach, asked, mostInHand };
}

describe('a dry run', () => {
  test('given 4,600 courses, then every post is written, few chunks are in hand at once, and the time is that of the channel', async () => {
    const chunked = rosterOfCourses(['pine-hs', 'pine-k8'], 2_300);
    const { targets, byChannel, bySchool, seconds, reach, findings, mostInHand, asked } = await rehearsed({ chunked });
    expect(byChannel['google-classroom']).toMatchObject({ targets: 4_600, parcels: 184, seconds: 460 });
    expect(targets).toBe(Object.values(reach).reduce((sum, one) => sum + one.targets, 0));
    expect(seconds).toBe(460);
    // The high school's bell is an hour earlier.
    expect(bySchool.map(({ schoolId, targets: of }) => [schoolId, of])).toEqual([
      ['*', expect.any(Number)],
      ['pine-hs', 2_300],
      ['pine-k8', 2_300],
    ]);
    expect(bySchool[1]?.seconds).toBe(230);
    expect(findings).toEqual([]);
    expect(mostInHand).toBeLessThanOrEqual(16);
    expect(asked).toEqual([]);
  });

  test('given the longest words that a notice takes, then its longest post is named and within its channel’s limit', async () => {
    const chunked = chunkRoster([courseRow('1'), channelRow('2', 'team-1'), courseRow('3', { audience: 'staff' })]);
    const message = Object.fromEntries(lakes.languages.map((language) => [language, 'w '.repeat(150)]));
    const { byChannel } = await rehearsed({ chunked, changes: { message } });
    const { 'google-classroom': classroom, teams, sns } = byChannel;
    expect(teams?.longest).toMatchObject({ unit: 'bytes', limit: 6_000, schoolId: 'pine-hs', targetId: '2' });
    expect(classroom?.longest).toMatchObject({ unit: 'characters', schoolId: 'pine-hs' });
    for (const one of [classroom, teams, sns]) {
      const { size = 0, limit = 0 } = one?.longest ?? {};
      expect(size).toBeGreaterThan(300);
      expect(size).toBeLessThanOrEqual(limit);
    }
  });

  test('given accounts that the district file no longer has, then they are counted by school with some of their classes', async () => {
    const chunked = chunkRoster([
      ...Array.from({ length: 7 }, (_, i) => courseRow(`c${i}`, { postAs: ['t@old.example'] })),
      courseRow('ours', { postAs: ['t@old.example', 't@example.org'] }),
      channelRow('t1', 'team-1', { postAs: ['somebody-gone'] }),
    ]);
    const channels = { ...lakes.channels, 'google-classroom': { language: 'en', identityDomains: ['example.org'] } };
    const { findings } = await rehearsed({ chunked, facts: factsOf({ district: districtWith({ channels }) }) });
    expect(findings).toMatchObject([
      { what: 'account-gone', channel: 'google-classroom', schoolId: 'pine-hs', targets: 7 },
      { what: 'account-gone', channel: 'teams', schoolId: 'pine-hs', targets: 1, examples: ['t1'] },
    ]);
    expect(findings[0]?.examples).toHaveLength(5);
  });

  test('given a class that the last declaration did not get to, then it says so with the reason of then', async () => {
    const chunked = chunkRoster([courseRow('1'), courseRow('2')]);
    const { facts } = given();
    const identity = {
      entry: { schoolYear: '2022-23', version: 1 },
      deliveryId: 'd',
      noticeId: 'n',
      parcelId: 'p',
      channel: 'google-classroom',
      targetId: '2',
      schoolId: 'pine-hs',
    } as const;
    const row = advance(unwritten(identity), { status: 'failed', reason: 'the course is archived' });
    const later = { days: [{ date: '2023-02-23', dayType: 'e-learning', schools: 'all' }] };
    const { findings, asked } = await rehearsed({ chunked, facts, changes: later, rows: [row] });
    expect(asked).toContain('1 2');
    expect(findings).toEqual([
      {
        what: 'failed-last-time',
        channel: 'google-classroom',
        schoolId: 'pine-hs',
        targets: 1,
        examples: ['2'],
        message: 'The last notice did not get there for certain: the course is archived.',
      },
    ]);
  });

  test('given a drill, then it is rehearsed on its own places, and a real declaration before it says nothing of them', async () => {
    const { facts } = given();
    const about = inDrill(facts);
    const { byChannel, asked } = await rehearsed({ chunked: drillRoster(), facts: about, changes: { drill: true } });
    expect(byChannel['google-classroom']).toMatchObject({ targets: 4 });
    expect(asked).toEqual([]);
  });
});
