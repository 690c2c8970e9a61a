import type { Clocks } from '../../functions/core/clock.ts';
import type {
  DeliveryChannel,
  EditOutcome,
  Found,
  Post,
  PostOutcome,
  ReadOutcome,
} from '../../functions/deliveries/ports.ts';
import type { ChannelName } from '../../functions/names.ts';
import type { Target } from '../../functions/roster/roster.ts';

/** How often of each the vendor misbehaves, from 0 to 1. */
export type Faults = {
  readonly doneThenDoubt?: number;
  readonly doneThenHang?: number;
  readonly lostThenDoubt?: number;
  /** Answered with doubt, shown to all a while later: after two looks. */
  readonly lateCommit?: number;
  readonly refused?: number;
  readonly throttled?: number;
  readonly refusedForGood?: number;
  readonly lookFails?: number;
  /** Longest time until a list shows a post. */
  readonly listLagMs?: number;
};

/** What becomes of one request, and how late a list shows what it makes. */
export type Fate = { readonly fault: Exclude<keyof Faults, 'listLagMs' | 'lookFails'>; readonly lagMs: number };

export type Posted = {
  readonly providerId: string;
  readonly targetId: string;
  readonly deliveryId: string;
  text: string;
  /** When its request came in; it may show later. */
  readonly askedMs?: number;
  readonly createdMs: number;
  readonly listedMs: number;
  readonly ours: boolean;
  draft: boolean;
  removed: boolean;
};

