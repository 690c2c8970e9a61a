import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { breakGlassRoutes, decisionRoutes, hookRoutes, recordRoutes } from '../../functions/names.ts';
import { type Cell, nameIn } from '../cell.ts';

/** No path, query, address or agent: hooks carry secrets in paths, and who reads what is nobody's business (S-23). */
const logged = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  error: '$context.error.messageString',
} as const;

/** Each route has its own bucket of these, so a flood on one leaves declaring alone; a vendor that is answered 429 tries again (S-22). */
const throttle = { rateLimit: 50, burstLimit: 100 };

/** What stands behind the API's routes. */
export type ApiFunctions = {
  readonly decisions: Function;
  readonly hooks: Function;
  readonly breakGlass: Function;
  readonly reports: Function;
  readonly everythingElse: Function;
};

/** The district's API: decisions go to the one function that may write entries, webhooks to the one that can only queue, break-glass and reports to theirs, everything else to the last. */
export class DistrictApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string, cell: Cell) {
    super(scope, id);
    this.api = new HttpApi(this, 'Http', { apiName: nameIn(cell, 'bellwether'), createDefaultStage: false });
    this.url = this.api.apiEndpoint;
    const logGroup = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.THIRTEEN_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup),
        format: AccessLogFormat.custom(JSON.stringify(logged)),
      },
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-APIG4',
      reason:
        'Every route checks its token, role and freshness in the application, the same in every place it runs; health and the contract are public.',
    });
  }

  /** Routes requests to the functions, as `functions/names.ts` splits them. */
  serve({ decisions, hooks, breakGlass, reports, everythingElse }: ApiFunctions): void {
    const takeIn = new HttpLambdaIntegration('TakeIn', hooks);
    for (const { method, path } of hookRoutes) {
      this.api.addRoutes({ path, methods: [HttpMethod[method]], integration: takeIn });
    }
    const decide = new HttpLambdaIntegration('Decide', decisions);
    for (const { method, path } of decisionRoutes) {
      this.api.addRoutes({ path, methods: [HttpMethod[method]], integration: decide });
    }
    const openGlass = new HttpLambdaIntegration('OpenGlass', breakGlass);
    for (const { method, path } of breakGlassRoutes) {
      this.api.addRoutes({ path, methods: [HttpMethod[method]], integration: openGlass });
    }
    const report = new HttpLambdaIntegration('Report', reports);
    for (const { method, path } of recordRoutes) {
      this.api.addRoutes({ path, methods: [HttpMethod[method]], integration: report });
    }
    const operate = new HttpLambdaIntegration('Operate', everythingElse);
    new HttpRoute(this, 'Else', { httpApi: this.api, routeKey: HttpRouteKey.DEFAULT, integration: operate });
  }
}
