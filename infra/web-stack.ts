import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import type { Cell } from './cell.ts';
import { addEntry, type Workshop } from './functions.ts';
import type { Bundles } from './parts/bundle.ts';
import type { Deployed } from './parts/function.ts';
import { DistrictApi } from './parts/http-api.ts';
import { NoticePages } from './parts/notice-pages.ts';
import { SignIn } from './parts/sign-in.ts';
import type { RecordStack } from './record-stack.ts';

export type WebStackProps = StackProps & {
  readonly cell: Cell;
  readonly record: RecordStack;
  readonly bundles: Bundles;
  readonly workFolder: string;
};

/** What people and machines reach from outside: the API, sign-in, and the pages of notices. */
export class WebStack extends Stack {
  readonly workshop: Workshop;
  readonly api: HttpApi;
  readonly decisions: Deployed;
  readonly hooks: Deployed;
  readonly breakGlass: Deployed;
  readonly reports: Deployed;
  readonly others: Deployed;

  constructor(scope: Construct, id: string, { cell, record, bundles, workFolder, ...props }: WebStackProps) {
    super(scope, id, props);
    const pages = new NoticePages(this, 'NoticePages', { cell, bucketArn: record.pages.bucketArn });
    const api = new DistrictApi(this, 'Api', cell);
    const signIn = new SignIn(this, 'SignIn', { cell, apiUrl: api.url });
    this.api = api.api;
    const { publicUrl } = pages;
    const { issuerUrl, clientIds } = signIn;
    this.workshop = { cell, bundles, workFolder, record, publicUrl, issuerUrl, clientIds };
    this.decisions = addEntry(this, 'decision-api', this.workshop, {
      description: 'Declares, approves, stops, retracts: the only API function that writes entries',
      ifItFails: 'Administrators cannot declare, approve, stop or retract.',
      runbook: 'nobody-can-declare',
    });
    this.others = addEntry(this, 'operations-api', this.workshop, {
      description: 'Signals, previews, progress, roster, readiness: everything of the API but decisions',
      ifItFails: 'Administrators see no preview and no progress, and incidents of IT do not come in.',
      runbook: 'the-api-answers-with-errors',
    });
    this.hooks = addEntry(this, 'hooks', this.workshop, {
      description: 'Proves webhooks of incidents and queues them',
      ifItFails: 'Incidents of monitoring systems do not come in; their senders try again for some hours.',
      runbook: 'incidents-do-not-come-in',
    });
    this.breakGlass = this.#breakGlass();
    this.reports = addEntry(this, 'record-api', this.workshop, {
      description: 'Evidence reports and the document of the API: reads the record, and can do nothing else',
      ifItFails: 'Nobody who waits for a post: the evidence of a declaration cannot be shown.',
      runbook: 'the-evidence-cannot-be-shown',
    });
    api.serve({
      decisions: this.decisions.lambda,
      hooks: this.hooks.lambda,
      breakGlass: this.breakGlass.lambda,
      reports: this.reports.lambda,
      everythingElse: this.others.lambda,
    });
    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'PublicUrl', { value: publicUrl });
    new CfnOutput(this, 'IssuerUrl', { value: issuerUrl });
    new CfnOutput(this, 'ClientIds', { value: clientIds.join(','), description: 'People, machines' });
  }

  /** A drawer that nobody opens for a year: once a day it says whether what is in it would still do. */
  #breakGlass(): Deployed {
    const breakGlass = addEntry(this, 'break-glass', this.workshop, {
      description: 'Declares or retracts for two people with the printed halves, when nobody can sign in',
      ifItFails: 'Nobody can declare while sign-in is down.',
      runbook: 'break-glass-is-not-ready',
    });
    new Rule(this, 'BreakGlassCheck', {
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(breakGlass.lambda, { event: RuleTargetInput.fromObject({ check: true }) })],
    });
    return breakGlass;
  }
}
