import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  channelNames,
  deadLetterQueueName,
  entries,
  hookVendors,
  intakeQueueName,
  lanes,
  planQueueName,
  queueName,
  topicNames,
} from '../../functions/names.ts';
import { readLambdaSettings } from '../../functions/platform/lambda-settings.ts';
import { tables } from '../../functions/store/tables.ts';
import { entryNames } from '../../infra/parts/bundle.ts';
import { intakeDeadLetterQueueName, planDeadLetterQueueName } from '../../infra/powers.ts';
import { districtWith } from '../support/district.ts';
import { withDrillTopic } from '../support/drills.ts';
import { type Found, resourcesOf, textOf, stacksOfTwo, word } from './cells.ts';
import { grantsOf } from './granted.ts';

const stacks = stacksOfTwo();
const lakes = (type: string): Found[] => resourcesOf(stacks, type).filter(({ stack }) => stack.startsWith('lakes-'));
const text = ({ stack }: Found, value: unknown): string => textOf(stacks, stack, value);
const plainName = (name: string): string => /lakes-(bellwether-[\w-]+)/.exec(name)?.[1] ?? name;

/** Its topic for drills is there in any case, under the name that the district file gives it when it wants drills. */
const withDrills = JSON.stringify(withDrillTopic(districtWith({})));

const functions = lakes('AWS::Lambda::Function');
const queues = lakes('AWS::SQS::Queue');
const mappings = lakes('AWS::Lambda::EventSourceMapping').map((one) => ({
  ...one.Properties,
  source: plainName(text(one, one.Properties['EventSourceArn'])),
  target: plainName(text(one, one.Properties['FunctionName'])),
}));
const ofQueue = (name: string) => mappings.find(({ source }) => source === name);

/** What DELIVERY 3 says of a lane's mapping. */
const laneMapping = {
  BatchSize: 1,
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  ScalingConfig: { MaximumConcurrency: 5 },
};

