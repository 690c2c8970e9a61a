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

/** What became of one entry for one class: its row, what the class sees of it, and what a teacher has deleted. */
function toldTo({ world, deleted }: Stage, targetId: string) {
  const speaking = world.entries.filter(({ kind, content }) => content !== undefined && kind !== 'Corrected');
  return speaking.map(({ version }) => {
    const deliveryId = world.deliveryId(version, targetId);
    const shown = world.vendor.shown(deliveryId).filter(({ ours }) => ours);
    const removed = deleted.find(({ post }) => post.deliveryId === deliveryId);
    return { version, deliveryId, row: world.row(version, targetId), shown, removed };
  });
}

type Told = ReturnType<typeof toldTo>[number];

/** A post is visible at most once, the row says whether it is, and what was deleted is never posted again. */
function expectOnce({ world }: Stage, { deliveryId, row, shown, removed }: Told, all: string): void {
  expect(row, all).toBeDefined();
  if (!isAsked(row)) expect(shown.length, all).toBeLessThanOrEqual(1);
  if (row?.status === 'sent' && removed === undefined) expect(shown.length, all).toBeGreaterThanOrEqual(1);
  if (row?.status === 'in-doubt') expect([row.escalated, row.reason !== undefined], all).toEqual([true, true]);
  if (row?.status !== 'sent' && row?.status !== 'in-doubt')
    expect([shown.length, row?.reason !== undefined], all).toEqual([0, true]);
  const atMs = removed?.atMs ?? Infinity;
  const again = world.vendor.posts.filter((post) => post.deliveryId === deliveryId && post.ours);
  expect(
    again.filter(({ askedMs = 0 }) => askedMs > atMs),
    all,
  ).toEqual([]);
}

/** A post reads as it should by now, or its row says why it does not. */
function expectWords({ world, reworded }: Stage, { version, row, shown, removed }: Told, all: string): void {
  const [post] = shown;
  if (post === undefined || removed !== undefined || isAsked(row) || reworded.includes(post)) return;
  const hasEnded = ['cannot-edit', 'removed', 'expired'].includes(row?.edit?.status ?? '');
  if (hasEnded) expect(row?.edit?.reason, all).toBeDefined();
  else expect(post.text.startsWith(firstWords(world, version)), `${firstWords(world, version)} ${all}`).toBe(true);
}

/** An older post stands before the newest entry's, and never alone unless somebody was asked about that one. */
function expectOlder({ version, row, shown }: Told, newest: Told | undefined, all: string): void {
  if (isAsked(row) || newest?.row?.status === 'expired') return;
  const newestMs = newest?.shown[0]?.createdMs;
  for (const { createdMs, askedMs = createdMs } of shown) {
    expect(row?.supersededBy, all).toBeGreaterThan(version);
    // What the vendor showed a minute after it was asked for may come after the newest: it carries its mark instead.
    if (newestMs !== undefined && createdMs - askedMs < 60_000) expect(createdMs, all).toBeLessThan(newestMs);
    if (newestMs === undefined && newest?.removed === undefined)
      expect(['in-doubt', 'failed'], all).toContain(newest?.row?.status);
  }
}

/** A worker that stands still between asking and acting may be a minute late, and no more: then its function ends. */
function expectNothingLate({ world, notAfterMs }: Stage): void {
  const late = world.vendor.requests.filter(({ atMs }) => atMs > notAfterMs + 61_000);
  expect(late.filter(({ kind }) => ['post', 'draft', 'publish', 'edit'].includes(kind))).toEqual([]);
}

function expectTruth(stage: Stage, targetId: string): void {
  const told = toldTo(stage, targetId);
  const all = JSON.stringify(told);
  for (const one of told) {
    expectOnce(stage, one, all);
    expectWords(stage, one, all);
  }
  for (const older of told.slice(0, -1)) expectOlder(older, told.at(-1), all);
}

/** As many runs as `DELIVERY_RUNS` asks for; a failing run prints the `DELIVERY_REPLAY` by which it is played again. */
const { DELIVERY_RUNS = '200', DELIVERY_REPLAY } = process.env;
const replay: { seed?: number; path?: string; replayPath?: string } =
  DELIVERY_REPLAY === undefined ? {} : JSON.parse(DELIVERY_REPLAY);

/** The report of a failure with what plays it again. */
async function reportRun<T>(run: fc.RunDetails<T>): Promise<void> {
  const report = await fc.asyncDefaultReportMessage(run);
  if (report === undefined) return;
  const replayPath = /replayPath="([^"]*)"/.exec(report)?.[1];
  const again = JSON.stringify({ seed: run.seed, path: run.counterexamplePath, replayPath });
  throw new Error(`${report}\nPlay it again with DELIVERY_REPLAY='${again}'`, { cause: run.errorInstance });
}

describe('deliveries, whatever happens', () => {
  it('each entry is visible at most once, the newest last, or a person is asked', { timeout: 600_000 }, async () => {
    const { replayPath, ...again } = replay;
    const commands = fc.commands(happenings, {
      maxCommands: 30,
      size: '+1',
      ...(replayPath === undefined ? {} : { replayPath }),
    });
    const options = fc.record({
      seed: fc.nat(),
      targets: fc.integer({ min: 1, max: 3 }),
      usefulMinutes: fc.constantFrom(100_000, 3, 15),
    });
    await fc.assert(
      fc.asyncProperty(channels, options, commands, async (channel, more, what) => {
        const stage = await setStage({ ...channel, ...more });
        const said: Said = { last: 'Declared', standing: 1 };
        await fc.asyncModelRun(() => ({ model: said, real: stage }), what);
        expect(await untilSettled(stage)).toBe(true);
        const { world } = stage;
        for (const { targetId } of world.roster) expectTruth(stage, targetId);
        expectNothingLate(stage);
        expect(stage.strangers.filter((post) => post.removed)).toEqual([]);
        for (const { entry, figures } of world.stores.parcelRows.rows.values()) {
          expect(figures).toMatchObject(
            figuresOf(world.roster.map(({ targetId }) => world.row(entry.version, targetId))),
          );
        }
      }),
      { numRuns: Number(DELIVERY_RUNS), asyncReporter: reportRun, ...again },
    );
  });
});
