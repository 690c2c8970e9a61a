import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { entryNames } from '../../infra/parts/bundle.ts';
import { stacksOfTwo } from './cells.ts';
import { type Grant, grantsOf } from './granted.ts';

/**
 * What each function asked of AWS while stories ran, as `sandbox/recorder.ts` wrote it down. `resource` is `ledger:year#*` or
 * `ledger:content#*` (by the partition's key), `operations`, `queue:bellwether-teams-normal`, `topic:public`.
 */
const Used = z.array(
  z.strictObject({ entry: z.enum(entryNames), action: z.string().regex(/^\w+:\w+$/), resource: z.string() }),
);

const used = Used.parse(JSON.parse(readFileSync(new URL('used-powers.json', import.meta.url), 'utf8')));
const granted = grantsOf(stacksOfTwo(), 'lakes');

/** A grant on the ledger covers its partitions; one on a partition covers nothing else. */
const covers = (grant: Grant, power: Grant): boolean =>
  grant.entry === power.entry &&
  grant.action === power.action &&
  (grant.resource === power.resource || power.resource.startsWith(`${grant.resource}:`));

/** Granted and never used in the sandbox, each with the reason: far ends that it has not, and ways that stories do not go. */
const explained: readonly (readonly [RegExp, string])[] = [
  [/ logs:/, 'the sandbox logs to a file'],
  [/ kms:/, 'the sandbox signs with a key of its own'],
  [/ secretsmanager:/, 'the sandbox keeps its secrets in a file'],
  [/ s3:/, 'the sandbox keeps its pages in a folder'],
  [/ sts:GetWebIdentityToken/, 'the sandbox signs its own assertions, and its Entra app is a public client'],
  [/ dynamodb:\w+ ledger\/stream/, 'the embedded DynamoDB has no stream: a relay stands for it'],
  [
    / sqs:(?:ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueue\w+) /,
    'Lambda takes messages in the name of the function',
  ],
  [
    /^plan sqs:SendMessage queue:bellwether-plan-dead/,
    'Lambda passes undeliverable records on in the name of the function',
  ],
  [/^dead-letters /, 'no worker crashes five times in a story'],
  [/^poll /, 'stories look at the weather by the API'],
  [/^(?:hooks|intake) /, 'stories report incidents by the API'],
  [/^break-glass /, 'stories sign in'],
  [/ sqs:SendMessage queue:bellwether-[\w-]+-urgent/, 'only what corrects or retracts is urgent'],
  [
    /^operations-api (?:sqs:SendMessage|dynamodb:BatchGetItem|dynamodb:PutItem ledger:content#\*) /,
    'retries and rosters',
  ],
  [/-worker sqs:SendMessage /, 'only what waits is sent again'],
  [/^tick sqs:SendMessage queue:bellwether-sns-normal/, 'only what was not taken is sent again'],
  [/-worker dynamodb:Query operations/, 'only a later entry looks for the deliveries of earlier ones'],
  [/^sns-worker sns:Publish topic:drill/, 'February 2023 was no drill'],
  [/^teams-worker dynamodb:DeleteItem operations/, 'only parcels that share a team take turns'],
];

describe('powers that stories used', () => {
  test('were recorded for every function that a story runs', () => {
    const seen = new Set(used.map(({ entry }) => entry));
    const expected = entryNames.filter(
      (name) => !['dead-letters', 'poll', 'hooks', 'intake', 'break-glass'].includes(name),
    );
    expect(expected.filter((name) => !seen.has(name))).toEqual([]);
  });

  test('are all granted', () => {
    expect(used.filter((power) => !granted.some((grant) => covers(grant, power)))).toEqual([]);
  });

  test('are all that is granted, but for what is explained', () => {
    const unused = granted.filter((grant) => !used.some((power) => covers(grant, power)));
    const lines = unused.map(({ entry, action, resource }) => `${entry} ${action} ${resource}`);
    expect(lines.filter((line) => !explained.some(([form]) => form.test(`${line} `)))).toEqual([]);
  });

  test('a power that nobody granted is found', () => {
    const power = { entry: 'google-classroom-worker', action: 'dynamodb:PutItem', resource: 'ledger:year#*' };
    expect(granted.some((grant) => covers(grant, power))).toBe(false);
    expect(granted.some((grant) => covers(grant, { ...power, entry: 'tick' }))).toBe(true);
  });
});
