import { Duration, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Queue, RedrivePermission, type IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type Cell, nameIn } from '../cell.ts';
import { addAlarm, minute, type WhenItFails } from './alarm.ts';

/** Six times a function's timeout, or Lambda refuses the mapping (DELIVERY 3). */
const visibility = Duration.seconds(360);
/** Counts crashes only: whoever waits sends the message again. */
const mostCrashes = 5;

export type QueueProps = WhenItFails & {
  readonly cell: Cell;
  /** Its name in `functions/names.ts`; the district's id comes before it. */
  readonly name: string;
  /** Roles that may send; nobody else, whatever else they may do (S-13). */
  readonly senders: readonly string[];
  /** A message this old is an alarm. */
  readonly oldest: Duration;
};

/** A queue that passes a message on when it crashed its function five times. */
export function addQueue(scope: Construct, id: string, props: QueueProps & { readonly deadLetters: Queue }): Queue {
  const queue = new Queue(scope, id, {
    queueName: nameIn(props.cell, props.name),
    visibilityTimeout: visibility,
    retentionPeriod: Duration.days(4),
    enforceSSL: true,
    deadLetterQueue: { queue: props.deadLetters, maxReceiveCount: mostCrashes },
  });
  return guarded(scope, id, queue, props);
}

/** Where messages end that nobody could work on; `sources` are the names of the queues that may pass on to it. */
export function addDeadLetterQueue(
  scope: Construct,
  id: string,
  props: QueueProps & { readonly sources: readonly string[] },
): Queue {
  const stack = Stack.of(scope);
  // By name: a source names its dead-letter queue, so this queue cannot wait for its sources.
  const sourceQueues = props.sources.map((source) =>
    Queue.fromQueueArn(
      scope,
      `${id}From-${source}`,
      stack.formatArn({ service: 'sqs', resource: nameIn(props.cell, source) }),
    ),
  );
  const queue = new Queue(scope, id, {
    queueName: nameIn(props.cell, props.name),
    visibilityTimeout: visibility,
    retentionPeriod: Duration.days(14),
    enforceSSL: true,
    redriveAllowPolicy: { redrivePermission: RedrivePermission.BY_QUEUE, sourceQueues },
  });
  return guarded(scope, id, queue, props);
}

function guarded(scope: Construct, id: string, queue: Queue, props: QueueProps): Queue {
  queue.addToResourcePolicy(onlySenders(queue, props.senders));
  addAlarm(scope, `${id}Waits`, {
    ...props,
    name: `${nameIn(props.cell, props.name)}-waits`,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: minute, statistic: 'Maximum' }),
    threshold: props.oldest.toSeconds(),
    periods: 2,
  });
  return queue;
}

/** SQS moves dead letters as nobody: the second condition leaves that way open, and it alone. */
function onlySenders(queue: IQueue, roles: readonly string[]): PolicyStatement {
  return new PolicyStatement({
    sid: 'OnlyItsSenders',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: {
      Null: { 'aws:PrincipalArn': 'false' },
      ...(roles.length > 0 && { ArnNotEquals: { 'aws:PrincipalArn': roles } }),
    },
  });
}
