import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeliveryWorld } from '../support/delivery-world.ts';
import { noticeIdFor } from '../support/one-school.ts';
import { happenings, type Said, setStage, type Stage, untilSettled } from '../support/delivery-commands.ts';
import type { Entry } from '../../functions/declarations/entry.ts';
import { figuresOf } from '../../functions/deliveries/figures.ts';

const channels = fc.constantFrom(
  { channel: 'google-classroom', drafts: true } as const,
  { channel: 'teams', perTeam: 2 } as const,
);

/** Why there may be a second copy, in the row's own words: a person has been asked to look. */
const isAsked = (row: { readonly escalated: boolean; readonly reason?: string | undefined } | undefined): boolean =>
  row !== undefined && (row.escalated || /could not be removed|no closing look/.test(row.reason ?? ''));

/** How a post of an entry is to begin: with the word that took its place, else with its newest correction. */
function firstWords({ entries }: DeliveryWorld, version: number): string {
  const later = entries.filter((one) => one.version > version && one.content !== undefined);
  const mark = later.findLast(({ kind }) => kind !== 'Corrected');
  const corrects = ({ content }: Entry): boolean => content?.notices[0]?.noticeId === noticeIdFor(version);
  const own = entries.find((one) => one.version === version);
  const said = mark ?? later.findLast((one) => one.kind === 'Corrected' && corrects(one)) ?? own;
  return `${said?.kind} ${said?.version} `;
}

/** Every entry's post is visible at most once, the newest entry's is the newest, and the rows say what is true. */
function expectTruth(stage: Stage, targetId: string): void {
  const { world, deleted } = stage;
  const speaking = world.entries.filter(({ kind, content }) => content !== undefined && kind !== 'Corrected');
  const told = speaking.map(({ version }) => {
    const deliveryId = world.deliveryId(version, targetId);
    const row = world.row(version, targetId);
    const shown = world.vendor.shown(deliveryId).filter(({ ours }) => ours);
    const removed = deleted.find(({ post }) => post.deliveryId === deliveryId);
    return { version, row, shown, removed };
  });
  const all = JSON.stringify(told);
  for (const { row, shown, removed } of told) {
    expect(row, all).toBeDefined();
    if (!isAsked(row)) expect(shown.length, all).toBeLessThanOrEqual(1);
    if (row?.status === 'sent' && removed === undefined) expect(shown.length, all).toBeGreaterThanOrEqual(1);
    if (row?.status === 'in-doubt') expect([row.escalated, row.reason !== undefined], all).toEqual([true, true]);
    if (row?.status !== 'sent' && row?.status !== 'in-doubt')
      expect([shown.length, row?.reason !== undefined], all).toEqual([0, true]);
    if (removed !== undefined) {
      const later = world.vendor.posts.filter(
        (post) => post.deliveryId === removed.post.deliveryId && post.ours && (post.askedMs ?? 0) > removed.atMs,
      );
      expect(later, all).toEqual([]);
    }
  }
  for (const { version, row, shown, removed } of told) {
    const [post] = shown;
    if (post === undefined || removed !== undefined || isAsked(row) || stage.reworded.includes(post)) continue;
    const hasEnded = ['cannot-edit', 'removed', 'expired'].includes(row?.edit?.status ?? '');
    if (hasEnded) expect(row?.edit?.reason, all).toBeDefined();
    else expect(post.text.startsWith(firstWords(world, version)), `${firstWords(world, version)} ${all}`).toBe(true);
  }
  const newest = told.at(-1);
  const newestMs = newest?.shown[0]?.createdMs;
  for (const { version, row, shown } of told.slice(0, -1)) {
    for (const { createdMs, askedMs = createdMs } of shown) {
      if (isAsked(row)) continue;
      // What the vendor showed a minute after it was asked for may come after the newest: it carries its mark instead.
      expect(row?.supersededBy, all).toBeGreaterThan(version);
      if (newestMs !== undefined && createdMs - askedMs < 60_000) expect(createdMs, all).toBeLessThan(newestMs);
      const ended = newest?.row?.status;
      if (newestMs === undefined && newest?.removed === undefined) expect(['in-doubt', 'failed'], all).toContain(ended);
    }
  }
}

/** As many runs as `DELIVERY_RUNS` asks for; a failing run is played again by `DELIVERY_REPLAY`, the JSON that it prints. */
const { DELIVERY_RUNS = '200', DELIVERY_REPLAY } = process.env;
const replay: { seed?: number; path?: string; replayPath?: string } =
  DELIVERY_REPLAY === undefined ? {} : JSON.parse(DELIVERY_REPLAY);

describe('deliveries, whatever happens', () => {
  it('each entry is visible at most once, the newest last, or a person is asked', { timeout: 600_000 }, async () => {
    const { replayPath, ...again } = replay;
    const commands = fc.commands(happenings, {
      maxCommands: 30,
      size: '+1',
      ...(replayPath === undefined ? {} : { replayPath }),
    });
    const options = fc.record({ seed: fc.nat(), targets: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(channels, options, commands, async (channel, more, what) => {
        const stage = await setStage({ ...channel, ...more });
        const said: Said = { last: 'Declared', standing: 1 };
        await fc.asyncModelRun(() => ({ model: said, real: stage }), what);
        expect(await untilSettled(stage)).toBe(true);
        const { world } = stage;
        for (const { targetId } of world.roster) expectTruth(stage, targetId);
        expect(stage.strangers.filter((post) => post.removed)).toEqual([]);
        for (const { entry, figures } of world.stores.parcelRows.rows.values()) {
          expect(figures).toMatchObject(
            figuresOf(world.roster.map(({ targetId }) => world.row(entry.version, targetId))),
          );
        }
      }),
      { numRuns: Number(DELIVERY_RUNS), ...again },
    );
  });
});
