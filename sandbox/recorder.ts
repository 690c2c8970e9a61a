import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { EntryName } from '../functions/names.ts';
import { madeUpCredentials } from './settings.ts';

/** A power that an entry has used: an IAM action, and on what, such as `ledger:year#*`, `operations`, `queue:bellwether-plan`, `topic:staff`. */
export type UsedPower = { readonly entry: EntryName; readonly action: string; readonly resource: string };

type RequestHandler = NonNullable<DynamoDBClientConfig['requestHandler']>;

/** Writes down what every function asks of AWS: what it uses must be granted, and no more than that need be (least privilege). */
export type Recorder = {
  /** The handler through which an entry's clients send; requests pass unchanged. */
  handlerOf(entry: EntryName): RequestHandler;
  /** Each power once, in order. */
  used(): UsedPower[];
  /** Requests by entry and action. */
  counts(): ReadonlyMap<string, number>;
};

const Request = z.object({ headers: z.record(z.string(), z.string()), body: z.unknown().optional() });
const BatchRequest = z.object({ RequestItems: z.record(z.string(), z.unknown()).default({}) });

export function recorder(topics: Readonly<Record<string, string>>): Recorder {
  const powers = new Map<string, UsedPower>();
  const counts = new Map<string, number>();
  const note = (entry: EntryName, action: string, resource: string): void => {
    powers.set(`${entry} ${action} ${resource}`, { entry, action, resource });
    counts.set(`${entry} ${action}`, (counts.get(`${entry} ${action}`) ?? 0) + 1);
  };
  return {
    handlerOf: (entry) => {
      const inner = new DynamoDBClient({ region: 'us-east-2', credentials: madeUpCredentials }).config.requestHandler;
      return new Proxy(inner, {
        get: (handler, member) => {
          const value: unknown = Reflect.get(handler, member);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]): unknown => {
            if (member === 'handle')
              for (const { action, resource } of powersOf(args[0], topics)) note(entry, action, resource);
            return Reflect.apply(value, handler, args);
          };
        },
      });
    },
    used: () => [...powers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, power]) => power),
    counts: () => counts,
  };
}

/** The powers that one request of an AWS client takes. */
function powersOf(request: unknown, topics: Readonly<Record<string, string>>): { action: string; resource: string }[] {
  const parsed = Request.safeParse(request);
  const sent = parsed.data?.body;
  const body = sent instanceof Uint8Array ? new TextDecoder().decode(sent) : typeof sent === 'string' ? sent : '';
  const [service, operation = ''] = (parsed.data?.headers['x-amz-target'] ?? '').split('.');
  if (service?.startsWith('DynamoDB')) {
    return tablesOf(body).map((resource) => ({ action: `dynamodb:${operation}`, resource }));
  }
  if (service === 'AmazonSQS') {
    const url = z.object({ QueueUrl: z.string() }).safeParse(JSON.parse(body)).data?.QueueUrl ?? '';
    return [{ action: `sqs:${operation.replace(/Batch$/, '')}`, resource: `queue:${url.split('/').at(-1)}` }];
  }
  const form = new URLSearchParams(body);
  const arn = form.get('TopicArn') ?? '';
  const topic = Object.entries(topics).find(([, known]) => known === arn)?.[0] ?? arn;
  return [{ action: `sns:${form.get('Action')}`, resource: `topic:${topic}` }];
}

/** The table of a request; of the ledger also whose partition, by which a role is held to entries or to content. */
function tablesOf(body: string): string[] {
  // Every request of every function passes here, so a body is not parsed for its table's name. Within a value the quotes would be escaped.
  const named = /"TableName":"([^"]+)"/.exec(body)?.[1];
  const all = named === undefined ? Object.keys(BatchRequest.parse(JSON.parse(body)).RequestItems) : [named];
  return all.map((table) => {
    if (!table.endsWith('ledger')) return 'operations';
    return `ledger:${/"(year|content)#/.exec(body)?.[1] ?? '?'}#*`;
  });
}
