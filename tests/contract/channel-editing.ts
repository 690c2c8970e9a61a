import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryChannel, Post } from '../../functions/deliveries/ports.ts';
import type { Fault } from '../../sandbox/simulators/faults.ts';
import { notice, unhurried, type VendorWorld } from './delivery-channel.ts';

type EditingWorld = VendorWorld & { readonly channel: Required<Pick<DeliveryChannel, 'edit' | 'read' | 'remove'>> };

/** What each fault of an edit comes to, and whether the newer words are then seen. */
const faults: readonly { fault: Fault; outcome: object; edited: boolean }[] = [
  { fault: { kind: 'done-then-status', status: 503 }, outcome: { kind: 'doubt' }, edited: true },
  { fault: { kind: 'done-then-reset' }, outcome: { kind: 'doubt' }, edited: true },
  { fault: { kind: 'refused', status: 500 }, outcome: { kind: 'doubt' }, edited: false },
  { fault: { kind: 'reset' }, outcome: { kind: 'doubt' }, edited: false },
  { fault: { kind: 'refused', status: 401 }, outcome: { kind: 'refused', permanent: false }, edited: false },
  { fault: { kind: 'refused', status: 403 }, outcome: { kind: 'refused', permanent: true }, edited: false },
  {
    fault: { kind: 'throttled', retryAfter: 7 },
    outcome: { kind: 'refused', permanent: false, throttled: expect.any(String), retryAfterMs: 7000 },
    edited: false,
  },
];

/** What is owed by a channel whose posts can be edited in place (DELIVERY 5). */
export function editingContract(name: string, start: () => Promise<VendorWorld>, { html }: { html: boolean }): void {
  describe(`${name} as a channel whose posts are edited`, () => {
    const old = notice(html);
    const fresh: Post = { ...old, text: old.text.replace('start at 8:20', 'start at 8:20 – wärmer & “drier”') };
    const known = [fresh.text, old.text];
    let world: EditingWorld;
    let id = '';

    const posted = async (): Promise<string> => {
      const sent = await world.channel.post(world.target, old, unhurried());
      return sent.kind === 'sent' ? sent.providerId : '';
    };
    const edit = () => world.channel.edit(world.target, id, fresh, unhurried());
    const read = () => world.channel.read(world.target, id, known, unhurried());
    beforeEach(async () => {
      const started = await start();
      const { edit: edits, read: reads, remove } = started.channel;
      if (!edits || !reads || !remove) throw new TypeError(`${name} cannot edit`);
      world = { ...started, channel: { ...started.channel, edit: edits, read: reads, remove } };
      id = await posted();
    });
    afterEach(() => world.close());

    it('given a post, when it is edited twice, then its class sees the newer words, once, and both say so', async () => {
      expect(await read()).toEqual({ kind: 'read', shows: 1 });
      expect([await edit(), await edit()]).toEqual([{ kind: 'edited' }, { kind: 'edited' }]);
      const seen = await world.visible();
      expect(seen).toHaveLength(1);
      expect(seen[0]).toContain('drier');
      expect(await read()).toEqual({ kind: 'read', shows: 0 });
      expect([world.requests('post'), world.requests('edit')]).toEqual([1, 2]);
    });

    it.each(faults)(
      'given $fault.kind $fault.status, when it is edited, then once is tried and $outcome.kind is told',
      async (given) => {
        world.strike('edit', given.fault);
        expect(await edit()).toMatchObject(given.outcome);
        expect(world.requests('edit')).toBe(1);
        expect(await read()).toEqual({ kind: 'read', shows: given.edited ? 0 : 1 });
      },
    );

    it.each<{ readonly fault: Fault; readonly answer: object }>([
      { fault: { kind: 'refused', status: 503 }, answer: { kind: 'doubt' } },
      { fault: { kind: 'done-then-truncated' }, answer: { kind: 'doubt' } },
      { fault: { kind: 'reset' }, answer: { kind: 'doubt' } },
      { fault: { kind: 'throttled' }, answer: { kind: 'refused', permanent: false } },
    ])('given $fault.kind $fault.status, when it is read, then that is no reading', async ({ fault, answer }) => {
      world.strike('read', fault);
      expect(await read()).toMatchObject({ ...answer, reason: expect.stringMatching(/./) });
    });

    it('given a post that is removed, when it is edited or read, then that is what both say', async () => {
      await world.channel.remove(world.target, id, unhurried());
      expect([await edit(), await read()]).toEqual([{ kind: 'removed' }, { kind: 'removed' }]);
      expect(await world.visible()).toEqual([]);
    });

    it('given a post that somebody has changed, when it is read, then it shows none of our words', async () => {
      world.strike('post', { kind: 'done-then-happens', what: 'edited' });
      id = await posted();
      expect(await read()).toEqual({ kind: 'read' });
    });

    it('given somebody else’s post, when it is edited, then that is refused for good and it stays', async () => {
      await world.stranger(old.text, old.link);
      const others = world.newestId();
      const refused = await world.channel.edit(world.target, others, fresh, unhurried());
      expect(refused).toMatchObject({ kind: 'refused', permanent: true, reason: expect.stringMatching(/change/) });
      expect((await world.visible()).filter((text) => text.includes('drier'))).toEqual([]);
    });

    it('given no time, when it is edited, then it certainly was not', async () => {
      expect(await world.channel.edit(world.target, id, fresh, AbortSignal.abort())).toMatchObject({
        kind: 'refused',
        permanent: false,
      });
      expect(await read()).toEqual({ kind: 'read', shows: 1 });
    });
  });
}
