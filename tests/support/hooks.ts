import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { HookRequest } from '../../functions/triggers/hook-request.ts';

/** A body as bytes: text as it is, anything else as JSON. */
export const bytesOf = (body: unknown): Uint8Array =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));

/** A request as API Gateway hands it over. */
export const hookRequest = (body: unknown, changes: Partial<HookRequest> = {}): HookRequest => ({
  headers: {},
  body: body instanceof Uint8Array ? body : bytesOf(body),
  ...changes,
});

/** Secrets of the tests' own. */
export const secrets = { current: 'current-secret-of-a-hook', previous: 'previous-secret-of-a-hook' } as const;

/** PagerDuty's header for a body. */
export const pagerDutySignature = (body: Uint8Array, secret: string = secrets.current): Record<string, string> => ({
  'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

/** An event of PagerDuty v3. */
export const pagerDutyEvent = (changes: object = {}, data: object = {}): object => ({
  event: {
    id: '01BWDWL3NYY7LUFPZCC28QUCMK',
    event_type: 'incident.triggered',
    resource_type: 'incident',
    occurred_at: '2023-02-21T09:00:00.458Z',
    agent: null,
    client: null,
    ...changes,
    data: {
      id: 'PGR0VU2',
      type: 'incident',
      status: 'triggered',
      title: 'Phones are down',
      service: { id: 'PF9KMXH', summary: 'Phones' },
      priority: null,
      urgency: 'high',
      ...data,
    },
  },
});

/** A group of Alertmanager, version 4. */
export const alertGroup = (...alerts: readonly object[]): object => ({
  version: '4',
  groupKey: '{}:{}',
  status: 'firing',
  receiver: 'bellwether',
  alerts: alerts.map((one) => ({
    status: 'firing',
    labels: { alertname: 'PhonesDown', job: 'phones-core' },
    annotations: { summary: 'No dial tone' },
    startsAt: '2023-02-21T09:00:00Z',
    endsAt: '0001-01-01T00:00:00Z',
    fingerprint: 'a1b2c3d4e5f60718',
    ...one,
  })),
});

/** A CloudEvent in structured mode. */
export const cloudEvent = (changes: object = {}): object => ({
  specversion: '1.0',
  id: 'event-1',
  source: '/monitoring/nms',
  type: 'org.example.incident',
  subject: 'phones-core',
  time: '2023-02-21T09:00:00Z',
  data: { status: 'open', summary: 'Phones are down' },
  ...changes,
});

/** A component's update of a Statuspage. */
export const statuspageUpdate = (changes: object = {}): object => ({
  meta: { unsubscribe: 'https://status.example.org/unsubscribe' },
  page: { id: 'jb7j80lkgqvb', status_indicator: 'major' },
  component_update: { old_status: 'operational', new_status: 'major_outage' },
  component: { id: 'sqm6pl84wzjc', name: 'Sign-in', status: 'major_outage' },
  ...changes,
});

/** A topic that the tests' hook lists, and where the certificate of its region stands. */
export const topicArn = 'arn:aws:sns:us-east-2:123456789012:district-alarms';
export const certificateUrl = `https://sns.us-east-2.amazonaws.com/SimpleNotificationService-${'0a'.repeat(16)}.pem`;

// Short keys are quick to make; what is tested is not their strength.
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });

/** The PEM with which the signatures below are checked. */
export const snsPem: string = publicKey.export({ type: 'spki', format: 'pem' }).toString();

type Fields = Readonly<Record<string, string | undefined>>;

const signedFields = (type: string | undefined): readonly string[] =>
  type === 'Notification'
    ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
    : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

/** A message of SNS, signed as it stands; `afterwards` changes it when it is signed. */
export function snsMessage(
  changes: Fields = {},
  afterwards: Fields = {},
  key: string | typeof privateKey = privateKey,
) {
  const message: Fields = {
    Type: 'Notification',
    MessageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
    TopicArn: topicArn,
    Message: JSON.stringify(alarm()),
    Timestamp: '2023-02-21T09:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: certificateUrl,
    ...changes,
  };
  const text = signedFields(message['Type'])
    .flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`]))
    .join('');
  const hash = message['SignatureVersion'] === '1' ? 'sha1' : 'sha256';
  return { ...message, Signature: sign(hash, Buffer.from(text), key).toString('base64'), ...afterwards };
}

/** A subscription that asks to be confirmed. */
export const confirmation = (changes: Fields = {}) =>
  snsMessage({
    Type: 'SubscriptionConfirmation',
    Message: 'You have chosen to subscribe.',
    Token: 'token-of-the-subscription',
    SubscribeURL: 'https://sns.us-east-2.amazonaws.com/?Action=ConfirmSubscription',
    ...changes,
  });

/** An alarm of CloudWatch. */
export const alarm = (changes: object = {}): object => ({
  AlarmName: 'gradebook-5xx',
  AlarmDescription: 'The gradebook answers with errors',
  AWSAccountId: '123456789012',
  AlarmArn: 'arn:aws:cloudwatch:us-east-2:123456789012:alarm:gradebook-5xx',
  NewStateValue: 'ALARM',
  StateChangeTime: '2023-02-21T08:59:58.123+0000',
  Region: 'US East (Ohio)',
  Trigger: { MetricName: '5XXError', Threshold: 0 },
  ...changes,
});
