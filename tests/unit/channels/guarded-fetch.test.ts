import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  AnswerTooLarge,
  ForeignAddress,
  guardedFetch,
  InsecureAddress,
  isLoopback,
} from '../../../functions/platform/guarded-fetch.ts';

async function server(status: number, body: string | null = null) {
  const running = createServer((_request, response) =>
    response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end(body),
  );
  await new Promise<void>((resolve) => running.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => (running.close(() => resolve()), running.closeAllConnections())));
  return `http://127.0.0.1:${(running.address() as AddressInfo).port}`;
}

describe('a guarded fetch', () => {
  it.each([
    'https://graph.microsoft.com.evil.example/',
    'https://graph.microsoft.com:444/',
    'http://graph.microsoft.com/',
    'https://evil.example/',
  ])('given %s, when it is asked, then no request is made', async (address) => {
    const guarded = guardedFetch('https://graph.microsoft.com');
    await expect(guarded(address)).rejects.toThrow(ForeignAddress);
    await expect(guarded(new Request(address))).rejects.toThrow(ForeignAddress);
  });

  it.each([
    'http://graph.microsoft.com',
    'http://127.0.0.1.evil.example',
    'http://localhost@evil.example',
    'http://0.0.0.0:80',
  ])('given %s as its base, when it is made, then that is refused', (base) => {
    expect(isLoopback(base)).toBe(false);
    expect(() => guardedFetch(base)).toThrow(InsecureAddress);
  });

  it('given a redirect, when it is asked, then the redirect is the answer', async () => {
    const url = await server(302);
    expect((await guardedFetch(url)(url)).status).toBe(302);
  });

  it.each([204, 304])('given %i, when it is asked, then it is an answer without a body', async (status) => {
    const url = await server(status);
    const answer = await guardedFetch(url)(url);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toBe('');
  });

  it('given an answer of the longest length and one byte more, when they are read, then the second is refused', async () => {
    const url = await server(200, 'x'.repeat(1000));
    expect(await (await guardedFetch(url, 1000)(url)).text()).toHaveLength(1000);
    await expect(guardedFetch(url, 999)(url)).rejects.toThrow(AnswerTooLarge);
  });
});