describe('functions', () => {
  test.each(entryNames)('%s is deployed with its timeout, on the runtime that the project has', (entry) => {
    const found = functions.filter(({ Properties }) => Properties['FunctionName'] === `lakes-bellwether-${entry}`);
    expect(found.map(({ Properties }) => Properties)).toMatchObject([
      {
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Timeout: entries[entry].timeoutSeconds,
        Handler: 'index.handler',
      },
    ]);
    // A tracer records return values; reserved concurrency counts waiting as crashing.
    expect(found[0]?.Properties).not.toHaveProperty('TracingConfig');
    expect(found[0]?.Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('there are no others, such as helpers of the CDK with powers of their own', () => {
    expect(functions).toHaveLength(entryNames.length);
    expect(lakes('AWS::IAM::Role')).toHaveLength(entryNames.length);
  });

  test('logs are kept for 400 days, and outlive their stack', () => {
    const groups = lakes('AWS::Logs::LogGroup');
    expect(groups).toHaveLength(entryNames.length + 1);
    expect(
      groups.filter((one) => one.Properties['RetentionInDays'] !== 400 || one.DeletionPolicy !== 'Retain'),
    ).toEqual([]);
  });

  test.each(functions.map((one) => [plainName(word(one.Properties, 'FunctionName')), one] as const))(
    '%s reads its settings from what is deployed, and finds every queue and topic by its name',
    (_name, one) => {
      const { Variables } = z
        .object({ Variables: z.record(z.string(), z.json()) })
        .parse(one.Properties['Environment']);
      const environment = Object.fromEntries(
        Object.entries(Variables).map(([name, value]) => [
          name,
          text(one, value)
            .replace(/^<AWS::Cognito.*/, 'https://issuer.example.org')
            .replace(/<AWS::CloudFront.*/, 'd1.cloudfront.net'),
        ]),
      );
      const settings = readLambdaSettings({ AWS_REGION: 'us-east-2', ...environment }, () => withDrills);
      const addresses = queues.map(({ Properties }) => word(Properties, 'QueueName'));
      for (const address of Object.values(settings.queues)) expect(addresses).toContain(address.split('/').at(-1));
      const topics = lakes('AWS::SNS::Topic').map(
        ({ Properties }) => `arn:aws:sns:us-east-2:000000000000:${word(Properties, 'TopicName')}`,
      );
      expect(Object.values(settings.topics).toSorted()).toEqual(topics.toSorted());
      expect(Object.keys(settings.topics).toSorted()).toEqual(topicNames.toSorted());
    },
  );

  test('a function has the name of a secret, key, bucket or vendor only if it may use it', () => {
    const grants = grantsOf(stacks, 'lakes');
    const needs: readonly (readonly [string, RegExp])[] = [
      ['BELLWETHER_SIGNING_KEY', /^kms:/],
      ['BELLWETHER_PAGES_BUCKET', /^s3:/],
      ['BELLWETHER_SECRET_PREFIX', /^secretsmanager:/],
    ];
    for (const one of functions) {
      const entry = word(one.Properties, 'FunctionName').replace('lakes-bellwether-', '');
      const variables = JSON.stringify(one.Properties['Environment']);
      for (const [variable, action] of needs) {
        const may = grants.some((grant) => grant.entry === entry && action.test(grant.action));
        expect([entry, variable, variables.includes(variable)]).toEqual([entry, variable, may]);
      }
    }
  });
});

describe('queues', () => {
  const expected = [
    planQueueName,
    planDeadLetterQueueName,
    intakeQueueName,
    intakeDeadLetterQueueName,
    ...channelNames.flatMap((channel) => [
      deadLetterQueueName(channel),
      ...lanes.map((lane) => queueName(channel, lane)),
    ]),
  ];

  test('are those of the product, with one more for what planning and intake could not do', () => {
    expect(queues.map(({ Properties }) => plainName(word(Properties, 'QueueName'))).toSorted()).toEqual(
      expected.toSorted(),
    );
  });

  test.each(expected.filter((name) => !name.endsWith('-dead')))(
    '%s has a consumer, and a place for what crashes it',
    (name) => {
      const queue = queues.find(({ Properties }) => Properties['QueueName'] === `lakes-${name}`);
      const timeout = functions.find(
        ({ Properties }) => plainName(word(Properties, 'FunctionName')) === ofQueue(name)?.target,
      )?.Properties['Timeout'];
      expect(queue?.Properties).toMatchObject({ VisibilityTimeout: 360, RedrivePolicy: { maxReceiveCount: 5 } });
      expect(360).toBeGreaterThanOrEqual(6 * Number(timeout));
      const policy = z.object({ deadLetterTargetArn: z.json() }).parse(queue?.Properties['RedrivePolicy']);
      const dead = queue && plainName(text(queue, policy.deadLetterTargetArn));
      expect(expected).toContain(dead);
      const allowed = JSON.stringify(
        queues.find(({ Properties }) => plainName(word(Properties, 'QueueName')) === dead)?.Properties[
          'RedriveAllowPolicy'
        ],
      );
      expect(allowed).toContain(`lakes-${name}`);
    },
  );

  test.each(channelNames)('the dead letters of %s are recorded', (channel) => {
    expect(ofQueue(deadLetterQueueName(channel))).toMatchObject({ target: 'bellwether-dead-letters' });
  });

  test.each(channelNames.flatMap((channel) => lanes.map((lane) => [channel, lane] as const)))(
    '%s, %s feeds its worker one parcel at a time, five at once',
    (channel, lane) => {
      expect(ofQueue(queueName(channel, lane))).toMatchObject({
        ...laneMapping,
        target: `bellwether-${channel}-worker`,
      });
    },
  );

  test.each([
    ['AWS::SQS::QueuePolicy', 'sqs:SendMessage', 'Queues'],
    ['AWS::SNS::TopicPolicy', 'sns:Publish', 'Topics'],
  ])('%s: nobody sends but who is granted it, and nobody without TLS', (type, action, member) => {
    const policies = lakes(type);
    expect(policies).toHaveLength(type.includes('SQS') ? expected.length : topicNames.length);
    for (const policy of policies) {
      const statements = z
        .object({ Statement: z.array(z.record(z.string(), z.json())) })
        .parse(policy.Properties['PolicyDocument']).Statement;
      expect(statements).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      );
      const only = statements.find(
        (one) => one['Action'] === action && one['Sid'] !== undefined && word(one, 'Sid').startsWith('Only'),
      );
      const { Null, ArnNotEquals } = z
        .object({
          Null: z.object({ 'aws:PrincipalArn': z.literal('false') }),
          ArnNotEquals: z
            .object({ 'aws:PrincipalArn': z.union([z.array(z.json()), z.json().transform((one) => [one])]) })
            .optional(),
        })
        .parse(only?.['Condition']);
      expect(Null).toBeDefined();
      const roles = (ArnNotEquals?.['aws:PrincipalArn'] ?? []).map(
        (arn) => text(policy, arn).split('bellwether-')[1] ?? '',
      );
      const [target] = z.array(z.json()).parse(policy.Properties[member]);
      const name = plainName(text(policy, target)).replace(/^<AWS::SNS::Topic lakes-(.+)>$/, '$1');
      const granted = grantsOf(stacks, 'lakes').filter(
        (one) => one.action === action && one.resource.endsWith(`:${name}`),
      );
      expect([name, roles.toSorted()]).toEqual([name, granted.map(({ entry }) => entry).toSorted()]);
    }
  });
});

describe('the record', () => {
  const [ledger, operations] = ['ledger', 'operations'].map((name) =>
    lakes('AWS::DynamoDB::GlobalTable').find(
      ({ Properties }) => Properties['TableName'] === `lakes-bellwether-${name}`,
    ),
  );

  test('tables are those of the product, on demand, recoverable, protected and kept', () => {
    for (const [table, { partitionKey, sortKey }] of [
      [ledger, tables.ledger],
      [operations, tables.operations],
    ] as const) {
      expect(table).toMatchObject({
        DeletionPolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [
            { AttributeName: partitionKey, KeyType: 'HASH' },
            { AttributeName: sortKey, KeyType: 'RANGE' },
          ],
          Replicas: [
            { DeletionProtectionEnabled: true, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
          ],
        },
      });
      expect(table?.Properties).not.toHaveProperty('GlobalSecondaryIndexes');
    }
    expect(ledger?.Properties).not.toHaveProperty('TimeToLiveSpecification');
    expect(operations?.Properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: tables.operations.timeToLive, Enabled: true },
    });
  });

  test('rows of the ledger are never changed or deleted, by whatever role', () => {
    expect(ledger?.Properties).toMatchObject({
      Replicas: [
        {
          ResourcePolicy: {
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Deny',
                  Principal: { AWS: '*' },
                  Action: expect.arrayContaining([
                    'dynamodb:UpdateItem',
                    'dynamodb:DeleteItem',
                    'dynamodb:BatchWriteItem',
                    'dynamodb:PartiQLInsert',
                    'dynamodb:PartiQLUpdate',
                    'dynamodb:PartiQLDelete',
                  ]),
                },
              ],
            },
          },
        },
      ],
    });
    expect(JSON.stringify(ledger?.Properties['Replicas'])).not.toContain('Condition');
  });

  test('new entries alone reach the planner by the stream, and a bad one does not block the others', () => {
    expect(ledger?.Properties).toMatchObject({ StreamSpecification: { StreamViewType: 'NEW_IMAGE' } });
    const stream = mappings.find(({ target, source }) => target === 'bellwether-plan' && source !== planQueueName);
    expect(stream).toMatchObject({
      BatchSize: 1,
      MaximumRetryAttempts: 3,
      MaximumRecordAgeInSeconds: 60,
      DestinationConfig: { OnFailure: {} },
      FilterCriteria: {
        Filters: [
          { Pattern: JSON.stringify({ eventName: ['INSERT'], dynamodb: { NewImage: { kind: { S: ['entry'] } } } }) },
        ],
      },
    });
  });

  test('a hook’s secret is deployed with a random value, and room for the one before it', () => {
    const secrets = lakes('AWS::SecretsManager::Secret').filter(({ Properties }) =>
      word(Properties, 'Name').startsWith('bellwether/lakes/hooks/'),
    );
    expect(new Set(secrets.map(({ Properties }) => word(Properties, 'Name').replace(/.*\//, '')))).toEqual(
      new Set(hookVendors.filter((vendor) => vendor !== 'sns')),
    );
    for (const { Properties } of secrets) {
      const form = { SecretStringTemplate: '{}', GenerateStringKey: 'current', PasswordLength: 43 };
      expect(Properties['GenerateSecretString']).toMatchObject(form);
    }
  });

  test('signing key, secrets and pages outlive the stack', () => {
    const kept = ['AWS::KMS::Key', 'AWS::SecretsManager::Secret', 'AWS::S3::Bucket'].flatMap((type) => lakes(type));
    // Besides key, pages, delivery secret and one service user: what the vendors of four hooks share with us, and the two halves' hashes.
    expect(kept.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(Array.from({ length: 9 }, () => 'Retain'));
    expect(lakes('AWS::KMS::Key')[0]?.Properties).toMatchObject({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' });
  });
});

describe('clocks', () => {
  test.each([
    ['tick', 'rate(1 minute)'],
    ['poll', 'rate(5 minutes)'],
  ])('%s runs at %s, and a late run is not made up for', (entry, expression) => {
    const rules = lakes('AWS::Events::Rule').filter((one) =>
      JSON.stringify(one.Properties['Targets']).includes(`"${entry === 'tick' ? 'Tick' : 'Poll'}`),
    );
    expect(rules.map(({ Properties }) => Properties)).toMatchObject([
      {
        ScheduleExpression: expression,
        State: 'ENABLED',
        Targets: [{ RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 } }],
      },
    ]);
  });
});
