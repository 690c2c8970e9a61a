import { describe, expect, test } from 'vitest';
import { District } from '../../../functions/calendar/district.ts';
import { InvalidInput } from '../../../functions/core/errors.ts';
import { always, rostersOf } from '../../../functions/platform/services/roster.ts';
import { chunkRoster } from '../../../functions/roster/chunk-roster.ts';
import { loadRoster } from '../../../functions/roster/load-roster.ts';
import { placesOfChunks } from '../../../functions/roster/refuse-taken.ts';
import type { RosterKind } from '../../../functions/roster/roster.ts';
import type { CurrentRoster, CurrentRosterStore } from '../../../functions/store/current-roster.ts';
import { storyDistrict } from '../../../sandbox/stories/district.ts';
import { storyRoster } from '../../../sandbox/stories/roster.ts';
import { storyDrillRoster } from '../../../sandbox/stories/drill-rooms.ts';
import { lakes } from '../../support/district.ts';
import { stillClocks } from '../../support/facts.ts';
import { memoryRecord } from '../../support/memory-record.ts';
import { channelRow, courseRow, rosterCsv } from '../../support/roster.ts';

const course = (id: string) => `pine-hs,google-classroom,${id},Room ${id},owner@example.org,,,,,`;
const channel = (id: string, team: string) => `pine-hs,teams,${id},Room ${id},notices-1,${team},,,,`;

describe('the roster of drills', () => {
  test('given the same rows, then neither its manifest nor any chunk is that of classes', () => {
    const rows = [courseRow('1'), channelRow('2', 'team-1')];
    const [classes, drill] = [chunkRoster(rows), chunkRoster(rows, 'drill')];
    expect(drill.roster.manifest.drill).toBe(true);
    expect([...drill.chunks.values()].map((chunk) => chunk.drill)).toEqual([true, true]);
    expect(new Set([...classes.chunks.keys(), ...drill.chunks.keys()]).size).toBe(4);
    expect(classes.roster.manifest).not.toHaveProperty('drill');
    expect(JSON.stringify([...classes.chunks.values()])).not.toContain('drill');
  });

  const taken = placesOfChunks(chunkRoster([courseRow('1'), channelRow('2', 'team-1')]).chunks.values());

  test.each([
    ['a course of the other', course('1'), 'target 1 is in the roster of classes: a drill must not reach it'],
    [
      'a channel of the other',
      channel('2', 'team-9'),
      'target 2 is in the roster of classes: a drill must not reach it',
    ],
    [
      'another channel of its team',
      channel('3', 'team-1'),
      'team team-1 is in the roster of classes: a drill must not reach it',
    ],
  ])('given %s roster, then it is refused by its line', (_what, line, message) => {
    const load = (acceptPartial: boolean) =>
      loadRoster(rosterCsv(course('8'), line), lakes, { kind: 'drill', taken, acceptPartial });
    expect(() => load(false)).toThrow(new InvalidInput('the drill roster', [{ path: 'line 3', message }]));
    const { roster, refused } = load(true);
    expect([roster.manifest.targets, refused]).toEqual([1, [{ line: 3, reason: message }]]);
  });

  test('given the made-up district, then its drill rooms are in no class of it', () => {
    const district = District.parse(storyDistrict());
    const classes = placesOfChunks(loadRoster(storyRoster(), district).chunks.values());
    expect(loadRoster(storyDrillRoster(), district, { kind: 'drill', taken: classes })).toMatchObject({ refused: [] });
    expect(district.channels.sns?.topics.drill).toBe('twin-lakes-drill');
  });

  test('given places that are nobody’s, or a number that is a course there and a channel here, then they are taken', () => {
    const { refused } = loadRoster(rosterCsv(course('2'), channel('1', 'team-2')), lakes, { kind: 'drill', taken });
    expect(refused).toEqual([]);
  });
});

describe('loading rosters', () => {
  /** Rosters over memory, and what is in force. */
  function rosters() {
    const { contents } = memoryRecord();
    const inForce = new Map<RosterKind, CurrentRoster>();
    const store = (kind: RosterKind): CurrentRosterStore => ({
      get: async () => inForce.get(kind),
      put: async (row) => void inForce.set(kind, row),
    });
    const clocks = stillClocks('2023-02-01T08:00:00-06:00');
    const current = { classes: store('classes'), drill: store('drill') };
    return { ...rostersOf({ district: lakes, clocks, contents, current }), current: inForce };
  }
  const now = { confirm: always, acceptPartial: false } as const;

  test('given one of each, then each is in force by itself and compared with its own', async () => {
    const { load, inForce } = rosters();
    await load(rosterCsv(course('1'), course('2')), { kind: 'classes', ...now });
    const drill = await load(rosterCsv(course('8')), { kind: 'drill', ...now });
    expect(drill).toMatchObject({ targets: 1, added: 1, removed: 0 });
    expect((await inForce('classes')).roster.manifest).toMatchObject({ targets: 2 });
    expect((await inForce('drill')).roster).toMatchObject({ hash: drill.hash, manifest: { targets: 1, drill: true } });
  });

  test('given a class in the other roster, then neither lets it in', async () => {
    const { load } = rosters();
    await load(rosterCsv(course('1')), { kind: 'classes', ...now });
    await expect(load(rosterCsv(course('1')), { kind: 'drill', ...now })).rejects.toThrow('a drill must not reach it');
    await load(rosterCsv(course('8')), { kind: 'drill', ...now });
    await expect(load(rosterCsv(course('8')), { kind: 'classes', ...now })).rejects.toThrow('take it out there first');
  });

  test('given a comparison, when the other roster changes before it is confirmed, then its digest is another', async () => {
    const { load } = rosters();
    const csv = rosterCsv(course('8'));
    const { digest } = await load(csv, { kind: 'drill', acceptPartial: false });
    await load(rosterCsv(course('1')), { kind: 'classes', ...now });
    expect(await load(csv, { kind: 'drill', confirm: digest, acceptPartial: false })).toMatchObject({
      confirmed: false,
    });
  });
});
