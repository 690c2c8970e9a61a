import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { TopicName } from '../../functions/names.ts';
import { type Cell, nameIn } from '../cell.ts';

/** A topic's name on AWS: as the district file calls it; without SNS in it, `lakes-operations` and so on. */
export function topicNameOf(cell: Cell, topic: TopicName): string {
  return cell.district.channels.sns?.topics[topic] ?? nameIn(cell, topic);
}

export type TopicProps = {
  readonly cell: Cell;
  readonly topic: TopicName;
  /** Roles that may publish; alarms may only where `alarms` is set. */
  readonly publishers: readonly string[];
  readonly alarms: boolean;
};

/** A topic that speaks in the district's name: nobody publishes but its publishers, and nobody without TLS (S-13). */
export function addTopic(scope: Construct, id: string, { cell, topic: name, publishers, alarms }: TopicProps): Topic {
  const topic = new Topic(scope, id, { topicName: topicNameOf(cell, name), enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'OnlyItsPublishers',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      // Services such as CloudWatch have no principal of ours: what they may is said by what is allowed to them.
      conditions: {
        Null: { 'aws:PrincipalArn': 'false' },
        ...(publishers.length > 0 && { ArnNotEquals: { 'aws:PrincipalArn': [...publishers] } }),
      },
    }),
  );
  if (alarms) {
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
      }),
    );
  }
  return topic;
}
