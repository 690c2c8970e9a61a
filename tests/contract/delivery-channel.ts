import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryChannel, Look, Post } from '../../functions/deliveries/ports.ts';
import type { Target } from '../../functions/roster/roster.ts';
import type { Fault } from '../../sandbox/simulators/faults.ts';

/** What a channel does, as its vendor's faults are named in a world. */
export type Act = 'post' | 'look' | 'remove' | 'publish' | 'edit' | 'read';

/** A channel, the place it posts to, and what its readers see there. */
export type World = {
  readonly channel: DeliveryChannel;
  readonly target: Target;
  /** The words that the target's readers see, one string a post. */
  readonly visible: () => string[] | Promise<string[]>;
  /** The same channel with nothing listening at the vendor's address. */
  unreachable(): Promise<DeliveryChannel>;
  close(): Promise<void>;
};

/** A world whose vendor can be made to misbehave, and whose posts can be looked at. */
export type VendorWorld = World & {
  /** Requests that have arrived for this act, however they ended. */
  readonly requests: (act: Act) => number;
  readonly strike: (act: Act, fault: Fault) => void;
  lagLists(ms: number): void;
  /** The vendor's id of what was written last, by whomever. */
  newestId(): string;
  /** Somebody else writes there. */
  stranger(text: string, link: string): Promise<void>;
};

const OPENING = 'E-LEARNING Wed Feb 22 – Fri Feb 24 · Pine High School';
const DELIVERY = 'k3v9m2x7qa.Zk3Jq0v_mN-8sTfYb1RcQw';
const LINK = `https://notices.example.org/n/${DELIVERY}`;

/** A post with our marker, in the words of the channel. */
export function notice(html: boolean, deliveryId = DELIVERY): Post {
  const link = `https://notices.example.org/n/${deliveryId}`;
  const line = `${OPENING} · Lakes Public Schools, Tue 2:11 p.m.`;
  const text = html
    ? `<p><strong>${line}</strong></p><p>Log in &amp; start at 8:20. <a href="${link}">More</a></p><p>Ref. ${deliveryId}</p>`
    : `${line}\n\nLog in & start at 8:20.\n\nRef. ${deliveryId}`;
  return { deliveryId, text, link, attributes: { type: 'notice', district: 'lakes', deliveryId } };
}

/** Looking for `notice`, an hour back. */
export function lookFor(change: Partial<Look> = {}): Look {
  return { deliveryId: DELIVERY, openings: [OPENING], notBeforeMs: Date.now() - 3_600_000, drafts: false, ...change };
}

/** Time enough. */
export const unhurried = (): AbortSignal => AbortSignal.timeout(20_000);

/** What each fault of a POST comes to, and how many posts are then seen. `hurried`: the caller's time ends during it. */
const faults: readonly { name: string; fault: Fault; outcome: object; seen: number; hurried?: boolean }[] = [
  {
    name: 'a 503 after the work',
    fault: { kind: 'done-then-status', status: 503 },
    outcome: { kind: 'doubt' },
    seen: 1,
  },
  { name: 'a 500 before it', fault: { kind: 'refused', status: 500 }, outcome: { kind: 'doubt' }, seen: 0 },
  { name: 'a 502 in HTML', fault: { kind: 'refused', status: 502, body: 'html' }, outcome: { kind: 'doubt' }, seen: 0 },
  { name: 'a reset after the work', fault: { kind: 'done-then-reset' }, outcome: { kind: 'doubt' }, seen: 1 },
  { name: 'a reset before it', fault: { kind: 'reset' }, outcome: { kind: 'doubt' }, seen: 0 },
  { name: 'half an answer', fault: { kind: 'done-then-truncated' }, outcome: { kind: 'doubt' }, seen: 1 },
  {
    name: 'silence after the work',
    fault: { kind: 'done-then-hang' },
    outcome: { kind: 'doubt' },
    seen: 1,
    hurried: true,
  },
  { name: 'silence', fault: { kind: 'hang' }, outcome: { kind: 'doubt' }, seen: 0, hurried: true },
  { name: 'a 401', fault: { kind: 'refused', status: 401 }, outcome: { kind: 'refused', permanent: false }, seen: 0 },
  { name: 'a 403', fault: { kind: 'refused', status: 403 }, outcome: { kind: 'refused', permanent: true }, seen: 0 },
  {
    name: 'a 403 in HTML, which is not the vendor’s',
    fault: { kind: 'refused', status: 403, body: 'html' },
    outcome: { kind: 'refused', permanent: false },
    seen: 0,
  },
  {
    name: 'a 429 that says how long',
    fault: { kind: 'throttled', retryAfter: 7 },
    outcome: { kind: 'refused', permanent: false, throttled: expect.any(String), retryAfterMs: 7000 },
    seen: 0,
  },
  {
    name: 'a 429 that does not',
    fault: { kind: 'throttled' },
    outcome: { kind: 'refused', permanent: false, throttled: expect.any(String), retryAfterMs: undefined },
    seen: 0,
  },
];

