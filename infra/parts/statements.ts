import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { TopicName } from '../../functions/names.ts';
import type { Powers, SecretUse } from '../powers.ts';

/** The ARNs that powers become statements with. */
export type Resources = {
  readonly ledger: string;
  readonly operations: string;
  readonly signingKey: string;
  /** Objects of notice pages, patterns. */
  readonly pages: readonly string[];
  readonly queue: (name: string) => string;
  readonly topic: (name: TopicName) => string;
  /** Topics of others that the district's hooks listen to. */
  readonly hookTopics: readonly string[];
  readonly secrets: (use: SecretUse) => readonly string[];
  /** What a vendor expects as the audience of a role's proof; undefined where the district does not use it. */
  readonly audiences: Readonly<Record<'google' | 'microsoft', string | undefined>>;
};

/** Policy statements of a function's powers: one a resource, each action by name. */
export function statementsOf(powers: Powers, resources: Resources): PolicyStatement[] {
  return [
    allow(of('dynamodb', powers.readsLedger), [resources.ledger]),
    ...appendTo(resources.ledger, powers.appends),
    allow(of('dynamodb', powers.operations), [resources.operations]),
    allow(['sqs:SendMessage'], powers.sendsTo.map(resources.queue)),
    allow(['sns:Publish'], powers.publishesTo.map(resources.topic)),
    allow(['sns:GetTopicAttributes'], powers.looksAt.map(resources.topic)),
    allow(['sns:ConfirmSubscription'], powers.confirmsSubscriptions ? resources.hookTopics : []),
    allow(of('kms', powers.signing), [resources.signingKey]),
    allow(['secretsmanager:GetSecretValue'], powers.secrets.flatMap(resources.secrets)),
    allow(
      ['secretsmanager:PutSecretValue'],
      powers.secrets.filter((use) => use === 'teams-service-users').flatMap(resources.secrets),
    ),
    allow(['s3:PutObject'], powers.writesPages ? resources.pages : []),
    ...proofTo(powers.provesItselfTo, resources),
  ].filter((statement) => statement.actions.length > 0 && statement.resources.length > 0);
}

const of = (service: string, actions: readonly string[]): string[] => actions.map((action) => `${service}:${action}`);

function allow(actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return new PolicyStatement({ effect: Effect.ALLOW, actions: [...actions], resources: [...resources] });
}

/** New rows into named partitions only; no condition of IAM can demand that they are new, so the code's condition and the chain do. */
function appendTo(ledger: string, partitions: readonly string[]): PolicyStatement[] {
  if (partitions.length === 0) return [];
  const statement = allow(['dynamodb:PutItem'], [ledger]);
  statement.addCondition('ForAllValues:StringLike', { 'dynamodb:LeadingKeys': [...partitions] });
  return [statement];
}

/** A short proof of the function's own role for one vendor. STS knows no resource here: the audience is what limits it (S-10, S-11). */
function proofTo(vendor: Powers['provesItselfTo'], { audiences }: Resources): PolicyStatement[] {
  const audience = vendor && audiences[vendor];
  if (audience === undefined) return [];
  const statement = allow(['sts:GetWebIdentityToken'], ['*']);
  statement.addCondition('ForAllValues:StringEquals', { 'sts:IdentityTokenAudience': [audience] });
  statement.addCondition('NumericLessThanEquals', { 'sts:DurationSeconds': 300 });
  return [statement];
}
