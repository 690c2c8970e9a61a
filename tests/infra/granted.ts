import * as z from 'zod';
import { resourcesOf, type Stacks, textOf } from './cells.ts';

/** One action that a function's role allows on one resource, in the words of the product: `ledger:year#*`, `queue:bellwether-plan`. */
export type Grant = { readonly entry: string; readonly action: string; readonly resource: string };

const many = <T extends z.ZodType>(one: T) => z.union([z.array(one), one.transform((value) => [value])]);
const Statement = z.object({
  Effect: z.literal('Allow'),
  Action: many(z.string()),
  Resource: many(z.json()),
  Condition: z.record(z.string(), z.record(z.string(), z.json())).default({}),
});
const Document = z.object({ Statement: z.array(Statement) });
const Role = z.object({
  RoleName: z.string(),
  AssumeRolePolicyDocument: z.object({
    Statement: z.tuple([z.object({ Principal: z.object({ Service: z.literal('lambda.amazonaws.com') }) })]),
  }),
  Policies: z.array(z.object({ PolicyDocument: Document })),
  // A managed policy would be powers that no test sees.
  ManagedPolicyArns: z.undefined().optional(),
});
const Policy = z.object({ PolicyDocument: Document, Roles: z.array(z.json()) });

/** Everything that the roles of a district allow, each line once, in order. Throws for a role or policy of another form. */
export function grantsOf(stacks: Stacks, district: string): Grant[] {
  const grants = new Map<string, Grant>();
  const note = (role: string, stack: string, document: z.infer<typeof Document>): void => {
    const entry = role.replace(`${district}-bellwether-`, '');
    for (const { Action, Resource, Condition } of document.Statement) {
      for (const resource of Resource.flatMap((one) =>
        narrowed(words(textOf(stacks, stack, one), district), Condition),
      ))
        for (const action of Action) grants.set(`${entry} ${action} ${resource}`, { entry, action, resource });
    }
  };
  const isOurs = ({ stack }: { readonly stack: string }): boolean => stack.startsWith(`${district}-`);
  for (const { stack, Properties } of resourcesOf(stacks, 'AWS::IAM::Role').filter(isOurs)) {
    const { RoleName, Policies } = Role.parse(Properties);
    for (const { PolicyDocument } of Policies) note(RoleName, stack, PolicyDocument);
  }
  for (const { stack, Properties } of resourcesOf(stacks, 'AWS::IAM::Policy').filter(isOurs)) {
    const { PolicyDocument, Roles } = Policy.parse(Properties);
    for (const role of Roles)
      note(/<AWS::IAM::Role (.+)>/.exec(textOf(stacks, stack, role))?.[1] ?? '?', stack, PolicyDocument);
  }
  return [...grants.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

const forms: readonly (readonly [RegExp, (name: string) => string])[] = [
  [/^<AWS::DynamoDB::GlobalTable bellwether-(\w+)>\.Arn$/, (name) => name],
  [/^<AWS::DynamoDB::GlobalTable bellwether-(\w+)>\.StreamArn$/, (name) => `${name}/stream`],
  [
    /^(?:<AWS::SQS::Queue |arn:aws:sqs:us-east-2:000000000000:)(bellwether-[\w-]+?)(?:>\.Arn)?$/,
    (name) => `queue:${name}`,
  ],
  [/^arn:aws:sns:us-east-2:000000000000:([\w-]+)$/, (name) => `topic:${name}`],
  [/^<AWS::SecretsManager::Secret bellwether\/(?:\w+)\/(.+)>$/, (name) => `secret:${name}`],
  [/^arn:aws:s3:::bellwether-pages-000000000000\/(.+)$/, (name) => `pages:${name}`],
  [/^<AWS::KMS::Key (\w+?)[0-9A-F]{8}>\.Arn$/, () => 'signing-key'],
  [/^<AWS::Logs::LogGroup .+>\.Arn$/, () => 'its own log'],
  [/^(\*)$/, (name) => name],
];

/** A resource in the product's words; one of no known form is shown as it is, so that no pattern hides. */
function words(text: string, district: string): string {
  const plain = text.replace(`${district}-`, '');
  for (const [form, word] of forms) {
    const found = form.exec(plain);
    if (found !== null) return word(found[1] ?? '');
  }
  return plain;
}

const Keys = z.object({ 'dynamodb:LeadingKeys': z.array(z.string()) });
const Proof = z.object({
  'ForAllValues:StringEquals': z.object({ 'sts:IdentityTokenAudience': z.tuple([z.string()]) }),
  NumericLessThanEquals: z.object({ 'sts:DurationSeconds': z.literal(300) }),
});

/** A resource as its conditions narrow it. A condition that is not understood is shown, not dropped. */
function narrowed(resource: string, condition: Readonly<Record<string, unknown>>): string[] {
  if (Object.keys(condition).length === 0) return [resource];
  const keys = Keys.safeParse(condition['ForAllValues:StringLike']);
  if (keys.success) return keys.data['dynamodb:LeadingKeys'].map((key) => `${resource}:${key}`);
  const proof = Proof.safeParse(condition);
  if (proof.success) return [`proof to ${proof.data['ForAllValues:StringEquals']['sts:IdentityTokenAudience'][0]}`];
  return [`${resource} if ${JSON.stringify(condition)}`];
}
