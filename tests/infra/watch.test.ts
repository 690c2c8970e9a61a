import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entryNames } from '../../infra/parts/bundle.ts';
import { reports } from '../../infra/parts/reports.ts';
import { projectSources } from '../support/source-file.ts';
import { resourcesOf, textOf, stacksOfTwo, word } from './cells.ts';

const stacks = stacksOfTwo();
const alarms = resourcesOf(stacks, 'AWS::CloudWatch::Alarm')
  .filter(({ stack }) => stack.startsWith('lakes-'))
  .map((one) => ({
    ...one,
    name: word(one.Properties, 'AlarmName'),
    says: word(one.Properties, 'AlarmDescription'),
  }));

const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');
const [instructions = '', articles = ''] = runbook.split(/^# Alarms$/m);

/** Headings as anchors, with the text below each. */
const articleTexts = new Map(
  articles
    .split(/^## /m)
    .slice(1)
    .map((article) => {
      const [title = '', ...lines] = article.split('\n');
      return [
        title
          .toLowerCase()
          .replaceAll(/[^\w\s-]/g, '')
          .replaceAll(' ', '-'),
        lines.join('\n'),
      ] as const;
    }),
);

const anchorOf = (says: string): string => /What to do: docs\/runbook\.md#([\w-]+)$/.exec(says)?.[1] ?? '';

describe('alarms', () => {
  test.each(alarms.map(({ name, says }) => [name, says]))('%s says who is hurt and where to read on', (_name, says) => {
    expect(says).toMatch(/^[A-Z].{20,}\. What to do: /);
    expect(articleTexts.get(anchorOf(says)) ?? '').toMatch(/^1\. /m);
  });

  test('every article of an alarm has an alarm', () => {
    const linked = new Set(alarms.map(({ says }) => anchorOf(says)));
    expect([...articleTexts.keys()].filter((anchor) => !linked.has(anchor))).toEqual([]);
  });

  test('each tells the people on duty, when it begins and when it is over', () => {
    const topic = '<AWS::SNS::Topic lakes-operations>';
    const told = (one: (typeof alarms)[number], member: string): string[] =>
      [one.Properties[member]].flat().map((arn) => textOf(stacks, one.stack, arn));
    const others = alarms.filter(
      (one) => told(one, 'AlarmActions')[0] !== topic || told(one, 'OKActions')[0] !== topic,
    );
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  test.each(entryNames)('%s has one for its failures', (entry) => {
    const own = alarms.filter(({ name }) => name === `lakes-bellwether-${entry}-fails`);
    expect(own.map(({ Properties }) => Properties)).toMatchObject([{ MetricName: 'Errors', Threshold: 1 }]);
  });

  test('every queue has one for messages that wait', () => {
    const queues = resourcesOf(stacks, 'AWS::SQS::Queue').filter(({ stack }) => stack.startsWith('lakes-'));
    const waits = alarms.filter(({ Properties }) => Properties['MetricName'] === 'ApproximateAgeOfOldestMessage');
    const watched = waits.map(({ name }) => name.replace(/-waits$/, ''));
    expect(watched.toSorted()).toEqual(queues.map(({ Properties }) => word(Properties, 'QueueName')).toSorted());
  });

  test.each([
    ['tick', 'Invocations'],
    // Not its invocations: one that crashes each time is started all the same.
    ['poll', 'WeatherPolled'],
  ])('silence of the %s is one', (entry, metric) => {
    const own = alarms.find(({ name }) => name === `lakes-bellwether-${entry}-is-silent`);
    expect(own?.Properties).toMatchObject({
      MetricName: metric,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });
});

describe('what the product reports for a person to look at', () => {
  const sources = projectSources(['functions']);
  const named = (pattern: RegExp): string[] =>
    sources.flatMap(({ text }) => [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []));
  const reported = new Set([...named(/\breport\(\s*'([a-z-]+)'/g), ...named(/\balarm: '([a-z-]+)'/g)]);

  test('has an alarm by name for everything that the sources report, and for nothing else', () => {
    expect(reported.size).toBeGreaterThan(8);
    expect(Object.keys(reports).toSorted()).toEqual([...reported].toSorted());
  });

  test('is counted from the log of every function, by its name', () => {
    const all = resourcesOf(stacks, 'AWS::Logs::MetricFilter').filter(({ stack }) => stack === 'lakes-watch');
    const isHeartbeat = (pattern: unknown): boolean => pattern === '{ ($.message = "polled") && ($.feed = "weather") }';
    const filters = all.filter(({ Properties }) => !isHeartbeat(Properties['FilterPattern']));
    expect(all).toHaveLength(entryNames.length + 1);
    expect(filters).toHaveLength(entryNames.length);
    for (const { Properties } of filters) {
      expect(Properties).toMatchObject({
        FilterPattern: '{ $.alarm = "*" }',
        MetricTransformations: [
          {
            MetricName: 'Reported',
            MetricNamespace: 'Bellwether/lakes',
            Dimensions: [{ Key: 'alarm', Value: '$.alarm' }],
          },
        ],
      });
    }
    const own = alarms.filter(({ Properties }) => Properties['MetricName'] === 'Reported');
    expect(own.map(({ Properties }) => Properties['Dimensions'])).toEqual(
      Object.keys(reports).map((Value) => [{ Name: 'alarm', Value }]),
    );
  });
});

describe('the runbook', () => {
  test.each(['First deployment', 'Secrets', 'Roster', 'Incident response in progress'])(
    'has an article: %s',
    (title) => {
      expect(instructions).toMatch(new RegExp(`^## ${title}$`, 'm'));
    },
  );
});