/** A destination in memory that does what vendors do: works, loses answers, is late, refuses, shows its lists late. */
export function fakeVendor(
  name: ChannelName,
  {
    clocks,
    chance,
    faults = {},
    drafts = false,
    looks = true,
  }: {
    readonly clocks: Clocks;
    readonly chance: () => number;
    readonly faults?: Faults;
    readonly drafts?: boolean;
    readonly looks?: boolean;
  },
) {
  const { machine } = clocks;
  const posts: Posted[] = [];
  const requests: {
    readonly kind: string;
    readonly targetId: string;
    readonly parentId?: string;
    readonly atMs: number;
  }[] = [];
  const busy = new Map<string, number>();
  const overlaps: string[] = [];
  /** `script`: the fates of the next requests, whatever they are; without one chance decides. */
  const state: { faults: Faults; script: Fate[] } = { faults, script: [] };

  const enter = async (kind: string, target: Target): Promise<void> => {
    const { targetId, parentId } = target;
    requests.push({ kind, targetId, ...(parentId === undefined ? {} : { parentId }), atMs: machine.now() });
    const key = parentId ?? targetId;
    if ((busy.get(key) ?? 0) > 0) overlaps.push(key);
    busy.set(key, (busy.get(key) ?? 0) + 1);
    await machine.sleep(20 + chance() * 80);
    busy.set(key, (busy.get(key) ?? 0) - 1);
  };
  const commit = (target: Target, post: Post, draft: boolean, lagMs?: number, delayMs = 0): string => {
    const providerId = `p${posts.length + 1}`;
    const askedMs = machine.now();
    const createdMs = askedMs + delayMs;
    const listedMs = createdMs + (lagMs ?? chance() * (state.faults.listLagMs ?? 0));
    const { deliveryId, text } = post;
    const { targetId } = target;
    const made = { providerId, targetId, deliveryId, text, askedMs, createdMs, listedMs };
    posts.push({ ...made, ours: true, draft, removed: false });
    return providerId;
  };
  const fate = (): { readonly fault: Fate['fault'] | 'fine'; readonly lagMs?: number } =>
    state.script.shift() ?? { fault: drawn() };
  const drawn = (): Fate['fault'] | 'fine' => {
    let left = chance();
    for (const key of [
      'doneThenDoubt',
      'doneThenHang',
      'lostThenDoubt',
      'lateCommit',
      'refused',
      'throttled',
      'refusedForGood',
    ] as const) {
      left -= state.faults[key] ?? 0;
      if (left < 0) return key;
    }
    return 'fine';
  };
  const doubt: PostOutcome = { kind: 'doubt', reason: 'the answer was lost' };
  const write = async (target: Target, post: Post, draft: boolean, signal: AbortSignal): Promise<PostOutcome> => {
    await enter(draft ? 'draft' : 'post', target);
    const { fault, lagMs } = fate();
    switch (fault) {
      case 'doneThenDoubt':
        commit(target, post, draft, lagMs);
        return doubt;
      case 'doneThenHang':
        commit(target, post, draft, lagMs);
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(doubt), { once: true }));
      case 'lostThenDoubt':
        return doubt;
      case 'lateCommit':
        commit(target, post, draft, lagMs, 70_000 + chance() * 60_000);
        return doubt;
      case 'refused':
        return { kind: 'refused', permanent: false, reason: 'busy' };
      case 'throttled':
        return {
          kind: 'refused',
          permanent: false,
          reason: 'too many requests',
          throttled: 'provider',
          retryAfterMs: 2_000,
        };
      case 'refusedForGood':
        return { kind: 'refused', permanent: true, reason: 'the course is archived' };
      default:
        return { kind: 'sent', providerId: commit(target, post, draft, lagMs), postedAs: 'teacher' };
    }
  };
  const edit = async (target: Target, providerId: string, text: string, signal: AbortSignal): Promise<EditOutcome> => {
    await enter('edit', target);
    const post = posts.find((one) => one.providerId === providerId);
    if (post === undefined || post.removed) return { kind: 'removed' };
    const { fault, lagMs = 0 } = fate();
    switch (fault) {
      case 'doneThenDoubt':
        post.text = text;
        return doubt;
      case 'doneThenHang':
        post.text = text;
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve(doubt), { once: true }));
      case 'lostThenDoubt':
        return doubt;
      case 'lateCommit':
        // It takes effect long after whoever asked has gone on.
        void machine.sleep(lagMs + 70_000 + chance() * 60_000).then(() => (post.text = text));
        return doubt;
      case 'refused':
        return { kind: 'refused', permanent: false, reason: 'busy' };
      case 'throttled':
        return { kind: 'refused', permanent: false, reason: 'too many requests', throttled: 'provider' };
      case 'refusedForGood':
        return { kind: 'refused', permanent: true, reason: 'another project made it' };
      default:
        post.text = text;
        return { kind: 'edited' };
    }
  };
  const read = async (target: Target, providerId: string, known: readonly string[]): Promise<ReadOutcome> => {
    await enter('read', target);
    if (chance() < (state.faults.lookFails ?? 0)) return { kind: 'refused', permanent: false, reason: 'no answer' };
    const post = posts.find((one) => one.providerId === providerId);
    if (post === undefined || post.removed) return { kind: 'removed' };
    const shows = known.indexOf(post.text);
    return shows < 0 ? { kind: 'read' } : { kind: 'read', shows };
  };
  const visible = (post: Posted): boolean => !post.removed && post.createdMs <= machine.now();

  const channel: DeliveryChannel = {
    name,
    post: (target, post, signal) => write(target, post, false, signal),
    ...(looks
      ? {
          async look(target, { deliveryId, drafts: withDrafts }) {
            await enter('look', target);
            if (state.script.shift() !== undefined || chance() < (state.faults.lookFails ?? 0))
              return { kind: 'unable', reason: 'the list was cut short' };
            const found: Found[] = posts
              .filter((post) => post.targetId === target.targetId && post.deliveryId === deliveryId && visible(post))
              .filter((post) => post.listedMs <= machine.now() && (withDrafts || !post.draft))
              .map(({ providerId, createdMs, ours, draft }) => ({ providerId, createdMs, provablyOurs: ours, draft }));
            return { kind: 'looked', found };
          },
          othersMayEdit: name === 'google-classroom',
          edit: (target, providerId, { text }, signal) => edit(target, providerId, text, signal),
          read,
          async remove(target, providerId) {
            await enter('remove', target);
            if (state.script.shift() !== undefined) return doubt;
            const post = posts.find((one) => one.providerId === providerId);
            if (post !== undefined) post.removed = true;
            return { kind: 'sent', providerId, postedAs: 'teacher' };
          },
        }
      : {}),
    ...(drafts
      ? {
          draft: (target, post, signal) => write(target, post, true, signal),
          async publish(target, providerId) {
            await enter('publish', target);
            const post = posts.find((one) => one.providerId === providerId);
            if (post === undefined || post.removed) return { kind: 'refused', permanent: true, reason: 'gone' };
            const scripted = state.script.shift()?.fault;
            if (scripted === 'lostThenDoubt' || chance() < (state.faults.lostThenDoubt ?? 0)) return doubt;
            post.draft = false;
            const isLost = scripted !== undefined || chance() < (state.faults.doneThenDoubt ?? 0);
            return isLost ? doubt : { kind: 'sent', providerId, postedAs: 'teacher' };
          },
        }
      : {}),
  };
  return {
    channel,
    posts,
    requests,
    overlaps,
    state,
    /** Posts that a class sees of one delivery. */
    shown: (deliveryId: string): Posted[] =>
      posts.filter((post) => post.deliveryId === deliveryId && visible(post) && !post.draft),
  };
}

export type FakeVendor = ReturnType<typeof fakeVendor>;
