import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../sandbox/simulators/faults.ts';
import { strangerName } from '../../../sandbox/simulators/vendor/posts.ts';
import { announcements, call, classroomFor, graphFor, messages, tokenFor, userToken } from './support.ts';

/** A post at each vendor, the words of it, and what a look shows of the class. */
const vendors = {
  async 'google-classroom'() {
    const simulator = await classroomFor();
    const token = await tokenFor(simulator, 'ana@lakes.example');
    const post = () =>
      call('POST', announcements(simulator), token, {
        text: 'Ref. x',
        materials: [{ link: { url: 'https://x.example/n/x' } }],
        state: 'PUBLISHED',
      });
    const list = () => call('GET', announcements(simulator), token);
    return { simulator, post, list, operation: 'create' };
  },
  async teams() {
    const simulator = await graphFor({ liftQuotas: true });
    const token = await userToken(simulator);
    const body = { contentType: 'html', content: '<p>Ref. x <a href="https://x.example/n/x">more</a></p>' };
    const post = () => call('POST', messages(simulator), token, { body });
    const list = () => call('GET', messages(simulator), token);
    return { simulator, post, list, operation: 'post' };
  },
};

describe.each(Object.entries(vendors))('what people do at %s meanwhile', (name, start) => {
  const given = async (fault: FaultRule['fault'], operation?: string) => {
    const vendor = await start();
    vendor.simulator.behave({ faults: [{ fault, operation: operation ?? vendor.operation, times: 1 }] });
    return vendor;
  };
  const shown = ({ simulator }: Awaited<ReturnType<typeof start>>) => simulator.posts().filter((post) => post.visible);

  it.each([
    ['archived', name === 'teams' ? 403 : 400, 200],
    ['removed', 404, 404],
    ['tokens-ended', 401, 401],
  ] as const)(
    '%s before a post: it is refused, and so is the next one; a list answers as it should',
    async (what, refused, listed) => {
      const vendor = await given({ kind: 'happens-before', what });
      expect([(await vendor.post()).status, (await vendor.post()).status]).toEqual([refused, refused]);
      expect((await vendor.list()).status).toBe(listed);
      expect(vendor.simulator.posts()).toEqual([]);
      expect(vendor.simulator.strikes()).toMatchObject([{ kind: 'happens-before', what }]);
    },
  );

  it('barred between post and look: the answer is lost, the post is there, and who made it sees nothing any more', async () => {
    const vendor = await given({ kind: 'done-then-happens', what: 'barred', status: 503 });
    expect((await vendor.post()).status).toBe(503);
    expect((await vendor.list()).status).toBe(name === 'teams' ? 403 : 401);
    expect(shown(vendor)).toHaveLength(1);
  });

  it('copied: a stranger shows the same words and link, which is not ours', async () => {
    const vendor = await given({ kind: 'done-then-happens', what: 'copied' });
    expect((await vendor.post()).status).toBeLessThan(300);
    const [ours, copy] = shown(vendor);
    expect(copy).toMatchObject({ text: ours?.text, links: ours?.links, author: strangerName });
    expect(ours?.author).not.toBe(strangerName);
  });

  it('other-post: a stranger posts something of their own, and ours is made', async () => {
    const vendor = await given({ kind: 'happens-before', what: 'other-post' });
    expect((await vendor.post()).status).toBeLessThan(300);
    expect(shown(vendor).map(({ author }) => author === strangerName)).toEqual([true, false]);
  });

  it('edited: it keeps its words and has one line more; deleted: nobody sees it', async () => {
    const edited = await given({ kind: 'done-then-happens', what: 'edited' });
    await edited.post();
    expect(shown(edited)).toMatchObject([{ text: expect.stringMatching(/Ref\. x[^]*See you online!/) }]);
    const deleted = await given({ kind: 'done-then-happens', what: 'deleted' });
    expect((await deleted.post()).status).toBeLessThan(300);
    expect(shown(deleted)).toEqual([]);
  });

  it('list-lag: one list lacks what is new, the next one has it', async () => {
    const vendor = await given({ kind: 'list-lag', ms: 60_000 }, 'list');
    await vendor.post();
    const lengths = [];
    for (const { body } of [await vendor.list(), await vendor.list()])
      lengths.push((body.announcements ?? body.value ?? []).length);
    expect(lengths).toEqual([0, 1]);
  });
});

describe('Teams that rewrites HTML', () => {
  it('can be switched on while it runs', async () => {
    const vendor = await vendors.teams();
    await vendor.post();
    vendor.simulator.rewriteHtml(true);
    await vendor.post();
    expect(vendor.simulator.posts().map(({ text }) => text.startsWith('<div>'))).toEqual([false, true]);
  });
});
