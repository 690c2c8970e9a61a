import { describe, expect, it } from 'vitest';
import { authenticator } from '../../../functions/api/auth.ts';
import { Unavailable } from '../../../functions/api/errors.ts';
import { keySource } from '../../../functions/api/signing-keys.ts';
import {
  consoleClient,
  issuer,
  keySet,
  nowSeconds,
  ownKey,
  person,
  rsaKey,
  signed,
  type TestKey,
} from '../../support/tokens.ts';

const minute = 60_000;
const newKey = rsaKey('new');

/** An issuer whose keys can change and which can be down, and a clock that is moved by hand. */
function scene(keys: readonly TestKey[] = [ownKey]) {
  const at = { ms: nowSeconds * 1000, published: keys, isDown: false, reads: 0 };
  const clock = { now: () => at.ms, sleep: async () => undefined };
  const fetchKeys = async (): Promise<unknown> => {
    at.reads += 1;
    if (at.isDown) throw new Error('connect ECONNREFUSED');
    return keySet(...at.published);
  };
  const source = keySource({ fetchKeys, clock });
  const authenticate = authenticator({ issuer, audience: '', clientIds: [consoleClient] }, source, clock);
  const enter = async (key: TestKey = ownKey) =>
    authenticate(`Bearer ${await signed({ ...person(['viewer']), exp: at.ms / 1000 + 600 }, key)}`);
  return { at, source, enter };
}

describe('the keys of the issuer', () => {
  it('are read once for many tokens, also when they come at the same moment', async () => {
    const { at, enter } = scene();
    await Promise.all([enter(), enter(), enter()]);
    await enter();
    expect(at.reads).toBe(1);
  });

  it('are read again after ten minutes', async () => {
    const { at, enter } = scene();
    await enter();
    at.ms += 11 * minute;
    await enter();
    expect(at.reads).toBe(2);
  });

  it('are read again at once for a key that is new', async () => {
    const { at, enter } = scene();
    await enter();
    at.ms += minute;
    at.published = [newKey];
    expect(await enter(newKey)).toMatchObject({ kind: 'person' });
  });

  it('are not read for every made-up key', async () => {
    const { at, enter } = scene();
    await enter();
    for (let i = 0; i < 20; i += 1) await expect(enter(newKey)).rejects.toThrow('not a valid token');
    expect(at.reads).toBeLessThanOrEqual(2);
  });

  it('serve for a day when the issuer is down, and no longer', async () => {
    const { at, enter } = scene();
    await enter();
    at.isDown = true;
    at.ms += 24 * 60 * minute - 1;
    expect(await enter()).toMatchObject({ kind: 'person' });
    at.ms += minute;
    await expect(enter()).rejects.toThrow(Unavailable);
  });

  it('are unavailable, and no refusal, while they were never read', async () => {
    const { at, enter } = scene();
    at.isDown = true;
    await expect(enter()).rejects.toThrow(Unavailable);
    at.isDown = false;
    expect(await enter()).toMatchObject({ kind: 'person' });
  });

  it('are kept when the issuer answers with something else', async () => {
    const { at, source } = scene();
    const good = await source.keys();
    const bad = keySource({
      fetchKeys: async () => '<html>',
      clock: { now: () => at.ms, sleep: async () => undefined },
    });
    await expect(bad.keys()).rejects.toThrow(Unavailable);
    expect(good.keys).toHaveLength(1);
  });
});
