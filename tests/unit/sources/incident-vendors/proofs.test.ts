import { describe, expect, test } from 'vitest';
import { proveAlertmanager } from '../../../../functions/sources/incident-vendors/alertmanager.ts';
import { snsCertificates } from '../../../../functions/sources/incident-vendors/certificates.ts';
import { isReadableEvent, proveCloudEvent } from '../../../../functions/sources/incident-vendors/cloudevents.ts';
import { provePagerDuty } from '../../../../functions/sources/incident-vendors/pagerduty.ts';
import { HookSecrets } from '../../../../functions/sources/incident-vendors/secrets.ts';
import { proveSns } from '../../../../functions/sources/incident-vendors/sns.ts';
import { certificateAddress, envelopeOf } from '../../../../functions/sources/incident-vendors/sns-envelope.ts';
import { proveStatuspage } from '../../../../functions/sources/incident-vendors/statuspage.ts';
import {
  bytesOf,
  certificateUrl,
  confirmation,
  hookRequest,
  pagerDutyEvent,
  pagerDutySignature,
  secrets,
  snsMessage,
  snsPem,
  topicArn,
} from '../../../support/hooks.ts';

const elsewhere = 'a-secret-of-somebody-else';

describe('PagerDuty', () => {
  /** Published with PagerDuty's own client (go-pagerduty, `webhookv3_test.go`): made-up people, and a sample secret. */
  const published = {
    secret: 'lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK',
    right: 'v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd',
    wrong: 'v1=7020c8a7ec668a9b7012bc3dd82e483394b038f4230acc6785efbf2a7d8bcaf5',
    body: '{"event":{"id":"01BWDWL3NYY7LUFPZCC28QUCMK","event_type":"incident.priority_updated","resource_type":"incident","occurred_at":"2021-04-26T17:36:27.458Z","agent":{"html_url":"https://acme.pagerduty.com/users/PLH1HKV","id":"PLH1HKV","self":"https://api.pagerduty.com/users/PLH1HKV","summary":"Tenex Engineer","type":"user_reference"},"client":null,"data":{"id":"PGR0VU2","type":"incident","self":"https://api.pagerduty.com/incidents/PGR0VU2","html_url":"https://acme.pagerduty.com/incidents/PGR0VU2","number":2,"status":"triggered","title":"A little bump in the road","service":{"html_url":"https://acme.pagerduty.com/services/PF9KMXH","id":"PF9KMXH","self":"https://api.pagerduty.com/services/PF9KMXH","summary":"API Service","type":"service_reference"},"assignees":[{"html_url":"https://acme.pagerduty.com/users/PTUXL6G","id":"PTUXL6G","self":"https://api.pagerduty.com/users/PTUXL6G","summary":"User 123","type":"user_reference"}],"escalation_policy":{"html_url":"https://acme.pagerduty.com/escalation_policies/PUS0KTE","id":"PUS0KTE","self":"https://api.pagerduty.com/escalation_policies/PUS0KTE","summary":"Default","type":"escalation_policy_reference"},"teams":[{"html_url":"https://acme.pagerduty.com/teams/PFCVPS0","id":"PFCVPS0","self":"https://api.pagerduty.com/teams/PFCVPS0","summary":"Engineering","type":"team_reference"}],"priority":{"html_url":"https://acme.pagerduty.com/account/incident_priorities","id":"PSO75BM","self":"https://api.pagerduty.com/priorities/PSO75BM","summary":"P1","type":"priority_reference"},"urgency":"high","conference_bridge":{"conference_number":1000,"conference_url":"https://example.com"},"resolve_reason":null}}}',
  };
  const proves = (signature: string, changes: { body?: string } = {}): boolean =>
    provePagerDuty(hookRequest(changes.body ?? published.body, { headers: { 'x-pagerduty-signature': signature } }), {
      current: published.secret,
    });

  test('the published vector verifies, and its wrong signature does not', () => {
    expect([proves(published.right), proves(published.wrong)]).toEqual([true, false]);
  });

  test.each([
    ['one more signature before it', `${published.wrong},${published.right}`, true],
    ['one of another version before it', `v2=${'0'.repeat(64)}, ${published.right}`, true],
    ['another version of it', published.right.replace('v1', 'v2'), false],
    ['capitals', published.right.toUpperCase(), false],
    ['a part of it', published.right.slice(0, -2), false],
    ['nothing', '', false],
    ['only its name', 'v1=', false],
  ])('given %s, it is proven: %s → %s', (_what, signature, expected) => {
    expect(proves(signature)).toBe(expected);
  });

  test('given a body that differs by one space, it is refused', () => {
    expect(proves(published.right, { body: `${published.body} ` })).toBe(false);
  });

  test('given both secrets of a rotation, either proves; afterwards only the new one', () => {
    const body = bytesOf(pagerDutyEvent());
    const by = (secret: string) => hookRequest(body, { headers: pagerDutySignature(body, secret) });
    const { current, previous } = secrets;
    expect([current, previous, elsewhere].map((one) => provePagerDuty(by(one), secrets))).toEqual([true, true, false]);
    expect([current, previous].map((one) => provePagerDuty(by(one), { current }))).toEqual([true, false]);
  });
});