/** The behaviour that every destination of deliveries owes the worker (DELIVERY 2 and 4). */
export function deliveryChannelContract(name: string, start: () => Promise<World>, { html }: { html: boolean }): void {
  describe(`${name} as a delivery channel`, () => {
    let world: World;
    const post = notice(html);
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.close());

    it('given a notice, when it is posted, then its class sees it once', async () => {
      const outcome = await world.channel.post(world.target, post, unhurried());
      expect(outcome).toMatchObject({
        kind: 'sent',
        providerId: expect.stringMatching(/./),
        postedAs: expect.any(String),
      });
      const seen = await world.visible();
      expect(seen).toHaveLength(1);
      expect(seen[0]).toContain(`Ref. ${DELIVERY}`);
    });

    it('given no time, when a notice is posted, then it certainly was not', async () => {
      const outcome = await world.channel.post(world.target, post, AbortSignal.abort());
      expect(outcome).toMatchObject({ kind: 'refused', permanent: false });
      expect(await world.visible()).toEqual([]);
    });

    it('given nothing at the vendor’s address, when a notice is posted, then it certainly was not', async () => {
      const unreachable = await world.unreachable();
      const outcome = await unreachable.post(world.target, post, unhurried());
      expect(outcome).toMatchObject({
        kind: 'refused',
        permanent: false,
        reason: expect.stringContaining('refused the connection'),
      });
    });
  });
}

/** What is owed by a channel whose vendor can be made to misbehave. */
export function misbehavingContract(
  name: string,
  start: () => Promise<VendorWorld>,
  { html }: { html: boolean },
): void {
  describe(`${name} as a channel with a vendor that fails`, () => {
    let world: VendorWorld;
    beforeEach(async () => {
      world = await start();
    });
    afterEach(() => world.close());

    it.each(faults)(
      'given $name, when a notice is posted, then once is tried and $outcome.kind is told',
      async (given) => {
        await world.channel.post(world.target, notice(html, 'first.one'), unhurried());
        world.strike('post', given.fault);
        const signal = given.hurried ? AbortSignal.timeout(600) : unhurried();
        const outcome = await world.channel.post(world.target, notice(html), signal);
        expect({ retryAfterMs: undefined, ...outcome }).toMatchObject(given.outcome);
        expect((await world.visible()).filter((text) => text.includes(DELIVERY))).toHaveLength(given.seen);
        if (!given.hurried) expect(world.requests('post')).toBe(2);
      },
    );
  });
}

