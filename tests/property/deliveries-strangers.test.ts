import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lookThrough as lookThroughCourse } from '../../functions/channels/google-classroom/look.ts';
import { lookThrough as lookThroughChannel } from '../../functions/channels/teams/look.ts';
import type { Delivery } from '../../functions/deliveries/delivery.ts';
import type { LookOutcome, Look } from '../../functions/deliveries/ports.ts';
import { settle } from '../../functions/deliveries/settle.ts';
import type { Answer } from '../../functions/platform/answer.ts';
import { productionTimes as times } from '../../functions/platform/production-times.ts';

const deliveryId = 'noticexxxx.0123456789abcdefghijkl';
const opening = 'E-LEARNING Wed Feb 22 · Pine High School · Lakes Public Schools,';
const whole = `${opening} Tue 2:11 p.m.\nNobody comes to school.\nRef. ${deliveryId}`;
const look: Look = { deliveryId, openings: [opening], notBeforeMs: 0, drafts: true };
const nowMs = Date.parse('2023-02-21T20:20:00Z');
const now = { at: '2023-02-21T14:20:00-06:00', ms: nowMs };

/** Everything a copy can take over from what was seen, and what it cannot: whose it is. */
const post = fc.record({
  ours: fc.boolean(),
  /** Seconds before now; vendors' clocks differ, so a stranger's may even seem the older. */
  age: fc.integer({ min: -60, max: 1_200 }),
  words: fc.constantFrom(
    whole,
    `<p>${whole.replaceAll('\n', '</p><p>')}</p>`,
    `${whole}\nAnd bring cake.`,
    `look what I found: ${whole}`,
    `${opening} no school ever again`,
    'something else',
  ),
  linked: fc.boolean(),
  draft: fc.boolean(),
  author: fc.constantFrom('pupil', undefined, null),
});
type Post = typeof post extends fc.Arbitrary<infer T> ? T : never;

const row = fc.record({
  status: fc.constantFrom('attempting', 'in-doubt', 'in-doubt', 'sent', 'superseded', 'expired'),
  looks: fc.integer({ min: 0, max: 2 }),
  looksFailed: fc.integer({ min: 0, max: 8 }),
  repeats: fc.integer({ min: 0, max: 1 }),
  escalated: fc.boolean(),
  closingLook: fc.boolean(),
  draftId: fc.constantFrom(undefined, 'ours0'),
});

const deliveryOf = ({ draftId, ...some }: typeof row extends fc.Arbitrary<infer T> ? T : never): Delivery => ({
  entry: { schoolYear: '2022-23', version: 1 },
  deliveryId,
  noticeId: 'noticexxxx',
  parcelId: 'p',
  channel: 'teams',
  targetId: 't',
  schoolId: 'pine-hs',
  revision: 3,
  attempts: 1,
  refusals: 0,
  mayBeVisible: true,
  startedMs: nowMs - 600_000,
  firstStartedMs: nowMs - 600_000,
  ...(draftId === undefined ? {} : { draftId }),
  ...some,
});

const idOf = ({ ours }: Post, i: number): string => `${ours ? 'ours' : 'stranger'}${i}`;
const at = (age: number): string => new Date(nowMs - age * 1_000).toISOString();
const answered = (status: number, body: unknown): Answer => ({ kind: 'answered', status, body });

/** A course as Classroom lists it; it lets a project patch its own posts alone. */
function inCourse(posts: readonly Post[]): Promise<LookOutcome> {
  const announcements = posts.map((one, i) => ({
    id: idOf(one, i),
    text: one.words,
    materials: one.linked ? [{ link: { url: `https://notices.example.org/n/${deliveryId}` } }] : undefined,
    state: one.draft ? 'DRAFT' : 'PUBLISHED',
    creationTime: at(one.age),
    updateTime: at(one.age),
  }));
  const denied = { error: { status: 'PERMISSION_DENIED', message: '@ProjectPermissionDenied no' } };
  return lookThroughCourse(answered(200, { announcements }), look, {
    page: async () => answered(200, {}),
    prove: async (id) => (id.startsWith('ours') ? answered(200, { id }) : answered(403, denied)),
  });
}

/** A channel as Graph lists it: an author is a user, an app, or nobody. */
function inChannel(posts: readonly Post[]): Promise<LookOutcome> {
  const value = posts.map((one, i) => ({
    id: idOf(one, i),
    createdDateTime: at(one.age),
    from: one.ours ? { user: { id: 'notices-1' } } : one.author == null ? one.author : { user: { id: one.author } },
    body: { content: one.words },
    attachments: one.linked ? [{ content: deliveryId }] : [],
  }));
  const reader = { ours: new Set(['notices-1']), page: async () => undefined };
  return lookThroughChannel(answered(200, { value }), look, reader);
}

/** `DELIVERY_RUNS` asks for more. */
const runs = Math.max(10_000, Number(process.env['DELIVERY_RUNS'] ?? 0));

describe("strangers' posts that carry our reference", () => {
  it('are never adopted, never published and never removed, whatever they copy and whatever ours shows', async () => {
    let carried = 0;
    const found = fc.tuple(fc.boolean(), fc.array(post, { minLength: 1, maxLength: 4 }), row);
    await fc.assert(
      fc.asyncProperty(found, async ([isCourse, posts, some]) => {
        const outcome = await (isCourse ? inCourse(posts) : inChannel(posts));
        const before = deliveryOf(some);
        const { delivery, remove, strangers } = settle(before, outcome, now, times);
        carried += strangers;
        const touched = [delivery.providerId, delivery.draftId, ...remove.map(({ providerId }) => providerId)];
        const all = JSON.stringify({ outcome, delivery, remove });
        if (touched.some((id) => id?.startsWith('stranger'))) expect.fail(all);
        // One that stands alone leads to a person, never to a repeat and never to a receipt.
        const alone = strangers > 0 && outcome.kind === 'looked' && outcome.found.every((one) => !one.provablyOurs);
        if (alone && before.status === 'in-doubt' && (delivery.status === 'sent' || delivery.looks > before.looks)) {
          expect.fail(all);
        }
      }),
      { numRuns: runs },
    );
    expect(carried).toBeGreaterThan(runs / 4);
  });
});
