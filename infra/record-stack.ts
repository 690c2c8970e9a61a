import { RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Secret, type SecretStringGenerator } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { breakGlassSecret, hookSecret, pageFolders, serviceUserSecret } from '../functions/names.ts';
import { tables } from '../functions/store/tables.ts';
import { type Cell, nameIn, pagesBucketName } from './cell.ts';
import { addTopic } from './parts/topic.ts';
import type { SecretUse } from './powers.ts';

/** What must outlive everything else, and the topic that alarms speak on. Deleting the stack deletes none of the record. */
export class RecordStack extends Stack {
  readonly ledger: TableV2;
  readonly operations: TableV2;
  readonly signingKey: Key;
  readonly pages: Bucket;
  readonly secrets: Readonly<Record<SecretUse, readonly Secret[]>>;
  readonly operationsTopic: Topic;

  constructor(scope: Construct, id: string, { cell, ...props }: StackProps & { readonly cell: Cell }) {
    super(scope, id, props);
    this.ledger = this.#table('Ledger', cell, 'ledger');
    this.operations = this.#table('Operations', cell, 'operations');
    this.signingKey = new Key(this, 'SigningKey', {
      alias: nameIn(cell, 'bellwether-signing'),
      description: `Signs the entries of the record of ${cell.district.id}`,
      keySpec: KeySpec.ECC_NIST_P256,
      keyUsage: KeyUsage.SIGN_VERIFY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.pages = this.#pagesBucket(cell);
    this.secrets = this.#secretsOf(cell);
    this.operationsTopic = addTopic(this, 'OperationsTopic', {
      cell,
      topic: 'operations',
      publishers: [],
      alarms: true,
    });
  }

  #table(id: string, cell: Cell, name: keyof typeof tables): TableV2 {
    const { tableName, partitionKey, sortKey, timeToLive } = tables[name];
    const isLedger = name === 'ledger';
    return new TableV2(this, id, {
      tableName: nameIn(cell, tableName),
      partitionKey: { name: partitionKey, type: AttributeType.STRING },
      sortKey: { name: sortKey, type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(timeToLive !== undefined && { timeToLiveAttribute: timeToLive }),
      ...(isLedger && {
        dynamoStream: StreamViewType.NEW_IMAGE,
        resourcePolicy: this.#neverChanged(nameIn(cell, tableName)),
      }),
    });
  }

  /** Rows of the ledger are put and read; nobody at all, whatever role, changes or deletes one (DESIGN 3.3). */
  #neverChanged(tableName: string): PolicyDocument {
    const forbidden = ['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'];
    return new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: 'NeverChanged',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: [...forbidden, 'PartiQLSelect'].map((action) => `dynamodb:${action}`),
          // By name: a table's policy cannot wait for its table.
          resources: [this.formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName })],
        }),
      ],
    });
  }

  #pagesBucket(cell: Cell): Bucket {
    const bucket = new Bucket(this, 'Pages', {
      bucketName: pagesBucketName(cell, this.account),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Any distribution of this account: naming the one would tie this stack to one that comes after it. Listing makes S3 answer 404, not 403.
    const isOurs = { ArnLike: { 'AWS:SourceArn': `arn:aws:cloudfront::${this.account}:distribution/*` } };
    const principals = [new ServicePrincipal('cloudfront.amazonaws.com')];
    const read = {
      actions: ['s3:GetObject'],
      resources: pageFolders.map((folder) => bucket.arnForObjects(`${folder}/*`)),
    };
    const list = { actions: ['s3:ListBucket'], resources: [bucket.bucketArn] };
    for (const statement of [read, list]) {
      bucket.addToResourcePolicy(new PolicyStatement({ principals, conditions: isOurs, ...statement }));
    }
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Logs of who read which notice would be records of children; pages are public and versioned (S-28).',
    });
    return bucket;
  }

  #secretsOf(cell: Cell): Record<SecretUse, Secret[]> {
    const users = cell.district.channels.teams?.serviceUsers ?? [];
    return {
      'delivery-secret': [
        this.#secret(
          'DeliverySecret',
          `bellwether/${cell.district.id}/delivery-secret`,
          'Delivery ids are made with it; links in posts of years depend on it.',
        ),
      ],
      'teams-service-users': users.map((user) =>
        this.#secret(
          `ServiceUser-${user.id}`,
          `bellwether/${cell.district.id}/${serviceUserSecret(user.id)}`,
          'Microsoft replaces the token at every use.',
        ),
      ),
      // SNS proves itself by a certificate.
      hooks: cell.district.hooks
        .filter(({ vendor }) => vendor !== 'sns')
        .map(({ id }) =>
          this.#secret(
            `Hook-${id}`,
            `bellwether/${cell.district.id}/${hookSecret(id)}`,
            'It is changed at the vendor first: two are valid meanwhile.',
            { secretStringTemplate: '{}', generateStringKey: 'current' },
          ),
        ),
      // What deployment makes up opens nothing: `npm run break-glass` makes what is put in.
      'break-glass':
        cell.district.breakGlass === undefined
          ? []
          : [
              this.#secret(
                'BreakGlass',
                `bellwether/${cell.district.id}/${breakGlassSecret}`,
                'Hashes of two printed halves: a new set is issued by hand, on paper.',
              ),
            ],
    };
  }

  /** Made with a random value: good as it is for the delivery secret and a hook's, and a plain refusal by Microsoft until the real token is put in. */
  #secret(id: string, secretName: string, whyNotRotated: string, form: SecretStringGenerator = {}): Secret {
    const secret = new Secret(this, id, {
      secretName,
      generateSecretString: { passwordLength: 43, excludePunctuation: true, ...form },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(secret).acknowledge({ id: 'AwsSolutions-SMG4', reason: whyNotRotated });
    return secret;
  }
}
