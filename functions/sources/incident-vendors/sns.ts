import * as z from 'zod';
import type { MachineMs } from '../../core/clock.ts';
import { isSignedBy } from '../../platform/rsa.ts';
import type { HookReading } from '../../triggers/hook-reading.ts';
import { idOf, ignored, instantOf, jsonOf, observed, oneLine } from './body.ts';
import { certificateAddress, envelopeOf, signedText } from './sns-envelope.ts';

/** What proving a message of SNS takes. */
export type SnsProof = {
  /** Topics that may speak to us: any account may sign one of its own, so the list is the proof (S-23). */
  readonly topics: readonly string[];
  /** PEM at an address of SNS; undefined where there is none. Throws when it cannot be asked for now. */
  readonly certificateAt: (address: string) => Promise<string | undefined>;
  readonly nowMs: MachineMs;
};

/** SNS tries for an hour at most. */
const freshMs = 3_600_000;

/** Whether a body is a message of a listed topic, signed by SNS (version 1: SHA-1, 2: SHA-256) within the last hour. */
export async function proveSns(body: Uint8Array, { topics, certificateAt, nowMs }: SnsProof): Promise<boolean> {
  const envelope = envelopeOf(body);
  if (envelope === undefined || !topics.includes(envelope.TopicArn)) return false;
  const sentAt = instantOf(envelope.Timestamp);
  if (sentAt === undefined || Math.abs(Date.parse(sentAt) - nowMs) > freshMs) return false;
  const address = certificateAddress(envelope);
  const certificate = address && (await certificateAt(address));
  if (certificate === undefined) return false;
  const hash = envelope.SignatureVersion === '1' ? 'sha1' : 'sha256';
  return isSignedBy(certificate, hash, signedText(envelope), envelope.Signature);
}

/** An alarm of CloudWatch; numbers in it are not looked at, so none can lose its last digits. */
const Alarm = z.object({
  AlarmName: z.string().min(1),
  AlarmDescription: z.string().nullish(),
  AlarmArn: z.string().nullish(),
  AWSAccountId: z.string().nullish(),
  Region: z.string().nullish(),
  NewStateValue: z.enum(['ALARM', 'OK', 'INSUFFICIENT_DATA']),
  StateChangeTime: z.string().nullish(),
});

/** What a message of SNS says: an alarm of CloudWatch, or the question whether the topic may send. */
export function readSns(body: Uint8Array): HookReading {
  const envelope = envelopeOf(body);
  if (envelope === undefined) return ignored('it is no message of SNS');
  const { TopicArn: topicArn, MessageId, Message, Timestamp } = envelope;
  if (envelope.Type === 'SubscriptionConfirmation') return { kind: 'confirm', topicArn, token: envelope.Token };
  if (envelope.Type === 'UnsubscribeConfirmation') return ignored('the topic was unsubscribed');
  const alarm = Alarm.safeParse(jsonText(Message));
  if (!alarm.success) return ignored('it is no alarm of CloudWatch');
  const { AlarmName, AlarmDescription, AlarmArn, AWSAccountId, Region, NewStateValue, StateChangeTime } = alarm.data;
  // Nothing is inferred from silence: an alarm without data neither begins nor ends anything.
  if (NewStateValue === 'INSUFFICIENT_DATA') return ignored('the alarm has no data');
  const given = (value: string | null | undefined): string[] => (typeof value === 'string' ? [value] : []);
  return {
    kind: 'reports',
    eventId: MessageId,
    reports: [
      {
        vendorId: idOf(AlarmArn ?? `${AWSAccountId ?? ''}:${Region ?? ''}:${AlarmName}`),
        status: NewStateValue === 'ALARM' ? 'open' : 'resolved',
        summary: oneLine(AlarmName, AlarmDescription),
        labels: { alarm: [AlarmName], topic: [topicArn], region: given(Region), account: given(AWSAccountId) },
        ...observed(instantOf(StateChangeTime) ?? Timestamp),
      },
    ],
  };
}

function jsonText(text: string): unknown {
  return jsonOf(new TextEncoder().encode(text));
}