/** What is owed besides by channels whose posts can be looked at and removed. */
export function lookingContract(name: string, start: () => Promise<VendorWorld>, { html }: { html: boolean }): void {
  const withLooks = async (): Promise<
    VendorWorld & { channel: Required<Pick<DeliveryChannel, 'look' | 'remove'>> }
  > => {
    const world = await start();
    const { look, remove } = world.channel;
    if (!look || !remove) throw new TypeError(`${name} cannot look or remove`);
    return { ...world, channel: { ...world.channel, look, remove } };
  };

  describe(`${name} as a channel that is looked at`, () => {
    let world: Awaited<ReturnType<typeof withLooks>>;
    const post = notice(html);
    const look = (change: Partial<Look> = {}) => world.channel.look(world.target, lookFor(change), unhurried());
    beforeEach(async () => {
      world = await withLooks();
    });
    afterEach(() => world.close());

    it('given a lost answer, when it looks, then it finds the post and knows it for ours', async () => {
      world.strike('post', { kind: 'done-then-reset' });
      await world.channel.post(world.target, post, unhurried());
      const found = await look();
      expect(found).toMatchObject({ kind: 'looked', found: [{ provablyOurs: true, draft: false }] });
      expect(found.kind === 'looked' && Math.abs((found.found[0]?.createdMs ?? 0) - Date.now())).toBeLessThan(60_000);
    });

    it('given posts of other notices, when it looks, then it finds nothing', async () => {
      await world.channel.post(world.target, notice(html, 'another.one'), unhurried());
      await world.stranger('Homework is due on Monday.', 'https://example.org/');
      expect(await look()).toEqual({ kind: 'looked', found: [] });
    });

    it('given a list that lags, when it looks, then it finds nothing yet', async () => {
      await world.channel.post(world.target, post, unhurried());
      world.lagLists(60_000);
      expect(await look()).toEqual({ kind: 'looked', found: [] });
      world.lagLists(0);
      expect(await look()).toMatchObject({ found: [{ provablyOurs: true }] });
    });

    it('given a link to our post pasted by somebody, when it looks, then that is no post of ours', async () => {
      await world.stranger(`look here ${LINK}`, LINK);
      expect(await look()).toEqual({ kind: 'looked', found: [] });
    });

    it('given somebody’s copy of the whole post, when it looks, then it is seen and not taken for ours', async () => {
      await world.stranger(post.text, LINK);
      expect(await look()).toMatchObject({ kind: 'looked', found: [{ provablyOurs: false }] });
    });

    it('given many later posts, when it looks, then it pages on until it finds ours', async () => {
      await world.channel.post(world.target, post, unhurried());
      for (let n = 0; n < 110; n += 1) await world.stranger(`Message ${n}`, 'https://example.org/');
      expect(await look()).toMatchObject({ kind: 'looked', found: [{ provablyOurs: true }] });
      expect(world.requests('look')).toBe(3);
    });

    it('given many posts, when it looks, then it asks for leave before each request after the first, and without it that is no look', async () => {
      await world.channel.post(world.target, post, unhurried());
      for (let n = 0; n < 60; n += 1) await world.stranger(`Message ${n}`, 'https://example.org/');
      let asked = 0;
      const leave = (times: number) => async (): Promise<boolean> => {
        asked += 1;
        return asked <= times;
      };
      expect(await look({ more: leave(Infinity) })).toMatchObject({ kind: 'looked', found: [{ provablyOurs: true }] });
      // Classroom proves whose a post is by a patch.
      expect(asked).toBe(world.requests('look') - 1 + world.requests('publish'));
      asked = 0;
      expect(await look({ more: leave(0) })).toMatchObject({
        kind: 'unable',
        reason: expect.stringContaining('no time'),
      });
    });

    it('given pages older than the first attempt, when it looks, then it stops there', async () => {
      for (let n = 0; n < 110; n += 1) await world.stranger(`Message ${n}`, 'https://example.org/');
      expect(await look({ notBeforeMs: Date.now() + 1000 })).toEqual({ kind: 'looked', found: [] });
      expect(world.requests('look')).toBe(1);
    });

    it.each<Fault>([
      { kind: 'refused', status: 503 },
      { kind: 'refused', status: 403 },
      { kind: 'refused', status: 502, body: 'html' },
      { kind: 'done-then-truncated' },
      { kind: 'reset' },
      { kind: 'throttled' },
    ])('given a list that fails by $kind $status, when it looks, then that is no look', async (fault) => {
      await world.channel.post(world.target, post, unhurried());
      world.strike('look', fault);
      expect(await look()).toMatchObject({ kind: 'unable', reason: expect.stringMatching(/./) });
      expect(world.requests('look')).toBe(1);
    });

    it('given a post, when it is removed twice, then it is gone and both say so', async () => {
      const sent = await world.channel.post(world.target, post, unhurried());
      const providerId = sent.kind === 'sent' ? sent.providerId : '';
      expect(await world.channel.remove(world.target, providerId, unhurried())).toMatchObject({ kind: 'sent' });
      expect(await world.visible()).toEqual([]);
      expect(await look()).toEqual({ kind: 'looked', found: [] });
      expect(await world.channel.remove(world.target, providerId, unhurried())).toMatchObject({ kind: 'sent' });
    });

    it('given a removal whose answer is lost, when it is tried, then that is doubt and one request', async () => {
      const sent = await world.channel.post(world.target, post, unhurried());
      world.strike('remove', { kind: 'done-then-status', status: 503 });
      const providerId = sent.kind === 'sent' ? sent.providerId : '';
      expect(await world.channel.remove(world.target, providerId, unhurried())).toMatchObject({ kind: 'doubt' });
      expect(world.requests('remove')).toBe(1);
    });
  });
}