describe('a bearer', () => {
  const by = (authorization: string | undefined) => hookRequest({}, { headers: { authorization } });

  test.each([
    ['the current secret', `Bearer ${secrets.current}`, true],
    ['the one before it', `bearer ${secrets.previous}`, true],
    ['another', `Bearer ${elsewhere}`, false],
    ['a part of it', `Bearer ${secrets.current.slice(0, -1)}`, false],
    ['two headers joined', `Bearer ${secrets.current}, Bearer ${secrets.current}`, false],
    ['another scheme', `Basic ${secrets.current}`, false],
    ['none', undefined, false],
  ])('given %s, it is proven: %s → %s', (_what, authorization, expected) => {
    expect(proveAlertmanager(by(authorization), secrets)).toBe(expected);
    expect(proveCloudEvent(by(authorization), secrets)).toBe(expected);
  });

  test('a CloudEvent may carry it in its query instead, but not in both', () => {
    const queryToken = secrets.current;
    expect(proveCloudEvent(hookRequest({}, { queryToken }), secrets)).toBe(true);
    expect(proveCloudEvent({ ...by(`Bearer ${secrets.current}`), queryToken }, secrets)).toBe(false);
    expect(proveAlertmanager(hookRequest({}, { queryToken }), secrets)).toBe(false);
  });

  test('a secret that can be guessed is none', () => {
    expect(HookSecrets.safeParse({ current: 'hunter2' }).success).toBe(false);
  });
});

describe('Statuspage', () => {
  test('is proven by the secret in its address alone', () => {
    const by = (pathSecret?: string) => hookRequest({}, pathSecret === undefined ? {} : { pathSecret });
    const all = [secrets.current, secrets.previous, elsewhere, '', undefined].map((one) => by(one));
    expect(all.map((request) => proveStatuspage(request, secrets))).toEqual([true, true, false, false, false]);
  });
});

describe('the form of a CloudEvent', () => {
  test.each([
    [{ 'content-type': 'application/cloudevents+json; charset=utf-8' }, true],
    [{ 'content-type': 'application/json', 'ce-id': '1' }, true],
    [{ 'content-type': 'application/json' }, false],
    [{ 'content-type': 'application/cloudevents-batch+json' }, false],
    [{ 'content-type': 'text/plain', 'ce-id': '1' }, false],
    [{ 'content-type': 'application/cloudevents+json', 'content-encoding': 'gzip' }, false],
    [{}, false],
  ])('%j is read: %s', (headers, expected) => {
    expect(isReadableEvent(hookRequest('', { headers }))).toBe(expected);
  });
});

