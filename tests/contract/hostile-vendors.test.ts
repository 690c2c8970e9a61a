import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { teamsChannel } from '../../functions/channels/teams/channel.ts';
import { graph } from '../../functions/channels/teams/graph.ts';
import { serviceUserSecret } from '../../functions/names.ts';
import type { TokenKeeper } from '../../functions/channels/teams/token-keeper.ts';
import {
  channelTarget,
  classroomOf,
  classroomWorld,
  course,
  keeperOf,
  memoryTokens,
  NOTICES,
} from './channel-worlds.ts';
import { lookFor, notice, unhurried } from './delivery-channel.ts';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Somebody who waits for requests that should never come, and answers them well. */
async function collector() {
  const got: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    got.push(request.headers.authorization);
    response
      .setHeader('content-type', 'application/json')
      .end('{"id":"1","value":[],"access_token":"x","expires_in":3600,"token_type":"Bearer"}');
  });
  return { url, got };
}

const statuses = [301, 302, 303, 307, 308] as const;
const redirectTo = (url: string, status: number) =>
  serve((_request, response) => response.writeHead(status, { location: `${url}/v1.0/x` }).end());

const fixedToken: TokenKeeper = {
  tokenFor: async () => ({ kind: 'token', token: 'bearer-canary' }),
  distrust: () => undefined,
  renewed: async () => ({ kind: 'token', token: 'bearer-canary' }),
  userIdsOf: () => new Set([NOTICES]),
};
const teamsAt = (url: string) =>
  teamsChannel({ graph: graph({ url, httpTimeoutMs: 5000, now: () => Date.now() }), tokens: fixedToken });

describe('a vendor that sends us elsewhere (S-18)', () => {
  it.each(statuses)(
    'given Graph that redirects by %i, when it is asked, then no request leaves for there',
    async (status) => {
      const { url, got } = await collector();
      const channel = teamsAt(await redirectTo(url, status));
      expect(await channel.post(channelTarget, notice(true), unhurried())).toMatchObject({ kind: 'doubt' });
      expect(await channel.look?.(channelTarget, lookFor(), unhurried())).toMatchObject({ kind: 'unable' });
      expect(got).toEqual([]);
    },
  );

  it.each(statuses)(
    'given Classroom that redirects by %i, when it is asked, then no request leaves for there',
    async (status) => {
      const { url, got } = await collector();
      const world = await classroomWorld();
      onTestFinished(() => world.close());
      const { channel } = classroomOf(world.simulator.tokenUrl, await redirectTo(url, status));
      expect(await channel.post(course, notice(false), unhurried())).toMatchObject({ kind: 'doubt' });
      expect(await channel.look?.(course, lookFor(), unhurried())).toMatchObject({ kind: 'unable' });
      expect(got).toEqual([]);
    },
  );

  it.each(statuses)(
    'given token endpoints that redirect by %i, when they are asked, then nothing is posted',
    async (status) => {
      const { url, got } = await collector();
      const endpoint = await redirectTo(url, status);
      const { channel } = classroomOf(`${endpoint}/token`, url);
      expect(await channel.post(course, notice(false), unhurried())).toMatchObject({
        kind: 'refused',
        permanent: false,
      });
      const shared = memoryTokens({ [serviceUserSecret(NOTICES)]: JSON.stringify({ refreshToken: 'refresh-canary' }) });
      const token = await keeperOf(endpoint, url, shared).tokenFor(NOTICES);
      expect(token).toMatchObject({ kind: 'refused', permanent: false });
      expect(JSON.stringify(token)).not.toContain('canary');
      expect(got).toEqual([]);
    },
  );

  it('given a next page elsewhere, when it looks, then it does not go there and that is no look', async () => {
    const { url, got } = await collector();
    const links = [
      `${url}/v1.0/teams/t/channels/c/messages?$skiptoken=1`,
      'https://graph.microsoft.com.evil.example/v1.0/teams',
      'https://user@collector.example/v1.0/teams',
      '//collector.example/v1.0/teams',
      'not an address',
    ];
    for (const link of links) {
      const page = JSON.stringify({ value: [], '@odata.nextLink': link });
      const channel = teamsAt(
        await serve((_request, response) => response.setHeader('content-type', 'application/json').end(page)),
      );
      const looked = await channel.look?.(channelTarget, lookFor(), unhurried());
      expect(looked, link).toMatchObject({ kind: 'unable', reason: expect.stringContaining('not followed') });
    }
    expect(got).toEqual([]);
  });

  it('given an endless list, when it looks, then it ends and that is no look', async () => {
    let asked = 0;
    const page = (host: string) =>
      JSON.stringify({ value: [], '@odata.nextLink': `http://${host}/v1.0/more?$skiptoken=${asked}` });
    const url = await serve((request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end(page(request.headers.host ?? ''));
    });
    expect(await teamsAt(url).look?.(channelTarget, lookFor(), unhurried())).toMatchObject({ kind: 'unable' });
    expect(asked).toBeLessThan(100);
  });
});

describe('a vendor that answers nonsense', () => {
  it.each([
    ['nothing', ''],
    ['HTML', '<html>It works!</html>'],
    ['half of JSON', '{"id":'],
    ['JSON without an id', '{"ok":true}'],
    ['a list', '[]'],
    ['null', 'null'],
  ])(
    'given 200 with %s, when a notice is posted or looked for, then that is doubt and no look',
    async (_name, body) => {
      const url = await serve((_request, response) => response.setHeader('content-type', 'application/json').end(body));
      const channel = teamsAt(url);
      expect(await channel.post(channelTarget, notice(true), unhurried())).toMatchObject({ kind: 'doubt' });
      expect(await channel.look?.(channelTarget, lookFor(), unhurried())).toMatchObject({ kind: 'unable' });
      const world = await classroomWorld();
      onTestFinished(() => world.close());
      const classroom = classroomOf(world.simulator.tokenUrl, url).channel;
      expect(await classroom.post(course, notice(false), unhurried())).toMatchObject({ kind: 'doubt' });
    },
  );

  it('given an answer without end, when it is read, then it is cut off and that is doubt', async () => {
    const url = await serve((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => void (response.destroyed || response.write(chunk, () => setImmediate(more)));
      more();
    });
    expect(await teamsAt(url).post(channelTarget, notice(true), unhurried())).toMatchObject({ kind: 'doubt' });
  });
});
