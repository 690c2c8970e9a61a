import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { buildApp } from 'fauxqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { snsChannel } from '../../functions/channels/sns/channel.ts';
import { snsProbe } from '../../functions/channels/sns/probe.ts';
import { closedPort } from './channel-worlds.ts';
import { deliveryChannelContract, notice, unhurried, type World } from './delivery-channel.ts';

const client = { region: 'us-east-2', credentials: { accessKeyId: 'TEST', secretAccessKey: 'TEST' } };
const target = { targetId: 'public/es', name: 'public', postAs: [] };
const topicArns = { public: 'arn:aws:sns:us-east-2:000000000000:lakes-public' };
const at = (endpoint: string, arns: Record<string, string> = topicArns) =>
  snsChannel({ client: { ...client, endpoint }, topicArns: arns, httpTimeoutMs: 5000 });

async function snsWorld(): Promise<World & { received(): Promise<Record<string, unknown>[]> }> {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
  const sns = new SNSClient({ ...client, endpoint });
  const sqs = new SQSClient({ ...client, endpoint });
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'lakes-public' }));
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'reader' }));
  const Endpoint = 'arn:aws:sqs:us-east-2:000000000000:reader';
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
  const received = async (): Promise<Record<string, unknown>[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    return Messages.map(({ Body }) => JSON.parse(Body ?? '{}'));
  };
  return {
    channel: at(endpoint, { public: TopicArn }),
    target,
    received,
    visible: async () => (await received()).map(({ Message }) => String(Message)),
    unreachable: async () => at(await closedPort()),
    close: async () => {
      sns.destroy();
      sqs.destroy();
      await app.close();
    },
  };
}

deliveryChannelContract('SNS', snsWorld, { html: false });

/** An SNS that gives one answer to everything, and counts. */
async function answering(status: number, body: string) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => response.writeHead(status, { 'content-type': 'text/xml' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  server.on('close', () => server.closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked };
}
const refusal = (code: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>to somebody@lakes.example</Message></Error></ErrorResponse>`;

describe('SNS as a channel', () => {
  it('given a notice, when it is published, then its attributes go with it and empty ones do not', async () => {
    const world = await snsWorld();
    onTestFinished(() => world.close());
    const post = {
      ...notice(false),
      subject: 'E-LEARNING\nWed Feb 22',
      attributes: { type: 'notice', language: 'es', audience: '' },
    };
    expect(await world.channel.post(target, post, unhurried())).toMatchObject({ kind: 'sent', postedAs: 'sns' });
    const [message] = await world.received();
    expect(message).toMatchObject({
      Subject: 'E-LEARNING Wed Feb 22',
      MessageAttributes: { type: { Type: 'String', Value: 'notice' }, language: { Type: 'String', Value: 'es' } },
    });
    expect(Object.keys(Object(message?.['MessageAttributes']))).toEqual(['type', 'language']);
  });

  it.each([
    [400, 'InvalidParameter', { kind: 'refused', permanent: true }],
    [403, 'AuthorizationError', { kind: 'refused', permanent: true }],
    [404, 'NotFound', { kind: 'refused', permanent: true }],
    [400, 'Throttling', { kind: 'refused', permanent: false, throttled: 'provider' }],
    [429, 'ThrottledException', { kind: 'refused', permanent: false, throttled: 'provider' }],
    [403, 'ExpiredToken', { kind: 'refused', permanent: false }],
    [500, 'InternalError', { kind: 'doubt' }],
    [503, 'ServiceUnavailable', { kind: 'doubt' }],
  ])('given %i %s, when it is published, then once is tried and nobody is named', async (status, code, outcome) => {
    const vendor = await answering(status, refusal(code));
    const told = await at(vendor.url).post(target, notice(false), unhurried());
    expect(told).toMatchObject(outcome);
    expect(vendor.asked()).toBe(1);
    expect(JSON.stringify(told)).not.toContain('lakes.example');
  });

  it('given an answer that cannot be read, when it is published, then that is doubt', async () => {
    const vendor = await answering(200, '<html>');
    expect(await at(vendor.url).post(target, notice(false), unhurried())).toMatchObject({ kind: 'doubt' });
    expect(vendor.asked()).toBe(1);
  });

  it('given a topic that is not deployed, when it is published, then that is permanent', async () => {
    const told = await at('http://127.0.0.1:9').post({ ...target, targetId: 'staff/en' }, notice(false), unhurried());
    expect(told).toMatchObject({ kind: 'refused', permanent: true, reason: expect.stringContaining('staff/en') });
  });
});

describe('SNS looks at its own right to publish', () => {
  it('given topics that are there, not there, and not in the settings, then each is told by a look that publishes nothing', async () => {
    const app = buildApp({ logger: false });
    const endpoint = await app.listen({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => app.close());
    const sns = new SNSClient({ ...client, endpoint });
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'lakes-public' }));
    sns.destroy();
    const gone = TopicArn.replace('lakes-public', 'lakes-staff');
    const deps = { client: { ...client, endpoint }, topicArns: { public: TopicArn, staff: gone }, httpTimeoutMs: 5000 };
    const { accounts, account } = snsProbe(deps, ['public', 'staff', 'administrators']);
    expect(accounts).toEqual(['public', 'staff', 'administrators']);
    expect(await account('public')).toEqual({ kind: 'able' });
    expect(await account('staff')).toEqual({ kind: 'unable', code: 'topic-missing' });
    expect(await account('administrators')).toEqual({ kind: 'unable', code: 'topic-missing' });
  });

  it('given SNS cannot be asked, then that says nothing about the topic', async () => {
    const deps = { client: { ...client, endpoint: await closedPort() }, topicArns, httpTimeoutMs: 1000 };
    expect(await snsProbe(deps, ['public']).account('public')).toMatchObject({ kind: 'untold' });
  });
});
