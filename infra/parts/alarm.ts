import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

/** What everything that can fail must say (STYLE 7). */
export type WhenItFails = {
  /** Who is hurt, and how, in one sentence. */
  readonly ifItFails: string;
  /** The heading's anchor in `docs/runbook.md`. */
  readonly runbook: string;
  /** Where people on duty hear of it. */
  readonly operations: ITopic;
};

export type AlarmProps = WhenItFails & {
  readonly name: string;
  readonly metric: IMetric;
  /** It sounds at this value and above; `below` turns that round: at less than this. */
  readonly threshold: number;
  readonly below?: boolean;
  /** Periods in a row; 1 unless told otherwise. */
  readonly periods?: number;
  /** Silence of what should speak is an alarm too. */
  readonly silenceIsBad?: boolean;
};

/** A minute: the shortest period that standard metrics have. */
export const minute = Duration.minutes(1);

/** An alarm whose text says who is hurt and where to read on; it also says when it is over. */
export function addAlarm(scope: Construct, id: string, props: AlarmProps): Alarm {
  const { LESS_THAN_THRESHOLD, GREATER_THAN_OR_EQUAL_TO_THRESHOLD } = ComparisonOperator;
  const alarm = new Alarm(scope, id, {
    alarmName: props.name,
    alarmDescription: `${props.ifItFails} What to do: docs/runbook.md#${props.runbook}`,
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.periods ?? 1,
    comparisonOperator: props.below === true ? LESS_THAN_THRESHOLD : GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: props.silenceIsBad === true ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(new SnsAction(props.operations));
  alarm.addOkAction(new SnsAction(props.operations));
  return alarm;
}
