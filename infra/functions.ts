import { type Acknowledgment, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pageFolders, type ChannelName, type EntryName, type TopicName } from '../functions/names.ts';
import { type Cell, nameIn, pagesBucketName } from './cell.ts';
import type { WhenItFails } from './parts/alarm.ts';
import type { Bundles } from './parts/bundle.ts';
import { addFunction, type Deployed, functionName } from './parts/function.ts';
import { type Resources, statementsOf } from './parts/statements.ts';
import { topicNameOf } from './parts/topic.ts';
import { type Powers, powers } from './powers.ts';
import type { RecordStack } from './record-stack.ts';

/** What all functions of a cell are made from. */
export type Workshop = {
  readonly cell: Cell;
  readonly bundles: Bundles;
  readonly workFolder: string;
  readonly record: RecordStack;
  readonly publicUrl: string;
  readonly issuerUrl: string;
  readonly clientIds: readonly string[];
};

/** What a function is for, and who is hurt without it. */
export type Purpose = Omit<WhenItFails, 'operations'> & { readonly description: string };

/** The ARN of an entry's role, known before it exists. */
export function roleArn(scope: Construct, cell: Cell, entry: EntryName): string {
  const stack = Stack.of(scope);
  return stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: functionName(cell, entry) });
}

/** Adds an entry's function with the powers of `powers.ts` and the settings that go with them. */
export function addEntry(scope: Construct, entry: EntryName, workshop: Workshop, purpose: Purpose): Deployed {
  const { cell, bundles, workFolder, record } = workshop;
  return addFunction(scope, pascal(entry), {
    ...purpose,
    operations: record.operationsTopic,
    cell,
    entry,
    bundles,
    workFolder,
    environment: environmentOf(scope, entry, workshop),
    statements: statementsOf(powers[entry], resourcesOf(scope, workshop)),
    acknowledged: acknowledgedFor(powers[entry], cell),
  });
}

function acknowledgedFor({ writesPages, provesItselfTo }: Powers, cell: Cell): Acknowledgment[] {
  const rule = (pattern: string): string => `AwsSolutions-IAM5[Resource::${pattern}]`;
  const reason = 'Notice pages are objects named by notices that do not exist yet.';
  const named = pagesIn(cell, '<AWS::AccountId>').map((pages) => ({ id: rule(pages), reason }));
  const proof = {
    id: rule('*'),
    reason: 'sts:GetWebIdentityToken knows no resources: audience and duration limit it.',
  };
  return [...(writesPages ? named : []), ...(provesItselfTo === undefined ? [] : [proof])];
}

/** Where notice pages stand, as ARNs of objects. */
function pagesIn(cell: Cell, account: string): string[] {
  return pageFolders.map((folder) => `arn:aws:s3:::${pagesBucketName(cell, account)}/${folder}/*`);
}

/** `teams-worker` as a construct's id: `TeamsWorker`. */
export function pascal(name: string): string {
  return name.replaceAll(/(?:^|-)(\w)/g, (_match, letter: string) => letter.toUpperCase());
}

/** Entra's fixed audience of federated credentials. */
const entraAudience = 'api://AzureADTokenExchange';

function resourcesOf(scope: Construct, { cell, record }: Workshop): Resources {
  const stack = Stack.of(scope);
  const { google, microsoft } = cell.deployment;
  return {
    ledger: record.ledger.tableArn,
    operations: record.operations.tableArn,
    signingKey: record.signingKey.keyArn,
    pages: pagesIn(cell, stack.account),
    queue: (name) => stack.formatArn({ service: 'sqs', resource: nameIn(cell, name) }),
    topic: (name: TopicName) => stack.formatArn({ service: 'sns', resource: topicNameOf(cell, name) }),
    hookTopics: cell.district.hooks.flatMap((hook) => (hook.vendor === 'sns' ? hook.topics : [])),
    secrets: (use) => record.secrets[use].map((secret) => secret.secretArn),
    audiences: { google: google && `https:${google.provider}`, microsoft: microsoft && entraAudience },
  };
}

/** What `functions/platform/lambda-settings.ts` reads: to all what it demands, and to each what its powers need. */
function environmentOf(scope: Construct, entry: EntryName, workshop: Workshop): Record<string, string> {
  const { region, account, urlSuffix } = Stack.of(scope);
  const { cell, record, bundles } = workshop;
  return {
    BELLWETHER_LEDGER_TABLE: record.ledger.tableName,
    BELLWETHER_OPERATIONS_TABLE: record.operations.tableName,
    BELLWETHER_QUEUE_PREFIX: `https://sqs.${region}.${urlSuffix}/${account}/${nameIn(cell, '')}`,
    BELLWETHER_TOPIC_PREFIX: `arn:aws:sns:${region}:${account}:`,
    BELLWETHER_PUBLIC_URL: workshop.publicUrl,
    BELLWETHER_ISSUER_URL: workshop.issuerUrl,
    BELLWETHER_CLIENT_IDS: workshop.clientIds.join(','),
    BELLWETHER_CODE_VERSION: bundles.version,
    ...environmentFor(powers[entry], workshop),
  };
}

function environmentFor(granted: Powers, { cell, record }: Workshop): Record<string, string> {
  const { google, microsoft } = cell.deployment;
  return {
    ...(granted.signing.length > 0 && { BELLWETHER_SIGNING_KEY: record.signingKey.keyArn }),
    ...(granted.writesPages && { BELLWETHER_PAGES_BUCKET: record.pages.bucketName }),
    ...(granted.secrets.length > 0 && { BELLWETHER_SECRET_PREFIX: `bellwether/${cell.district.id}/` }),
    ...(granted.provesItselfTo === 'google' &&
      google !== undefined && {
        BELLWETHER_GOOGLE_PROVIDER: google.provider,
        BELLWETHER_GOOGLE_SERVICE_ACCOUNT: google.serviceAccount,
      }),
    ...(granted.provesItselfTo === 'microsoft' &&
      microsoft !== undefined && { BELLWETHER_MICROSOFT_CLIENT_ID: microsoft.clientId }),
  };
}

/** The worker of each channel. */
export const workerOf = {
  'google-classroom': 'google-classroom-worker',
  teams: 'teams-worker',
  sns: 'sns-worker',
} as const satisfies Record<ChannelName, EntryName>;
