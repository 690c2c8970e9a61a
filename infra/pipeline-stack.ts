import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { SubscriptionFilter, type Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import {
  type ChannelName,
  channelNames,
  type EntryName,
  intakeQueueName,
  lanes,
  planQueueName,
  pollMinutes,
  queueName,
  type TopicName,
} from '../functions/names.ts';
import { addEntry, pascal, roleArn, workerOf, type Workshop } from './functions.ts';
import type { Deployed } from './parts/function.ts';
import { addDeadLetterQueue, addQueue } from './parts/queue.ts';
import { addTopic } from './parts/topic.ts';
import {
  deadLettersOf,
  intakeDeadLetterQueueName,
  planDeadLetterQueueName,
  powers,
  publishersTo,
  sendersTo,
} from './powers.ts';

/** Functions at once on each queue: quotas, not processors, are what a fan-out waits for (DELIVERY 6). */
const atOnce = 5;

/** Who is hurt when a channel stands still. */
const reached = {
  'google-classroom': 'Classes in Google Classroom do not get their notice.',
  teams: 'Classes in Microsoft Teams do not get their notice.',
  sns: 'Families, staff and administrators who subscribed do not get their message.',
} as const satisfies Record<ChannelName, string>;

/** From an entry of the ledger to a post in each class: queues, workers, and the clock that catches what they miss. */
export class PipelineStack extends Stack {
  readonly deployed: ReadonlyMap<EntryName, Deployed>;
  readonly topics: readonly Topic[];
  readonly #workshop: Workshop;

  constructor(scope: Construct, id: string, { workshop, ...props }: StackProps & { readonly workshop: Workshop }) {
    super(scope, id, props);
    this.#workshop = workshop;
    const planner = this.#planner();
    const deadLetters = addEntry(this, 'dead-letters', workshop, {
      description: 'Records parcels that crashed their worker five times',
      ifItFails: 'Classes that could not be posted to are shown as pending, and nobody hears that they are stuck.',
      runbook: 'dead-letters-are-not-recorded',
    });
    const workers = channelNames.map((channel) => this.#channel(channel, deadLetters));
    const [tick, poll, intake] = [this.#tick(), this.#poll(), this.#intake()];
    this.deployed = new Map([
      ['plan', planner],
      ['dead-letters', deadLetters],
      ['tick', tick],
      ['poll', poll],
      ['intake', intake],
      ...workers,
    ]);
    this.topics = powers['sns-worker'].publishesTo.map((topic) => this.#topic(topic));
  }

  /** Plans an entry from the ledger's stream within a second, and a held one when its hold ends. */
  #planner(): Deployed {
    const { record } = this.#workshop;
    const planner = addEntry(this, 'plan', this.#workshop, {
      description: 'Plans a new entry: pages, parcels, messages',
      ifItFails: 'A declaration reaches its classes up to a minute late, by the tick.',
      runbook: 'planning-fails',
    });
    const dead = addDeadLetterQueue(this, 'PlanDead', {
      ...this.#hurts('Nobody yet: the tick plans what ended here. It says that planning fails.', 'planning-fails'),
      name: planDeadLetterQueueName,
      senders: this.#roles(planDeadLetterQueueName),
      sources: [planQueueName],
      oldest: Duration.minutes(1),
    });
    const queue = addQueue(this, 'PlanQueue', {
      ...this.#hurts('Declarations that waited for their hold are posted late, by the tick.', 'planning-fails'),
      name: planQueueName,
      senders: this.#roles(planQueueName),
      deadLetters: dead,
      oldest: Duration.minutes(3),
    });
    planner.lambda.addEventSource(
      new SqsEventSource(queue, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    const stream = record.ledger.tableStreamArn ?? '';
    // The library's own source would allow listing every stream of the account.
    const actions = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];
    planner.lambda.addToRolePolicy(
      new PolicyStatement({ actions: actions.map((action) => `dynamodb:${action}`), resources: [stream] }),
    );
    new EventSourceMapping(this, 'LedgerStream', {
      target: planner.lambda,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 1,
      // One bad record would block its shard for a day by default; the tick plans what was given up here.
      retryAttempts: 3,
      maxRecordAge: Duration.seconds(60),
      onFailure: new SqsDlq(dead),
      // New entries alone: a row that was overwritten is no decision (S-13).
      filters: [
        FilterCriteria.filter({
          eventName: ['INSERT'],
          dynamodb: { NewImage: { kind: { S: ['entry'] } } },
        }),
      ],
    });
    return planner;
  }

  /** Webhooks that were proven, one by one and two at once: a flood of them waits, and nobody else does. */
  #intake(): Deployed {
    const intake = addEntry(this, 'intake', this.#workshop, {
      description: 'Makes signals of webhooks that were proven',
      ifItFails: 'Administrators do not see incidents that monitoring systems report.',
      runbook: 'incidents-do-not-come-in',
    });
    const hurts = this.#hurts(
      'Administrators do not see an incident that a monitoring system reported.',
      'incidents-do-not-come-in',
    );
    const dead = addDeadLetterQueue(this, 'IntakeDead', {
      ...hurts,
      name: intakeDeadLetterQueueName,
      senders: [],
      sources: [intakeQueueName],
      oldest: Duration.minutes(1),
    });
    const queue = addQueue(this, 'IntakeQueue', {
      ...hurts,
      name: intakeQueueName,
      senders: this.#roles(intakeQueueName),
      deadLetters: dead,
      oldest: Duration.minutes(5),
    });
    intake.lambda.addEventSource(
      new SqsEventSource(queue, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    return intake;
  }

  #channel(channel: ChannelName, deadLetters: Deployed): [EntryName, Deployed] {
    const entry = workerOf[channel];
    const worker = addEntry(this, entry, this.#workshop, {
      description: `Posts parcels to ${channel}`,
      ifItFails: reached[channel],
      runbook: 'classes-are-not-being-posted-to',
    });
    const { name, sources } = deadLettersOf(channel);
    const dead = addDeadLetterQueue(this, pascal(`${channel}-dead`), {
      ...this.#hurts(
        'Classes that could not be posted to are shown as pending, and nobody hears that they are stuck.',
        'dead-letters-are-not-recorded',
      ),
      name,
      senders: [],
      sources,
      oldest: Duration.minutes(5),
    });
    deadLetters.lambda.addEventSource(
      new SqsEventSource(dead, { batchSize: 10, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    for (const lane of lanes) {
      const queue = this.#lane(channel, lane, dead);
      worker.lambda.addEventSource(
        new SqsEventSource(queue, { batchSize: 1, maxConcurrency: atOnce, reportBatchItemFailures: true }),
      );
    }
    return [entry, worker];
  }

  #lane(channel: ChannelName, lane: (typeof lanes)[number], deadLetters: Queue): Queue {
    const name = queueName(channel, lane);
    return addQueue(this, pascal(`${channel}-${lane}`), {
      ...this.#hurts(reached[channel], 'classes-are-not-being-posted-to'),
      name,
      senders: this.#roles(name),
      deadLetters,
      // A district of 6,600 classes takes some minutes; what corrects a notice may not wait behind it.
      oldest: lane === 'urgent' ? Duration.minutes(3) : Duration.minutes(15),
    });
  }

  /** The safe way beside the stream (DESIGN 3.4). The next minute makes another, so a failed one is not repeated. */
  #tick(): Deployed {
    const tick = addEntry(this, 'tick', this.#workshop, {
      description: 'Every minute: plans what was missed, wakes what is due, seals what has ended',
      ifItFails: 'Whatever waits or went wrong is not taken up again: classes stay without their notice.',
      runbook: 'the-tick-stands-still',
    });
    this.#every(Duration.minutes(1), tick);
    return tick;
  }

  /** Warnings come hours ahead and are updated every few minutes; five are soon enough, and kind to a public service. */
  #poll(): Deployed {
    const poll = addEntry(this, 'poll', this.#workshop, {
      description: 'Every five minutes: looks at the weather and works out what could be declared',
      ifItFails: 'Administrators do not see that a storm is coming, or that a warning has changed.',
      runbook: 'the-weather-is-unknown',
    });
    this.#every(Duration.minutes(pollMinutes), poll);
    return poll;
  }

  #every(period: Duration, { lambda }: Deployed): void {
    lambda.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.seconds(60) });
    new Rule(this, `${lambda.node.id}Clock`, {
      schedule: Schedule.rate(period),
      targets: [new LambdaFunction(lambda, { retryAttempts: 0, maxEventAge: Duration.seconds(60) })],
    });
  }

  #topic(topic: TopicName): Topic {
    const { cell } = this.#workshop;
    const publishers = publishersTo(topic).map((entry) => roleArn(this, cell, entry));
    const made = addTopic(this, pascal(`${topic}-topic`), { cell, topic, publishers, alarms: false });
    if (topic === 'administrators') this.#tellBoard(made);
    return made;
  }

  /** Somebody of the board hears of every use of break-glass (S-07), and of nothing else that administrators hear. */
  #tellBoard(administrators: Topic): void {
    const { email, phone } = this.#workshop.cell.deployment.boardContact ?? {};
    const filterPolicy = { type: SubscriptionFilter.stringFilter({ allowlist: ['break-glass'] }) };
    if (email !== undefined) administrators.addSubscription(new EmailSubscription(email, { filterPolicy }));
    if (phone !== undefined) administrators.addSubscription(new SmsSubscription(phone, { filterPolicy }));
  }

  #roles(queue: string): string[] {
    return sendersTo(queue).map((entry) => roleArn(this, this.#workshop.cell, entry));
  }

  #hurts(ifItFails: string, runbook: string) {
    const { cell, record } = this.#workshop;
    return { cell, ifItFails, runbook, operations: record.operationsTopic };
  }
}
