import { describe, expect, test } from 'vitest';
import { stacksOfTwo } from './cells.ts';
import { type Grant, grantsOf } from './granted.ts';

const stacks = stacksOfTwo();
const grants = grantsOf(stacks, 'lakes');

/** One line a function and resource: changing a grant changes a line. */
function asTable(all: readonly Grant[]): string {
  const rows = Map.groupBy(all, ({ entry, resource }) => `${entry.padEnd(24)} ${resource}`);
  return [...rows]
    .map(([row, same]) => `${row.padEnd(68)} ${same.map(({ action }) => action).join(' ')}`)
    .toSorted()
    .join('\n');
}

describe('what each function may do', () => {
  test('is this and nothing else', () => {
    expect(`\n${asTable(grants)}\n`).toMatchInlineSnapshot(`
      "
      break-glass              its own log                                 logs:CreateLogStream logs:PutLogEvents
      break-glass              ledger                                      dynamodb:GetItem dynamodb:Query
      break-glass              ledger:content#*                            dynamodb:PutItem
      break-glass              ledger:year#*                               dynamodb:PutItem
      break-glass              operations                                  dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      break-glass              secret:break-glass                          secretsmanager:GetSecretValue
      break-glass              signing-key                                 kms:Sign
      break-glass              topic:administrators                        sns:Publish
      dead-letters             its own log                                 logs:CreateLogStream logs:PutLogEvents
      dead-letters             ledger                                      dynamodb:GetItem
      dead-letters             operations                                  dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem
      dead-letters             queue:bellwether-google-classroom-dead      sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage
      dead-letters             queue:bellwether-sns-dead                   sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage
      dead-letters             queue:bellwether-teams-dead                 sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage
      decision-api             its own log                                 logs:CreateLogStream logs:PutLogEvents
      decision-api             ledger                                      dynamodb:GetItem dynamodb:Query
      decision-api             ledger:content#*                            dynamodb:PutItem
      decision-api             ledger:year#*                               dynamodb:PutItem
      decision-api             operations                                  dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      decision-api             signing-key                                 kms:Sign
      google-classroom-worker  its own log                                 logs:CreateLogStream logs:PutLogEvents
      google-classroom-worker  ledger                                      dynamodb:GetItem dynamodb:Query
      google-classroom-worker  operations                                  dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      google-classroom-worker  proof to https://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/bellwether/providers/aws sts:GetWebIdentityToken
      google-classroom-worker  queue:bellwether-google-classroom-normal    sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      google-classroom-worker  queue:bellwether-google-classroom-urgent    sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      google-classroom-worker  secret:delivery-secret                      secretsmanager:GetSecretValue
      google-classroom-worker  signing-key                                 kms:Verify
      hooks                    its own log                                 logs:CreateLogStream logs:PutLogEvents
      hooks                    queue:bellwether-intake                     sqs:SendMessage
      hooks                    secret:hooks/alertmanager                   secretsmanager:GetSecretValue
      hooks                    secret:hooks/cloudevents                    secretsmanager:GetSecretValue
      hooks                    secret:hooks/pagerduty                      secretsmanager:GetSecretValue
      hooks                    secret:hooks/statuspage                     secretsmanager:GetSecretValue
      intake                   its own log                                 logs:CreateLogStream logs:PutLogEvents
      intake                   ledger                                      dynamodb:GetItem dynamodb:Query
      intake                   operations                                  dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      intake                   queue:bellwether-intake                     sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage
      operations-api           its own log                                 logs:CreateLogStream logs:PutLogEvents
      operations-api           ledger                                      dynamodb:GetItem dynamodb:Query
      operations-api           ledger:content#*                            dynamodb:PutItem
      operations-api           operations                                  dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      operations-api           queue:bellwether-google-classroom-normal    sqs:SendMessage
      operations-api           queue:bellwether-google-classroom-urgent    sqs:SendMessage
      operations-api           queue:bellwether-sns-normal                 sqs:SendMessage
      operations-api           queue:bellwether-sns-urgent                 sqs:SendMessage
      operations-api           queue:bellwether-teams-normal               sqs:SendMessage
      operations-api           queue:bellwether-teams-urgent               sqs:SendMessage
      operations-api           secret:delivery-secret                      secretsmanager:GetSecretValue
      plan                     its own log                                 logs:CreateLogStream logs:PutLogEvents
      plan                     ledger                                      dynamodb:GetItem dynamodb:Query
      plan                     ledger/stream                               dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams
      plan                     ledger:content#*                            dynamodb:PutItem
      plan                     operations                                  dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      plan                     pages:drill/*                               s3:PutObject
      plan                     pages:n/*                                   s3:PutObject
      plan                     queue:bellwether-google-classroom-normal    sqs:SendMessage
      plan                     queue:bellwether-google-classroom-urgent    sqs:SendMessage
      plan                     queue:bellwether-plan                       sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      plan                     queue:bellwether-plan-dead                  sqs:GetQueueAttributes sqs:GetQueueUrl sqs:SendMessage
      plan                     queue:bellwether-sns-normal                 sqs:SendMessage
      plan                     queue:bellwether-sns-urgent                 sqs:SendMessage
      plan                     queue:bellwether-teams-normal               sqs:SendMessage
      plan                     queue:bellwether-teams-urgent               sqs:SendMessage
      plan                     signing-key                                 kms:Verify
      plan                     topic:administrators                        sns:Publish
      poll                     its own log                                 logs:CreateLogStream logs:PutLogEvents
      poll                     ledger                                      dynamodb:GetItem dynamodb:Query
      poll                     operations                                  dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      poll                     proof to api://AzureADTokenExchange         sts:GetWebIdentityToken
      record-api               its own log                                 logs:CreateLogStream logs:PutLogEvents
      record-api               ledger                                      dynamodb:GetItem dynamodb:Query
      sns-worker               its own log                                 logs:CreateLogStream logs:PutLogEvents
      sns-worker               ledger                                      dynamodb:GetItem dynamodb:Query
      sns-worker               operations                                  dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      sns-worker               queue:bellwether-sns-normal                 sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      sns-worker               queue:bellwether-sns-urgent                 sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      sns-worker               secret:delivery-secret                      secretsmanager:GetSecretValue
      sns-worker               signing-key                                 kms:Verify
      sns-worker               topic:administrators                        sns:GetTopicAttributes sns:Publish
      sns-worker               topic:drill                                 sns:Publish
      sns-worker               topic:public                                sns:GetTopicAttributes sns:Publish
      sns-worker               topic:staff                                 sns:GetTopicAttributes sns:Publish
      teams-worker             its own log                                 logs:CreateLogStream logs:PutLogEvents
      teams-worker             ledger                                      dynamodb:GetItem dynamodb:Query
      teams-worker             operations                                  dynamodb:BatchGetItem dynamodb:DeleteItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query dynamodb:UpdateItem
      teams-worker             proof to api://AzureADTokenExchange         sts:GetWebIdentityToken
      teams-worker             queue:bellwether-teams-normal               sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      teams-worker             queue:bellwether-teams-urgent               sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:GetQueueUrl sqs:ReceiveMessage sqs:SendMessage
      teams-worker             secret:delivery-secret                      secretsmanager:GetSecretValue
      teams-worker             secret:teams-service-user/notices-1         secretsmanager:GetSecretValue secretsmanager:PutSecretValue
      teams-worker             signing-key                                 kms:Verify
      tick                     its own log                                 logs:CreateLogStream logs:PutLogEvents
      tick                     ledger                                      dynamodb:GetItem dynamodb:Query
      tick                     ledger:content#*                            dynamodb:PutItem
      tick                     ledger:year#*                               dynamodb:PutItem
      tick                     operations                                  dynamodb:BatchGetItem dynamodb:GetItem dynamodb:PutItem dynamodb:Query
      tick                     pages:drill/*                               s3:PutObject
      tick                     pages:n/*                                   s3:PutObject
      tick                     queue:bellwether-google-classroom-normal    sqs:SendMessage
      tick                     queue:bellwether-google-classroom-urgent    sqs:SendMessage
      tick                     queue:bellwether-sns-normal                 sqs:SendMessage
      tick                     queue:bellwether-sns-urgent                 sqs:SendMessage
      tick                     queue:bellwether-teams-normal               sqs:SendMessage
      tick                     queue:bellwether-teams-urgent               sqs:SendMessage
      tick                     secret:delivery-secret                      secretsmanager:GetSecretValue
      tick                     signing-key                                 kms:Sign kms:Verify
      tick                     topic:administrators                        sns:Publish
      "
    `);
  });

  test('is the same in a district without Teams and topics, but for their secrets, names and proofs', () => {
    const other = grantsOf(stacks, 'prairie');
    const mayDiffer = ({ resource }: Grant) => /^(?:secret|topic|proof)/.test(resource);
    expect(other.filter((grant) => !mayDiffer(grant))).toEqual(grants.filter((grant) => !mayDiffer(grant)));
  });

  test('holds no wildcard but the objects of pages and the rows of partitions', () => {
    const patterns = grants.filter(({ action, resource }) => action.includes('*') || resource.includes('*'));
    expect(new Set(patterns.map(({ action, resource }) => `${action} ${resource}`))).toEqual(
      new Set([
        'dynamodb:PutItem ledger:content#*',
        'dynamodb:PutItem ledger:year#*',
        's3:PutObject pages:drill/*',
        's3:PutObject pages:n/*',
      ]),
    );
  });

  test('lets nobody change or delete a row of the ledger, or read either table whole', () => {
    const onTables = grants.filter(({ action }) => /Scan|PartiQL|BatchWrite|dynamodb:\*/.test(action));
    const onLedger = grants.filter(
      ({ resource, action }) => resource.startsWith('ledger') && /Update|Delete/.test(action),
    );
    expect([...onTables, ...onLedger]).toEqual([]);
  });

  test('lets the function that strangers reach do nothing but read proofs, send to one queue and log', () => {
    const able = grants.filter(({ entry }) => entry === 'hooks').map(({ action }) => action);
    expect(new Set(able)).toEqual(
      new Set(['logs:CreateLogStream', 'logs:PutLogEvents', 'secretsmanager:GetSecretValue', 'sqs:SendMessage']),
    );
  });

  test('lets the function that makes reports read the record and log, and touch nothing else', () => {
    const able = grants
      .filter(({ entry }) => entry === 'record-api')
      .map(({ action, resource }) => `${action} ${resource}`);
    expect(able.toSorted()).toEqual([
      'dynamodb:GetItem ledger',
      'dynamodb:Query ledger',
      'logs:CreateLogStream its own log',
      'logs:PutLogEvents its own log',
    ]);
  });

  test.each([
    ['append entries', 'dynamodb:PutItem', 'ledger:year#*', ['break-glass', 'decision-api', 'tick']],
    ['sign entries', 'kms:Sign', 'signing-key', ['break-glass', 'decision-api', 'tick']],
    ['speak to families', 'sns:Publish', 'topic:public', ['sns-worker']],
    ['prove itself to Google', 'sts:GetWebIdentityToken', /^proof to https:\/\/iam/, ['google-classroom-worker']],
    ['prove itself to Microsoft', 'sts:GetWebIdentityToken', /^proof to api:/, ['poll', 'teams-worker']],
    ['read what proves a webhook', 'secretsmanager:GetSecretValue', /^secret:hooks/, ['hooks']],
    ['read hashes of halves', 'secretsmanager:GetSecretValue', 'secret:break-glass', ['break-glass']],
    ['send what was proven', 'sqs:SendMessage', 'queue:bellwether-intake', ['hooks']],
    ['replace a service user token', 'secretsmanager:PutSecretValue', /^secret:/, ['teams-worker']],
  ])('lets only the right ones %s', (_what, action, resource, expected) => {
    const isIt = (one: string): boolean => (typeof resource === 'string' ? one === resource : resource.test(one));
    const able = grants.filter((grant) => grant.action === action && isIt(grant.resource.replace('lakes-', '')));
    expect([...new Set(able.map(({ entry }) => entry))]).toEqual(expected);
  });
});