describe('SNS', () => {
  const nowMs = Date.parse('2023-02-21T09:30:00Z');
  const asked: string[] = [];
  const proof = {
    topics: [topicArn],
    certificateAt: (address: string) => {
      asked.push(address);
      return Promise.resolve(snsPem);
    },
    nowMs,
  };
  const proves = (message: object, changes: object = {}) => proveSns(bytesOf(message), { ...proof, ...changes });

  /** Signed by OpenSSL, with a certificate that it made: the text and both versions are not of our own making. */
  const foreign = {
    Type: 'Notification',
    MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
    TopicArn: topicArn,
    Message: 'hello',
    Timestamp: '2023-02-21T12:00:00.000Z',
    SigningCertURL: certificateUrl,
  };
  const certificate = `-----BEGIN CERTIFICATE-----
MIIDDzCCAfegAwIBAgIUK09ELtHjUpewkH9GDiiJXSOl8tAwDQYJKoZIhvcNAQEL
BQAwFjEUMBIGA1UEAwwLc25zLmV4YW1wbGUwIBcNMjYxMTIyMjIzNjI1WhgPMjEy
NjEwMjkyMjM2MjVaMBYxFDASBgNVBAMMC3Nucy5leGFtcGxlMIIBIjANBgkqhkiG
9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr5jYVpPMsCSoqronwT/oc8ejIP2ZyxrxRKz3
e0xvNaXemIc8q3MLHKs2P1b+4CAmH2ln8qXNRYSJZr90GvbnsxvKJygN7GLOrqco
8QfqI9J4wbdwxCxk5VXVru6V2Zf4/5FdfOHE9n5xp9YEg+AFpeZE4xGLckXrCUCi
agkbsH6wkyOrvcaBtWG7L6NnbW8GvzIf7wE320vCFogVq40T/r8JY5zKrJk4dzZd
KDF0z0D11qA06XgvHh2yjojLjvvrcTa6VeEiOZr0Tf0YrYYcFS1qxRkHNeROg1j1
XArI8I80EVpNnz9kFyjUERrEov3jqDoY0qVGZranT88i/M2DqQIDAQABo1MwUTAd
BgNVHQ4EFgQU0FJMfgVz7JcrfXLdn2ObRV/cGxcwHwYDVR0jBBgwFoAU0FJMfgVz
7JcrfXLdn2ObRV/cGxcwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOC
AQEAfmAJ+k3Bos4Y8fUSwJNXV5amH16fOudIYHUBNyU5la7DayqCIC/igC0k5rgK
0RqguYZLHEJNPXlA7VNFD3qR/Wl3hZi7XzoEhA4bs3rEgvu721KEYGMw9bgz3e/t
IixqTQzcOyvGsMUiqMY5PqEqpxm2J9gM0cNkWHI2FNHWa5Ge9amsWJdo8ZrmS9Q+
40fYC7u+NSq+eP/nEs9Yk2RXRTsGTtTkGxOHRh9k7saU2mmGv2BTSPnYFvl2x/Lc
Q3FLZEpoAdXPV5wbLpZviY0YVj3fWbzw1vThWWUMAvefTYFxay9DdiTv4dLY8atm
J3NUm/n6Ehq4o9uo6HF/6SqyQA==
-----END CERTIFICATE-----
`;

  test.each([
    [
      '1',
      'PYCr4buDxqH0bB0sJx/q1dlVf81PRvNyl9eRooueTgiZlXHfs61avVJIg+bHbCe/dKfZllSdVuZxh58jLOV1j7TWXYJZESj+0Ee741wOoOztJ5WXtoMIn5+Pyc6fECUKOd9NVjBgdxvNyScQuF1OfKbgQiO1KBc+H12JsM7uxh+FeTCBs+4up78y4EN8Zo9A5Qwqkq15N/6l/G8DdtmO/rk9UEfQH9aAYO5hZWdkJTHOSQ0ppuPq8fIcs9iCehJIecaaOjkGm4qV1FOd31eTr3b2LHKH0HBSmhPUUvBDDE7gQCeliyyMTUdQmR7hMDkSqtXwe5P3TnU9kj3mLlZPNA==',
    ],
    [
      '2',
      'c34lg8pRtL2SAGN+NW6dbHwYk0kXJ6dd+QtTRRQSjbueEnkz20iGOI9EhE9MODJBBA9cWoiJoOfQMjVo874rVO5RLCFPzfg9TuMjG45cqjnHsljQWrt+2v4q2TD0V8W+/iyiWkY54mgyymW5buQg+GlsD6J/pUBBnVEDLhm9ENX3jiZOIxMFcuxLORJwmd+qUTwPGfgF9RJMAEv9gCCvFgFjvK0x7VLy5DcpNBi+yuqofQF1raEKk59F6X9sske/gUtYB4ze8FjBoxpxgZrCWxj3efVUhu+9va+0UwpgK0WVoDDqKUpGwEDFfU43HFR7nsXxzzbkuD1GgIvp4XqsvQ==',
    ],
  ])('given a certificate and a signature of version %s, it is proven', async (SignatureVersion, Signature) => {
    const at = { certificateAt: () => Promise.resolve(certificate), nowMs: Date.parse(foreign.Timestamp) };
    expect(await proves({ ...foreign, SignatureVersion, Signature }, at)).toBe(true);
    expect(await proves({ ...foreign, SignatureVersion, Signature, Message: 'hullo' }, at)).toBe(false);
    const other = SignatureVersion === '1' ? '2' : '1';
    expect(await proves({ ...foreign, SignatureVersion: other, Signature }, at)).toBe(false);
  });

  test('given a message, with and without a subject, or a confirmation, of either version, it is proven', async () => {
    const all = [{}, { Subject: 'ALARM' }, { SignatureVersion: '1' }].map((one) => snsMessage(one));
    for (const message of [...all, confirmation(), confirmation({ SignatureVersion: '1' })]) {
      expect(await proves(message)).toBe(true);
    }
    expect(new Set(asked)).toEqual(new Set([certificateUrl]));
  });

  test.each([
    ['another message', { Message: '{}' }],
    ['a subject that was not there', { Subject: 'ALARM' }],
    ['another id', { MessageId: 'another' }],
    ['another time', { Timestamp: '2023-02-21T09:00:00.001Z' }],
    ['another version', { SignatureVersion: '1' }],
    ['a version that does not exist', { SignatureVersion: '3' }],
    ['no signature', { Signature: '' }],
    ['a signature that is no base64', { Signature: '****' }],
  ])('given %s than was signed, it is refused', async (_what, changes) => {
    expect(await proves(snsMessage({}, changes))).toBe(false);
  });

  test.each([
    ['a topic that is not listed', { TopicArn: topicArn.replace('district', 'other') }],
    ['a listed name in another account', { TopicArn: topicArn.replace('123456789012', '210987654321') }],
    ['an hour and a second ago', { Timestamp: '2023-02-21T08:29:59Z' }],
    ['an hour and a second ahead', { Timestamp: '2023-02-21T10:30:01Z' }],
    ['no time at all', { Timestamp: 'yesterday' }],
  ])('given %s, well signed, it is refused and no certificate is asked for', async (_what, changes) => {
    asked.length = 0;
    expect(await proves(snsMessage(changes))).toBe(false);
    expect(asked).toEqual([]);
  });

  const path = new URL(certificateUrl).pathname;
  test.each([
    ['elsewhere', `https://sns.us-east-2.example.com${path}`],
    ['on a host that only begins like it', `https://sns.us-east-2.amazonaws.com.example.com${path}`],
    ['on a bucket', `https://sns.s3.amazonaws.com${path}`],
    ['in another region', certificateUrl.replace('us-east-2', 'us-west-2')],
    ['without TLS', certificateUrl.replace('https', 'http')],
    ['on another port', certificateUrl.replace('.com/', '.com:8443/')],
    [
      'behind a name and a password',
      certificateUrl.replace('https://', 'https://sns.us-east-2.amazonaws.com@example.com/'),
    ],
    ['with a query', `${certificateUrl}?x`],
    ['with a fragment', `${certificateUrl}#x`],
    ['below another folder', certificateUrl.replace('.com/', '.com/a/../')],
    ['of another name', certificateUrl.replace('SimpleNotificationService', 'AnyThing')],
    ['in capitals', certificateUrl.replace('https', 'HTTPS')],
  ])('given a certificate %s, it is not asked for and the message is refused', async (_what, SigningCertURL) => {
    asked.length = 0;
    const message = snsMessage({ SigningCertURL });
    const envelope = envelopeOf(bytesOf(message));
    expect(envelope && certificateAddress(envelope)).toBeUndefined();
    expect(await proves(message)).toBe(false);
    expect(asked).toEqual([]);
  });

  test('given no certificate at the right address, or one of another key, it is refused', async () => {
    const at = (pem: string | undefined) => ({ certificateAt: () => Promise.resolve(pem) });
    expect(await proves(snsMessage(), at(undefined))).toBe(false);
    expect(await proves(snsMessage(), at(certificate))).toBe(false);
    expect(await proves(snsMessage(), at('-----BEGIN nonsense'))).toBe(false);
  });

  test('given that the certificate cannot be asked for now, nothing is decided', async () => {
    const certificateAt = snsCertificates({ httpTimeoutMs: 200, standIn: 'http://127.0.0.1:9' });
    await expect(proves(snsMessage(), { certificateAt })).rejects.toMatchObject({ name: 'CertificateUnavailable' });
  });
});
