import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { App, AppDeps } from '../../api/app.ts';
import { authenticator } from '../../api/auth.ts';
import { lambdaHandler } from '../../api/lambda.ts';
import { keySource } from '../../api/signing-keys.ts';
import { keptAnswers } from '../../store/idempotency.ts';
import type { Handler } from '../entry.ts';
import { guardedFetch } from '../guarded-fetch.ts';
import { lambdaLog } from '../log.ts';
import type { Platform } from '../platform.ts';

/** API Gateway's event and answer, payload 2.0, as far as they are used. */
export type HttpFunction = Handler<
  Parameters<ReturnType<typeof lambdaHandler>>[0],
  Awaited<ReturnType<ReturnType<typeof lambdaHandler>>>
>;

/** A decision takes a sign-in of the last ten minutes (S-02). */
const freshSignInSeconds = 600;

/** What both functions' apps stand on: tokens checked against the configured issuer, answers to repeats, a log. */
export function appDeps(service: string, platform: Platform, documents: DynamoDBDocumentClient): AppDeps {
  const { settings, clocks, ids } = platform;
  const { url: issuer, jwksUrl, audience, clientIds } = settings.issuer;
  const ask = guardedFetch(jwksUrl, 256 * 1024);
  const fetchKeys = async (): Promise<unknown> => {
    const response = await ask(jwksUrl, { signal: AbortSignal.timeout(settings.times.httpTimeoutMs) });
    if (!response.ok) throw new Error(`the issuer's keys answered ${response.status}`);
    return response.json();
  };
  return {
    authenticate: authenticator(
      { issuer, audience, clientIds },
      keySource({ fetchKeys, clock: clocks.machine }),
      clocks.machine,
    ),
    keptAnswers: keptAnswers(documents, settings.tables.operations, clocks.machine),
    clocks,
    ids,
    maxSignInAgeSeconds: freshSignInSeconds,
    log: platform.log ?? lambdaLog(service),
  };
}

/** An app as API Gateway calls it. */
export function httpFunction(app: App): HttpFunction {
  const handle = lambdaHandler(app);
  return (event, invocation) => handle(event, invocation);
}
