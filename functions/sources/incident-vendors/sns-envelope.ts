import * as z from 'zod';
import { jsonOf } from './body.ts';

const common = {
  MessageId: z.string().min(1).max(200),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.base64().max(2_000),
  SigningCertURL: z.string().max(500),
};

/** What SNS posts over HTTPS (facts: tools-and-incidents.md, 2.4). */
export const Envelope = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('Notification'), Subject: z.string().optional() }),
  z.object({
    ...common,
    Type: z.enum(['SubscriptionConfirmation', 'UnsubscribeConfirmation']),
    Token: z.string().min(1).max(2_000),
    /** Signed, so it is part of the text; it is never asked (S-23). */
    SubscribeURL: z.string(),
  }),
]);
export type Envelope = z.infer<typeof Envelope>;

/** The envelope that a body is; undefined where it is none. */
export function envelopeOf(body: Uint8Array): Envelope | undefined {
  return Envelope.safeParse(jsonOf(body)).data;
}

/** The text that SNS signs: names and values of the signed fields in order, each on a line of its own. */
export function signedText(envelope: Envelope): string {
  const { Message, MessageId, Timestamp, TopicArn, Type } = envelope;
  const fields: readonly (readonly [string, string | undefined])[] =
    envelope.Type === 'Notification'
      ? [
          ['Message', Message],
          ['MessageId', MessageId],
          ['Subject', envelope.Subject],
          ['Timestamp', Timestamp],
          ['TopicArn', TopicArn],
          ['Type', Type],
        ]
      : [
          ['Message', Message],
          ['MessageId', MessageId],
          ['SubscribeURL', envelope.SubscribeURL],
          ['Timestamp', Timestamp],
          ['Token', envelope.Token],
          ['TopicArn', TopicArn],
          ['Type', Type],
        ];
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}\n${value}\n`])).join('');
}

/**
 * The address of the certificate, where it may be asked for: a `.pem` of SNS in the topic's own region, and nothing else of the address is the
 * sender's to choose. The region comes from a topic that the district file lists.
 */
export function certificateAddress({ SigningCertURL, TopicArn }: Envelope): string | undefined {
  const region = TopicArn.split(':')[3] ?? '';
  const [, file] = /^https:\/\/[^/]+\/(SimpleNotificationService-[0-9a-f]{16,64}\.pem)$/.exec(SigningCertURL) ?? [];
  const address = `https://sns.${region}.amazonaws.com/${file}`;
  return file !== undefined && /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region) && SigningCertURL === address
    ? address
    : undefined;
}
