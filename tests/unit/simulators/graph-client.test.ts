import { Client, HTTPMessageHandler, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { describe, expect, it } from 'vitest';
import { CHANNEL, graphFor, userToken } from './support.ts';

/** The client's own authentication drops the token over plain http; so does any product that talks to a simulator need its own. */
class Bearer implements Middleware {
  private next: Middleware = new HTTPMessageHandler();
  private readonly token: string;

  constructor(token: string) {
    this.token = token;
  }

  async execute(context: Context): Promise<void> {
    context.options = {
      ...context.options,
      headers: { ...(context.options?.headers as Record<string, string>), authorization: `Bearer ${this.token}` },
    };
    await this.next.execute(context);
  }

  setNext(next: Middleware): void {
    this.next = next;
  }
}

async function client() {
  const simulator = await graphFor({ liftQuotas: true });
  const middleware = new Bearer(await userToken(simulator));
  middleware.setNext(new HTTPMessageHandler());
  const graph = Client.initWithMiddleware({
    baseUrl: `${simulator.url}/`,
    middleware,
    customHosts: new Set(['127.0.0.1']),
  });
  const path = `/teams/t1/channels/${encodeURIComponent(CHANNEL)}/messages`;
  return { simulator, graph, path };
}

describe('the real Graph client against the simulator', () => {
  it('posts, lists along nextLink, edits and removes', async () => {
    const { simulator, graph, path } = await client();
    const made = await graph.api(path).post({ body: { contentType: 'html', content: '<p>x</p>' } });
    await graph.api(path).post({ body: { content: 'second' } });
    const page = await graph.api(path).top(1).get();
    // The client knows an absolute link by its https:// alone, so over plain http it gets the path.
    const rest = await graph.api(page['@odata.nextLink'].replace(`${simulator.url}/v1.0`, '')).get();
    expect([page.value.length, rest.value[0].id]).toEqual([1, made.id]);
    const edit = { body: { contentType: 'html', content: '<p>y</p>' }, attachments: [], mentions: [], reactions: [] };
    await graph.api(`${path}/${made.id}`).patch(edit);
    await graph.api(`${path}/${made.id}/softDelete`).post({});
    expect((await graph.api(`${path}/${made.id}`).get()).deletedDateTime).toEqual(expect.any(String));
  });

  it('surfaces a throttled request with its Retry-After', async () => {
    const { simulator, graph, path } = await client();
    simulator.behave({ faults: [{ fault: { kind: 'throttled', retryAfter: 86_400 } }] });
    const refused = await graph
      .api(path)
      .get()
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ statusCode: 429, code: 'TooManyRequests' });
    expect((refused as { headers: Headers }).headers.get('retry-after')).toBe('86400');
  });

  it('throws on a success that is cut short, and the message is there', async () => {
    const { simulator, graph, path } = await client();
    simulator.behave({ faults: [{ fault: { kind: 'done-then-truncated' }, operation: 'post' }] });
    await expect(graph.api(path).post({ body: { content: 'x' } })).rejects.toMatchObject({ statusCode: 201 });
    expect(simulator.posts()).toHaveLength(1);
  });
});
