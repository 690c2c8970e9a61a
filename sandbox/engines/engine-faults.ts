import * as z from 'zod';

/** What may go wrong with one request to an engine, as it does on AWS (facts: rosters-and-aws.md, 2 and 4). */
export type EngineFault =
  /** Refused before anything is done; with `forMs`, so is every request of this operation for so long: no client's retries outlast that. */
  | { readonly kind: 'throttled'; readonly forMs?: number }
  /** 500 before anything is done. */
  | { readonly kind: 'unavailable' }
  /** Done, and the connection is reset: a client that sends again finds its own conditional write in the way. */
  | { readonly kind: 'lost-answer' }
  /** Every second part of a batch is left undone, and the answer, 200, says so. */
  | { readonly kind: 'half-done' }
  /** A read that did not ask for consistency is answered as it was the last time. */
  | { readonly kind: 'stale' }
  /** Its messages come once more, so much later. */
  | { readonly kind: 'duplicated'; readonly afterSeconds: number }
  /** Its messages come so much later than they should, after others that were sent after them. */
  | { readonly kind: 'overtaken'; readonly afterSeconds: number };

/** A request to DynamoDB, SQS or SNS, as far as faults need to know it. */
export type EngineRequest = {
  /** `PutItem`, `SendMessageBatch`, `Publish` and so on. */
  readonly operation: string;
  /** A row's key, a queue's name, a topic: what chance is counted by. */
  readonly target: string;
  /** The parsed body of a JSON protocol; SNS speaks forms. */
  readonly body: z.infer<typeof Body> | undefined;
  /** `eventual`: a read that did not ask for consistency. The method that rules are asked about. */
  readonly consistency: typeof eventual | 'consistent';
};

/** What a rule for `stale` asks of a request's method. */
export const eventual = 'eventual';

const Keys = z.array(z.looseObject({}));
const Entries = z.array(z.looseObject({ Id: z.string(), MessageBody: z.string(), DelaySeconds: z.int().optional() }));

const Body = z.looseObject({
  Key: z.unknown().optional(),
  Item: z.looseObject({ pk: z.unknown(), sk: z.unknown() }).optional(),
  ExpressionAttributeValues: z.unknown().optional(),
  ConsistentRead: z.boolean().optional(),
  RequestItems: z.record(z.string(), z.looseObject({ Keys: Keys.optional() })).optional(),
  QueueUrl: z.string().optional(),
  Entries: Entries.optional(),
});

/** Reads what a client sends: the JSON protocols name the operation in a header, SNS in its form. */
export function readRequest(targetHeader: string | undefined, text: string): EngineRequest {
  const operation = targetHeader?.split('.')[1];
  const consistency = 'consistent';
  if (operation === undefined) {
    const form = new URLSearchParams(text);
    return {
      operation: form.get('Action') ?? '',
      target: lastPart(form.get('TopicArn') ?? '', ':'),
      body: undefined,
      consistency,
    };
  }
  const body = Body.parse(JSON.parse(text));
  const isRead = ['Query', 'Scan', 'GetItem', 'BatchGetItem'].includes(operation);
  const isEventual = isRead && !text.includes('"ConsistentRead":true');
  return { operation, target: targetOf(body), body, consistency: isEventual ? eventual : consistency };
}

function targetOf({ Item, Key, RequestItems, ExpressionAttributeValues, QueueUrl, Entries: entries }: Body): string {
  if (QueueUrl !== undefined) return `${lastPart(QueueUrl, '/')} ${entries?.[0]?.MessageBody ?? ''}`.trim();
  const row = Item === undefined ? Key : { pk: Item.pk, sk: Item.sk };
  const batch = Object.values(RequestItems ?? {})[0]?.Keys?.[0];
  return JSON.stringify(row ?? batch ?? ExpressionAttributeValues ?? '');
}

type Body = z.infer<typeof Body>;

const lastPart = (text: string, separator: string): string => text.split(separator).at(-1) ?? '';

/** A batch without every second of its parts, and what to say of those in the answer; undefined for what is no batch of several. */
export function halved(body: Body): { readonly sent: Body; readonly answered: (answer: object) => object } | undefined {
  const { RequestItems, Entries: entries } = body;
  const even = <T>(_: T, index: number): boolean => index % 2 === 0;
  const odd = <T>(_: T, index: number): boolean => index % 2 === 1;
  if (entries !== undefined && entries.length > 1) {
    const failure = { Code: 'InternalError', Message: 'try again', SenderFault: false };
    const Failed = entries.filter(odd).map(({ Id }) => ({ Id, ...failure }));
    return { sent: { ...body, Entries: entries.filter(even) }, answered: (answer) => ({ ...answer, Failed }) };
  }
  const [table, request] = Object.entries(RequestItems ?? {})[0] ?? [];
  const keys = request?.Keys ?? [];
  if (table === undefined || keys.length < 2) return undefined;
  const part = (which: typeof even): NonNullable<Body['RequestItems']> => ({
    [table]: { ...request, Keys: keys.filter(which) },
  });
  return {
    sent: { ...body, RequestItems: part(even) },
    answered: (answer) => ({ ...answer, UnprocessedKeys: part(odd) }),
  };
}

/** The messages of a batch, to come so much later. */
export function delayed(body: Body, seconds: number): Body {
  const entries = (body.Entries ?? []).map((entry) => ({
    ...entry,
    DelaySeconds: Math.min(900, (entry.DelaySeconds ?? 0) + seconds),
  }));
  return { ...body, Entries: entries };
}

/** A refusal in the words of the engine that the request was for. */
export function refusal(kind: 'throttled' | 'unavailable', { body, operation }: EngineRequest): [number, string] {
  const isQueue = body?.QueueUrl !== undefined;
  const status = kind === 'throttled' ? 400 : 500;
  if (body === undefined) {
    const code = kind === 'throttled' ? 'Throttled' : 'InternalError';
    const error = `<Error><Type>Receiver</Type><Code>${code}</Code><Message>${operation}</Message></Error>`;
    return [status, `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}</ErrorResponse>`];
  }
  const throttled = isQueue ? 'ThrottlingException' : 'ProvisionedThroughputExceededException';
  const prefix = isQueue ? 'com.amazonaws.sqs' : 'com.amazonaws.dynamodb.v20120810';
  return [
    status,
    JSON.stringify({ __type: `${prefix}#${kind === 'throttled' ? throttled : 'InternalServerError'}`, message: '' }),
  ];
}
