import type { Context } from 'aws-lambda';
import type { Platform } from './platform.ts';
import { lambdaPlatform } from './lambda-platform.ts';

/** What a Lambda invocation knows of itself; the sandbox's pump passes the same. */
export type Invocation = Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>;

export type Handler<E, R> = (event: E, invocation: Invocation) => Promise<R>;

/** Builds a handler from a platform; called once per process, before the first event. */
export type Compose<E, R> = (platform: Platform) => Handler<E, R>;

/**
 * Makes a Lambda entry of a composition: importing it does nothing, the first event builds it. The sandbox runs the same composition
 * on a platform of its own by `on(platform)`.
 */
export function entry<E, R>(compose: Compose<E, R>): Handler<E, R> & { on: Compose<E, R> } {
  let built: Handler<E, R> | undefined;
  const handler: Handler<E, R> = (event, invocation) => {
    built ??= compose(lambdaPlatform());
    return built(event, invocation);
  };
  return Object.assign(handler, { on: compose });
}
