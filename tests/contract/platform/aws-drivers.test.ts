import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { kmsSigner } from '../../../functions/platform/kms-signer.ts';
import { s3Pages } from '../../../functions/platform/s3-pages.ts';
import { secretsManager } from '../../../functions/platform/secrets-manager.ts';
import { close, listen } from '../../../sandbox/listen.ts';

/*
 * The drivers that only AWS uses, through the real SDK against a server that answers in AWS's shapes. What it proves is that requests and
 * answers are put together and taken apart rightly; that AWS agrees is from documentation.
 */
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const key = createPrivateKey(privatePem);
const secrets = new Map([['bellwether/lakes/delivery-secret', 'first']]);
const asked: { target: string; path: string; body: string }[] = [];

const server = createServer((request, response) => {
  const parts: Uint8Array[] = [];
  request.on('data', (part: Uint8Array) => parts.push(part));
  request.on('end', () => serve(request, response, Buffer.concat(parts).toString()));
});

function serve(request: IncomingMessage, response: ServerResponse, body: string): void {
  const target = String(request.headers['x-amz-target'] ?? request.method);
  asked.push({ target, path: request.url ?? '', body });
  const answer = answerTo(target, body);
  response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer.body));
}

function answerTo(target: string, body: string): { status: number; body: object } {
  if (target === 'PUT') return { status: 200, body: {} };
  const input: { SecretId?: string; SecretString?: string; Message?: string; Signature?: string } = JSON.parse(body);
  const message = Buffer.from(input.Message ?? '', 'base64');
  switch (target) {
    case 'secretsmanager.GetSecretValue':
      return { status: 200, body: { SecretString: secrets.get(input.SecretId ?? '') } };
    case 'secretsmanager.PutSecretValue':
      secrets.set(input.SecretId ?? '', input.SecretString ?? '');
      return { status: 200, body: {} };
    case 'TrentService.Sign':
      return { status: 200, body: { Signature: sign('sha256', message, key).toString('base64') } };
    case 'TrentService.Verify':
      return verify('sha256', message, createPublicKey(key), Buffer.from(input.Signature ?? '', 'base64'))
        ? { status: 200, body: { SignatureValid: true } }
        : { status: 400, body: { __type: 'KMSInvalidSignatureException', message: '' } };
    default:
      return { status: 400, body: { __type: 'UnknownOperationException' } };
  }
}

let url = '';
beforeAll(async () => {
  url = await listen(server, 0);
});
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  vi.stubEnv('AWS_REGION', 'us-east-2');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'TEST');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'TEST');
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked.splice(0);
});
afterAll(() => close(server));

describe('secrets of Secrets Manager', () => {
  it('given a secret, when it is read twice within five minutes, then it is asked for once, unless a fresh read is wanted', async () => {
    let nowMs = 1_000;
    const store = secretsManager('bellwether/lakes/', () => nowMs);
    expect(await store.get('delivery-secret')).toBe('first');
    expect(await store.get('delivery-secret')).toBe('first');
    expect(asked).toHaveLength(1);
    secrets.set('bellwether/lakes/delivery-secret', 'second');
    expect(await store.get('delivery-secret', { fresh: true })).toBe('second');
    nowMs += 300_001;
    expect(await store.get('delivery-secret')).toBe('second');
    expect(asked).toHaveLength(3);
  });

  it('given a value is put, then it is kept before it is used', async () => {
    const store = secretsManager('bellwether/lakes/', () => 0);
    await store.put('teams-service-user/notices-1', '{"refreshToken":"r2"}');
    expect(secrets.get('bellwether/lakes/teams-service-user/notices-1')).toBe('{"refreshToken":"r2"}');
    expect(await store.get('teams-service-user/notices-1')).toBe('{"refreshToken":"r2"}');
  });

  it('given a secret without a text, then it says what to do', async () => {
    await expect(secretsManager('other/', () => 0).get('delivery-secret')).rejects.toThrow('has no text; put one');
  });
});

describe('signatures of KMS', () => {
  const hash = 'ab'.repeat(32);

  it('given a hash, when it is signed, then it verifies, and no other hash, key or signature does', async () => {
    const signer = kmsSigner('key-1');
    const signature = await signer.sign(hash);
    expect(signature.keyId).toBe('key-1');
    expect(await signer.verify(hash, signature)).toBe(true);
    expect(await signer.verify('cd'.repeat(32), signature)).toBe(false);
    expect(await signer.verify(hash, { ...signature, keyId: 'key-2' })).toBe(false);
  });

  it('given KMS does not answer as it should, then that is a fault and no verdict', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:9');
    await expect(kmsSigner('key-1').verify(hash, { keyId: 'key-1', value: 'AAAA' })).rejects.toThrow();
  });
});

describe('pages in S3', () => {
  it.each(['n', 'drill'] as const)(
    'given a notice page, when it is put, then it stands under %s/ as HTML',
    async (under) => {
      await s3Pages('pages').put('abcdefghjk', '<h1>E-LEARNING</h1>', under);
      expect(asked[0]).toMatchObject({ target: 'PUT', body: expect.stringContaining('<h1>E-LEARNING</h1>') });
      expect(asked[0]?.path).toContain(`/${under}/abcdefghjk`);
    },
  );
});
