import {
  channelNames,
  deadLetterQueueName,
  intakeQueueName,
  lanes,
  planQueueName,
  queueName,
  type ChannelName,
  type EntryName,
  type TopicName,
} from '../functions/names.ts';

/** What a function may do, and nothing else. `tests/infra/powers.test.ts` states what becomes of it. */
export type Powers = {
  readonly readsLedger: readonly ('GetItem' | 'Query')[];
  /** Partitions of the ledger that it may put new rows into: entries, content, or both. */
  readonly appends: readonly ('year#*' | 'content#*')[];
  readonly operations: readonly ('GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem')[];
  readonly sendsTo: readonly string[];
  readonly publishesTo: readonly TopicName[];
  /** Whose existence it looks at, to say whether it could publish. */
  readonly looksAt: readonly TopicName[];
  /** With the record's key. */
  readonly signing: readonly ('Sign' | 'Verify')[];
  readonly secrets: readonly SecretUse[];
  readonly writesPages: boolean;
  /** Whether it may confirm that the topics of the district's hooks send to us. */
  readonly confirmsSubscriptions: boolean;
  /** Whom it may prove its role to: the vendor that then lets it speak. */
  readonly provesItselfTo: 'google' | 'microsoft' | undefined;
};

/** `delivery-secret`, hooks' secrets and the hashes of break-glass are read; a service user's refresh token is read and replaced at each use. */
export type SecretUse = 'delivery-secret' | 'teams-service-users' | 'hooks' | 'break-glass';

const none: Powers = {
  readsLedger: [],
  appends: [],
  operations: [],
  sendsTo: [],
  publishesTo: [],
  looksAt: [],
  signing: [],
  secrets: [],
  writesPages: false,
  confirmsSubscriptions: false,
  provesItselfTo: undefined,
};

const lanesOf = (channel: ChannelName): string[] => lanes.map((lane) => queueName(channel, lane));
const allLanes = channelNames.flatMap(lanesOf);

/** A worker reads the record, keeps its parcels and deliveries, and sends on what waits. It never writes the record. */
const worker = (channel: ChannelName): Powers => ({
  ...none,
  readsLedger: ['GetItem', 'Query'],
  operations: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
  sendsTo: lanesOf(channel),
  signing: ['Verify'],
  secrets: ['delivery-secret'],
});

/** Whoever plans: pages, parcels, messages, words to administrators. */
const planner: Powers = {
  ...none,
  readsLedger: ['GetItem', 'Query'],
  // Topics and their languages are a chunk made at planning.
  appends: ['content#*'],
  operations: ['GetItem', 'PutItem', 'Query'],
  sendsTo: allLanes,
  publishesTo: ['administrators'],
  signing: ['Verify'],
  writesPages: true,
};

export const powers: Readonly<Record<EntryName, Powers>> = {
  'decision-api': {
    ...none,
    readsLedger: ['GetItem', 'Query'],
    appends: ['year#*', 'content#*'],
    operations: ['GetItem', 'Query', 'PutItem'],
    signing: ['Sign'],
  },
  // As `decision-api`, and the word about it at once; of secrets the hashes of its halves alone (S-07).
  'break-glass': {
    ...none,
    readsLedger: ['GetItem', 'Query'],
    appends: ['year#*', 'content#*'],
    operations: ['GetItem', 'Query', 'PutItem'],
    publishesTo: ['administrators'],
    signing: ['Sign'],
    secrets: ['break-glass'],
  },
  'operations-api': {
    ...none,
    readsLedger: ['GetItem', 'Query'],
    // A roster's chunks.
    appends: ['content#*'],
    operations: ['GetItem', 'BatchGetItem', 'Query', 'PutItem'],
    sendsTo: allLanes,
    secrets: ['delivery-secret'],
  },
  // What is shown years later is made of the record alone: it cannot even read the other table.
  'record-api': { ...none, readsLedger: ['GetItem', 'Query'] },
  // Strangers talk to it: it reads what proves a webhook, and sends to one queue (S-12).
  hooks: { ...none, sendsTo: [intakeQueueName], secrets: ['hooks'] },
  intake: {
    ...none,
    readsLedger: ['GetItem', 'Query'],
    operations: ['GetItem', 'Query', 'PutItem'],
    confirmsSubscriptions: true,
  },
  poll: {
    ...none,
    readsLedger: ['GetItem', 'Query'],
    operations: ['GetItem', 'Query', 'PutItem'],
    provesItselfTo: 'microsoft',
  },
  plan: { ...planner, sendsTo: [...allLanes, planQueueName] },
  tick: {
    ...planner,
    // The clerk seals receipts: content, and the entry that names it.
    appends: ['year#*', 'content#*'],
    operations: [...planner.operations, 'BatchGetItem'],
    signing: ['Sign', 'Verify'],
    secrets: ['delivery-secret'],
  },
  'google-classroom-worker': { ...worker('google-classroom'), provesItselfTo: 'google' },
  'teams-worker': {
    ...worker('teams'),
    // Leases of teams end by deletion, those of token keepers by an update.
    operations: [...worker('teams').operations, 'UpdateItem', 'DeleteItem'],
    secrets: ['delivery-secret', 'teams-service-users'],
    provesItselfTo: 'microsoft',
  },
  'sns-worker': {
    ...worker('sns'),
    publishesTo: ['public', 'staff', 'administrators', 'drill'],
    looksAt: ['public', 'staff', 'administrators'],
  },
  'dead-letters': { ...none, readsLedger: ['GetItem'], operations: ['GetItem', 'BatchGetItem', 'PutItem'] },
};

/** Where undeliverable plan messages and stream records go. Nothing works on them: the tick has done their work, a person looks why. */
export const planDeadLetterQueueName = `${planQueueName}-dead`;

/** Where webhooks go that could not be taken in; a person looks why, and the queue's own redrive takes them in again. */
export const intakeDeadLetterQueueName = `${intakeQueueName}-dead`;

/** The entries that may send to a queue. */
export function sendersTo(queue: string): EntryName[] {
  const senders = Object.keys(powers).filter(isEntry);
  // A stream record that cannot be planned is passed on in the planner's name.
  if (queue === planDeadLetterQueueName) return ['plan'];
  return senders.filter((entry) => powers[entry].sendsTo.includes(queue));
}

/** The entries that may publish to a topic. */
export function publishersTo(topic: TopicName): EntryName[] {
  return Object.keys(powers)
    .filter(isEntry)
    .filter((entry) => powers[entry].publishesTo.includes(topic));
}

/** Queues of a channel's dead letters, by the queues that they come from. */
export const deadLettersOf = (channel: ChannelName): { name: string; sources: string[] } => ({
  name: deadLetterQueueName(channel),
  sources: lanesOf(channel),
});

const isEntry = (name: string): name is EntryName => name in powers;
