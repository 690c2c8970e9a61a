import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { handler as decisionApi } from '../functions/api/decision.lambda.ts';
import { handler as operationsApi } from '../functions/api/operations.lambda.ts';
import { functionOf } from '../functions/api/split.ts';
import type { District } from '../functions/calendar/district.ts';
import { handler as deadLetters } from '../functions/deliveries/dead-letters.lambda.ts';
import { handler as classroomWorker } from '../functions/deliveries/google-classroom-worker.lambda.ts';
import { handler as plan } from '../functions/deliveries/plan.lambda.ts';
import { handler as snsWorker } from '../functions/deliveries/sns-worker.lambda.ts';
import { handler as teamsWorker } from '../functions/deliveries/teams-worker.lambda.ts';
import { handler as tick } from '../functions/deliveries/tick.lambda.ts';
import {
  channelNames,
  deadLetterQueueName,
  entries,
  lanes,
  planQueueName,
  queueName,
  type ChannelName,
  type EntryName,
} from '../functions/names.ts';
import type { Platform } from '../functions/platform/platform.ts';
import { handler as poll } from '../functions/triggers/poll.lambda.ts';
import type { Gateway } from './gateway.ts';
import { invoke } from './invoke.ts';
import { startPump, type Feed } from './pump.ts';
import { startRelay } from './relay.ts';

/** The functions of the product, called as Lambda would call them. */
export type Functions = {
  readonly gateway: Omit<Gateway, 'pages'>;
  /** Runs the tick at once. */
  tick(): Promise<void>;
  stop(): Promise<void>;
};

export type FunctionsOf = {
  readonly platform: Platform;
  readonly district: District;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
};

/** The minute of AWS, shorter here (DELIVERY 3): the tick every 2 s, the weather every minute. */
const every = { tickMs: 2_000, pollMs: 60_000 };

const workers = { 'google-classroom': classroomWorker, teams: teamsWorker, sns: snsWorker } as const;

/** Builds every entry on the sandbox's platform and feeds it: queues by the pump, entries by the relay, the clock by timers. */
export async function startFunctions({ platform, district, dynamodb, sqs }: FunctionsOf): Promise<Functions> {
  const report = (problem: string): void => platform.log?.error(problem);
  const tickHandler = tick.on(platform);
  const pollHandler = poll.on(platform);
  const planHandler = plan.on(platform);
  const once = singleFlight(async () => {
    const result = await invoke('tick', tickHandler, {}, entries.tick.timeoutSeconds);
    if (!result.ok) report(result.problem);
  });
  const years = district.schoolYears.map((year) => year.id);
  const relay = await startRelay(dynamodb, platform.settings.tables.ledger, years, async (records) => {
    const result = await invoke('plan', planHandler, { Records: records }, entries.plan.timeoutSeconds);
    if (!result.ok) report(result.problem);
  });
  const pump = startPump(sqs, feedsOf(platform, planHandler), report);
  const timers = [
    setInterval(() => void once(), every.tickMs),
    setInterval(() => void invoke('poll', pollHandler, {}, entries.poll.timeoutSeconds), every.pollMs),
  ];
  void once();
  const handlers = { 'decision-api': decisionApi.on(platform), 'operations-api': operationsApi.on(platform) };
  return {
    gateway: {
      handlers,
      route: functionOf,
      changed: (name: EntryName) => {
        if (name === 'decision-api') void relay.run().catch((error: unknown) => report(String(error)));
        if (name === 'operations-api') void once();
      },
    },
    tick: once,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await pump.stop();
    },
  };
}

/** A worker process of its own: the channels' queues only, on another sandbox's engines. */
export function startWorkers(platform: Platform, sqs: SQSClient): { stop(): Promise<void> } {
  return startPump(
    sqs,
    channelNames.flatMap((channel) => workerFeeds(platform, channel)),
    (problem) => platform.log?.error(problem),
  );
}

function feedsOf(platform: Platform, planHandler: Feed['handler']): Feed[] {
  const deadLetterHandler = deadLetters.on(platform);
  const url = (name: string): string => platform.settings.queues[name] ?? '';
  return [
    {
      queueUrl: url(planQueueName),
      functionName: 'plan',
      timeoutSeconds: entries.plan.timeoutSeconds,
      concurrency: 2,
      handler: planHandler,
    },
    ...channelNames.flatMap((channel) => [
      ...workerFeeds(platform, channel),
      {
        queueUrl: url(deadLetterQueueName(channel)),
        functionName: 'dead-letters',
        timeoutSeconds: entries['dead-letters'].timeoutSeconds,
        concurrency: 1,
        handler: deadLetterHandler,
      },
    ]),
  ];
}

function workerFeeds(platform: Platform, channel: ChannelName): Feed[] {
  const handler = workers[channel].on(platform);
  const name = `${channel}-worker` as const;
  return lanes.map((lane) => ({
    queueUrl: platform.settings.queues[queueName(channel, lane)] ?? '',
    functionName: name,
    timeoutSeconds: entries[name].timeoutSeconds,
    concurrency: 5,
    handler,
  }));
}

/** One run at a time; a call during a run makes one more run afterwards. */
function singleFlight(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const start = async (): Promise<void> => {
    do {
      again = false;
      await run();
    } while (again);
    running = undefined;
  };
  return () => {
    if (running !== undefined) again = true;
    running ??= start();
    return running;
  };
}
