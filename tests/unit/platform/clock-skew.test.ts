import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { clockSkewOf, documentClient } from '../../../functions/platform/services/clients.ts';
import type { Settings } from '../../../functions/platform/settings.ts';
import { listen } from '../../../sandbox/listen.ts';

const minute = 60_000;

describe("the table's clock", () => {
  const table = { aheadMs: 0 };
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() + table.aheadMs).toUTCString());
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
  });
  let url = '';
  beforeAll(async () => {
    url = await listen(server, 0);
  });
  afterAll(() => server.close());

  it.each([0, 6, -7])('given it is %i minutes ahead, then that is known with the first answer', async (ahead) => {
    table.aheadMs = ahead * minute;
    const settings = { region: 'us-east-2', endpoints: { dynamodb: url } };
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'made-up');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'made-up');
    const documents = documentClient({ settings: settings as Settings });
    const skewMs = clockSkewOf(documents);
    expect(skewMs()).toBe(0);
    await documents.send(new GetCommand({ TableName: 'any', Key: { pk: 'a', sk: 'b' } }));
    // A header tells whole seconds.
    expect(Math.abs(skewMs() - ahead * minute)).toBeLessThan(20_000);
    documents.destroy();
  });
});
