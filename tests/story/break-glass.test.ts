import { readFileSync } from 'node:fs';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newHalf } from '../../functions/core/printed-half.ts';
import { randomIds } from '../../functions/core/ids.ts';
import { handler } from '../../functions/api/break-glass.lambda.ts';
import { sandboxFile } from '../../sandbox/sandbox-file.ts';
import { madeUpCredentials } from '../../sandbox/settings.ts';
import { glassSet } from '../support/break-glass.ts';
import { ownDistrict } from '../support/own-district.ts';
import { type SmallSandbox, startSmallSandbox } from '../support/sandbox.ts';

const Paper = z.object({
  breakGlass: z.object({
    url: z.string(),
    page: z.string(),
    set: z.string(),
    halves: z.tuple([z.string(), z.string()]),
  }),
});
const Said = z.object({
  Subject: z.string(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.unknown()),
});
const Declared = z.looseObject({ declarationId: z.string(), status: z.string() });
const Entries = z.object({ items: z.array(z.looseObject({ atMs: z.int(), releasesAtMs: z.int() })) });

/** The morning on which nobody can sign in: two people, two papers, and nothing but what stands on them. */
describe('break-glass', () => {
  let small: SmallSandbox;
  let paper: z.infer<typeof Paper>['breakGlass'];
  let board: () => Promise<z.infer<typeof Said>[]>;
  let aws: { sns: SNSClient; sqs: SQSClient };

  beforeAll(async () => {
    const policy = { approvals: 1, holdSeconds: 0 };
    small = await startSmallSandbox({ district: ownDistrict({ breakGlass: glassSet, policy }) });
    paper = Paper.parse(sandboxFile(small.sandbox)).breakGlass;
    const { endpoints, topics, region } = small.sandbox.platform.settings;
    const client = { region, credentials: madeUpCredentials };
    aws = {
      sns: new SNSClient({ ...client, ...(endpoints.sns !== undefined && { endpoint: endpoints.sns }) }),
      sqs: new SQSClient({ ...client, ...(endpoints.sqs !== undefined && { endpoint: endpoints.sqs }) }),
    };
    const { QueueUrl } = await aws.sqs.send(new CreateQueueCommand({ QueueName: 'board' }));
    // As `infra/pipeline-stack.ts` subscribes the board contact.
    const FilterPolicy = JSON.stringify({ type: ['break-glass'] });
    const Endpoint = `arn:aws:sqs:${region}:000000000000:board`;
    const TopicArn = topics['administrators'];
    await aws.sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes: { FilterPolicy } }));
    board = async () => {
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 });
      const { Messages = [] } = await aws.sqs.send(receive);
      return Messages.map(({ Body }) => Said.parse(JSON.parse(Body ?? '')));
    };
  });
  afterAll(async () => {
    aws.sns.destroy();
    aws.sqs.destroy();
    await small.close();
  });

  const ask = async (changes: Record<string, unknown> = {}, query = '') => {
    const { set, halves } = paper;
    const closed = { act: 'declare', dates: ['2023-02-22'], dayType: 'closed', cause: 'it' };
    const response = await fetch(`${paper.url}${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ set, halves, ...closed, ...changes }),
    });
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.text() };
  };
  const declarations = async () =>
    z
      .object({ items: z.array(z.looseObject({})) })
      .parse((await small.client.call('viewer', 'GET', '/v1/declarations')).body).items;
  const check = async (): Promise<unknown> => {
    const invocation = { awsRequestId: 'check', getRemainingTimeInMillis: () => 10_000 };
    return JSON.parse((await handler.on(small.sandbox.platform)({ check: true }, invocation)).body);
  };

  test('given a telephone, then the page offers the dates within reach and loads nothing else', async () => {
    const response = await fetch(paper.page);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors 'none'$/);
    const dates = [...(await response.text()).matchAll(/name="dates" value="([\d-]+)"/g)].map(([, date]) => date);
    expect(dates).toEqual(['2023-02-21', '2023-02-22', '2023-02-23']);
  });

  test('given bodies that are wrong in themselves, then each is told what, and none is a try', async () => {
    const [first] = paper.halves;
    const answers = await Promise.all([
      ask({ message: { en: 'Stay at home, friends.' } }),
      ask({ halves: [first, first] }),
      ask({ halves: [first, 'not-a-half'] }),
      ask({ dates: ['2023-02-22', '2023-02-23', '2023-02-24', '2023-02-25'] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 422]);
    const words = [
      'own words least of all',
      'both are the same half',
      'this is no printed half',
      'three dates at most',
    ];
    words.forEach((text, i) => expect(answers[i]?.body).toContain(text));
    expect(answers.map(({ body }) => body).join()).not.toContain(first);
  });

  test('given a wrong half, a preview and the act, then it is declared in two names, held, and the board hears of it', async () => {
    expect(await check()).toEqual({ ready: true, set: glassSet.set });
    const wrong = await ask({ halves: [paper.halves[0], newHalf(randomIds)] });
    expect([wrong.status, wrong.body]).toEqual([403, expect.stringContaining('/problems/break-glass-refused')]);
    const seen = await ask({}, '?preview=1');
    expect([seen.status, await declarations()]).toEqual([200, []]);
    const { digest, firstLine, needsApproval } = z
      .object({ digest: z.string(), firstLine: z.string(), needsApproval: z.boolean() })
      .parse(JSON.parse(seen.body));
    expect([firstLine, needsApproval]).toEqual([expect.stringMatching(/^CLOSED Wed Feb 22/), false]);

    const done = await ask({ seen: digest });
    expect(done.status).toBe(200);
    const { declarationId, status } = Declared.parse(JSON.parse(done.body));
    expect(status).toBe('held');
    const { body } = await small.client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`);
    const [entry] = Entries.parse(body).items;
    expect((entry?.releasesAtMs ?? 0) - (entry?.atMs ?? 0)).toBe(90_000);
    expect(await board()).toMatchObject([
      {
        Subject: 'BREAK-GLASS: Harbor Schools: Declared',
        Message: expect.stringMatching(/Ruth Olson and Sam Vang declared/),
      },
    ]);

    // Its answer may have been lost on the way to a telephone.
    const again = await ask({ seen: digest });
    expect(Declared.parse(JSON.parse(again.body)).declarationId).toBe(
      Declared.parse(JSON.parse(done.body)).declarationId,
    );
    expect(await declarations()).toMatchObject([
      { by: { name: `break-glass ${glassSet.set}, named Ruth Olson and Sam Vang` } },
    ]);
    expect(await check()).toEqual({ ready: false, set: glassSet.set, why: 'spent' });
  });

  test('given a fifth and a sixth try, then the set does nothing else, and the hour is over', async () => {
    const other = await ask({ dayType: 'e-learning', cause: 'weather' });
    expect([other.status, other.body]).toEqual([409, expect.stringContaining('/problems/break-glass-spent')]);
    const sixth = await ask();
    expect([sixth.status, sixth.body]).toEqual([429, expect.stringContaining('/problems/too-many-tries')]);
    expect(Number(sixth.retryAfter)).toBeGreaterThan(3_000);
  });

  test('given an administrator who can sign in after all, then it is stopped before anything is posted', async () => {
    const [declared] = z.array(z.object({ declarationId: z.string() })).parse(await declarations());
    const path = `/v1/declarations/${declared?.declarationId}/stop`;
    expect(await small.client.call('administrator', 'POST', path, {}, 'stop')).toMatchObject({
      status: 200,
      body: { status: 'withdrawn' },
    });
  });

  test('is reported, each refusal too, and no half stands in the log or in a table', () => {
    const log = readFileSync(small.folder.file('log.ndjson'), 'utf8');
    const alarms = [...log.matchAll(/"alarm":"(break-glass-[a-z-]+)"[^\n]*"kind":"([a-z-]+)"/g)].map(
      ([, name, kind]) => `${name} ${kind}`,
    );
    expect(alarms).toEqual([
      'break-glass-refused wrong',
      'break-glass-used preview',
      'break-glass-used declare',
      'break-glass-used declare',
      'break-glass-not-ready spent',
      'break-glass-refused spent',
      'break-glass-refused too-many-tries',
    ]);
    for (const half of paper.halves) expect(log).not.toContain(half);
  });
});
