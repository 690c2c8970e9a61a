import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type EntryName, pollMinutes } from '../functions/names.ts';
import { nameIn } from './cell.ts';
import { pascal } from './functions.ts';
import { addAlarm, type AlarmProps, minute } from './parts/alarm.ts';
import type { Deployed } from './parts/function.ts';
import { reports } from './parts/reports.ts';
import type { PipelineStack } from './pipeline-stack.ts';
import type { WebStack } from './web-stack.ts';

export type WatchStackProps = StackProps & { readonly web: WebStack; readonly pipeline: PipelineStack };

/** Alarms over several parts: silence, lateness, refusals, and what the product itself reports for a person to look at. */
export class WatchStack extends Stack {
  readonly #web: WebStack;
  readonly #functions: ReadonlyMap<EntryName, Deployed>;

  constructor(scope: Construct, id: string, { web, pipeline, ...props }: WatchStackProps) {
    super(scope, id, props);
    this.#web = web;
    this.#functions = new Map([
      ...pipeline.deployed,
      ['decision-api', web.decisions],
      ['hooks', web.hooks],
      ['break-glass', web.breakGlass],
      ['record-api', web.reports],
      ['operations-api', web.others],
    ]);
    this.#watchClocks();
    this.#watchStream();
    this.#watchApi();
    this.#watchCapacity();
    this.#watchTopics(pipeline);
    this.#watchReports();
  }

  /** Nothing is inferred from silence (DESIGN 3.9): what should run and does not is as bad as what fails. */
  #watchClocks(): void {
    this.#add('TickSilent', {
      name: 'tick-is-silent',
      ifItFails: 'Whatever waits or went wrong is not taken up again: classes stay without their notice.',
      runbook: 'the-tick-stands-still',
      metric: this.#of('tick').lambda.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      below: true,
      silenceIsBad: true,
    });
    // Started is not looked: a poll that crashes each time, five minutes apart, would pass for alive.
    this.#add('PollSilent', {
      name: 'poll-is-silent',
      ifItFails: 'Administrators do not see that a storm is coming: nobody looks at the weather.',
      runbook: 'the-weather-is-unknown',
      metric: this.#heartbeatOfPoll(),
      threshold: 1,
      below: true,
      silenceIsBad: true,
    });
  }

  /** Looks at the weather that came to an end, whatever they saw: the poll writes a line for each. */
  #heartbeatOfPoll(): Metric {
    const heartbeat = { metricNamespace: this.#namespace(), metricName: 'WeatherPolled' };
    new MetricFilter(this, 'PollHeartbeat', {
      logGroup: this.#of('poll').logs,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.message', '=', 'polled'),
        FilterPattern.stringValue('$.feed', '=', 'weather'),
      ),
      ...heartbeat,
      metricValue: '1',
    });
    const { metricNamespace: namespace, metricName } = heartbeat;
    return new Metric({ namespace, metricName, period: Duration.minutes(3 * pollMinutes), statistic: 'Sum' });
  }

  #watchStream(): void {
    this.#add('StreamLate', {
      name: 'stream-is-late',
      ifItFails: 'Declarations reach their classes up to a minute late, by the tick.',
      runbook: 'planning-fails',
      metric: this.#of('plan').lambda.metric('IteratorAge', { period: minute, statistic: 'Maximum' }),
      threshold: Duration.seconds(30).toMilliseconds(),
      periods: 2,
    });
  }

  #watchApi(): void {
    this.#add('ApiErrors', {
      name: 'api-errors',
      ifItFails: 'Administrators and IT get errors instead of answers.',
      runbook: 'the-api-answers-with-errors',
      metric: this.#web.api.metricServerError({ period: minute, statistic: 'Sum' }),
      threshold: 3,
      periods: 2,
    });
  }

  /** A new account runs ten functions at once: too few for a fan-out. */
  #watchCapacity(): void {
    // CloudWatch adds up ten at most. Left out are two that strangers reach, webhooks, whose vendors try again, and break-glass; and reports,
    // for which nobody waits.
    const left: ReadonlySet<EntryName> = new Set(['hooks', 'break-glass', 'record-api']);
    const throttles = [...this.#functions]
      .filter(([entry]) => !left.has(entry))
      .map(([, { lambda }]) => lambda.metricThrottles({ period: minute }));
    const usingMetrics = Object.fromEntries(throttles.map((metric, index) => [`m${index}`, metric]));
    this.#add('Throttled', {
      name: 'functions-are-throttled',
      ifItFails: 'Classes get their notice late, and administrators may get errors: functions wait for capacity.',
      runbook: 'functions-are-throttled',
      metric: new MathExpression({ expression: Object.keys(usingMetrics).join(' + '), usingMetrics, period: minute }),
      threshold: 1,
      periods: 3,
    });
    for (const table of ['ledger', 'operations'] as const) {
      const { tableName } = this.#web.workshop.record[table];
      this.#add(pascal(`${table}-throttled`), {
        name: `${table}-table-is-throttled`,
        ifItFails: 'Classes get their notice late: the table answers slower than it is asked.',
        runbook: 'a-table-is-throttled',
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName: 'WriteThrottleEvents',
          dimensionsMap: { TableName: tableName },
          period: minute,
          statistic: 'Sum',
        }),
        threshold: 1,
        periods: 3,
      });
    }
  }

  #watchTopics({ topics }: PipelineStack): void {
    for (const topic of topics) {
      this.#add(`${topic.node.id}Undelivered`, {
        name: `${topic.node.id}-undelivered`,
        ifItFails: 'Some subscribers of this topic do not get their message.',
        runbook: 'a-topic-cannot-deliver',
        metric: topic.metricNumberOfNotificationsFailed({ period: Duration.minutes(5), statistic: 'Sum' }),
        threshold: 1,
      });
    }
  }

  /** Log lines with an `alarm` are counted by its name; the names are in `parts/reports.ts`. */
  #watchReports(): void {
    const metricNamespace = this.#namespace();
    for (const [entry, { logs }] of this.#functions) {
      new MetricFilter(this, `${pascal(entry)}Reports`, {
        logGroup: logs,
        filterPattern: FilterPattern.exists('$.alarm'),
        metricNamespace,
        metricName: 'Reported',
        metricValue: '1',
        dimensions: { alarm: '$.alarm' },
      });
    }
    for (const [alarm, report] of Object.entries(reports)) {
      const { ifItFails, runbook } = report;
      const dimensionsMap = { alarm };
      const metric = new Metric({
        namespace: metricNamespace,
        metricName: 'Reported',
        dimensionsMap,
        period: 'minutes' in report ? Duration.minutes(report.minutes) : minute,
        statistic: 'Sum',
      });
      this.#add(pascal(`reported-${alarm}`), { name: alarm, ifItFails, runbook, metric, threshold: 1 });
    }
  }

  #namespace(): string {
    return `Bellwether/${this.#web.workshop.cell.district.id}`;
  }

  #of(entry: EntryName): Deployed {
    const found = this.#functions.get(entry);
    if (found === undefined) throw new Error(`${entry} is not deployed: add it to the pipeline`);
    return found;
  }

  #add(id: string, props: Omit<AlarmProps, 'operations'>): void {
    const { cell, record } = this.#web.workshop;
    const name = nameIn(cell, `bellwether-${props.name}`);
    addAlarm(this, id, { ...props, name, operations: record.operationsTopic });
  }
}
