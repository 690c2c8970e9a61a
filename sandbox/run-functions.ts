import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { handler as breakGlass } from '../functions/api/break-glass.lambda.ts';
import { handler as decisionApi } from '../functions/api/decision.lambda.ts';
import { handler as hooks } from '../functions/api/hooks.lambda.ts';
import { handler as operationsApi } from '../functions/api/operations.lambda.ts';
import { handler as recordApi } from '../functions/api/record.lambda.ts';
import { entryOf } from '../functions/api/split.ts';
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
  intakeQueueName,
  lanes,
  planQueueName,
  queueName,
  type ChannelName,
  type EntryName,
} from '../functions/names.ts';
import type { Platform } from '../functions/platform/platform.ts';
import { handler as intake } from '../functions/triggers/intake.lambda.ts';
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
  /** The platform that an entry stands on. */
  readonly platformOf: (entry: EntryName) => Platform;
  readonly district: District;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  /** Whether what the ledger's stream has delivered is delivered once more, as streams do. */
  readonly replayed: () => boolean;
};

/** The minute of AWS, shorter here (DELIVERY 3): the tick every 2 s, the weather every minute. */
const every = { tickMs: 2_000, pollMs: 60_000 };

const workers = { 'google-classroom': classroomWorker, teams: teamsWorker, sns: snsWorker } as const;

/** Builds every entry on the sandbox's platform and feeds it: queues by the pump, entries by the relay, the clock by timers. */
export async function startFunctions({
  platformOf,
  district,
  dynamodb,
  sqs,
  replayed,
}: FunctionsOf): Promise<Functions> {
  const platform = platformOf('tick');
  const report = (problem: string): void => platform.log?.error(problem);
  const tickHandler = tick.on(platform);
  const pollHandler = poll.on(platformOf('poll'));
  const planHandler = plan.on(platformOf('plan'));
  // At a start nobody knows what the queues still hold: whatever is due is woken at once.
  let afresh = true;
  const once = singleFlight(async () => {
    const result = await invoke('tick', tickHandler, { afresh }, entries.tick.timeoutSeconds);
    afresh = false;
    if (!result.ok) report(result.problem);
  });
  const years = district.schoolYears.map((year) => year.id);
  const relay = await startRelay(dynamodb, platform.settings.tables.ledger, years, async (records) => {
    do {
      const result = await invoke('plan', planHandler, { Records: records }, entries.plan.timeoutSeconds);
      if (!result.ok) report(result.problem);
    } while (replayed());
  });
  const pump = startPump(sqs, feedsOf(platformOf, planHandler), report);
  let polling: Promise<unknown> = Promise.resolve();
  const timers = [
    setInterval(() => void once(), every.tickMs),
    setInterval(() => {
      polling = invoke('poll', pollHandler, {}, entries.poll.timeoutSeconds);
    }, every.pollMs),
  ];
  void once();
  const handlers = {
    'decision-api': decisionApi.on(platformOf('decision-api')),
    'break-glass': breakGlass.on(platformOf('break-glass')),
    hooks: hooks.on(platformOf('hooks')),
    'operations-api': operationsApi.on(platformOf('operations-api')),
    'record-api': recordApi.on(platformOf('record-api')),
  };
  return {
    gateway: {
      handlers,
      route: entryOf,
      changed: (name: EntryName) => {
        if (name === 'decision-api' || name === 'break-glass')
          void relay.run().catch((error: unknown) => report(String(error)));
        if (name === 'operations-api') void once();
      },
    },
    tick: once,
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      // Whatever runs ends before the engines do.
      await Promise.allSettled([pump.stop(), relay.run(), once(), polling]);
    },
  };
}

/** A worker process of its own: the channels' queues only, on another sandbox's engines. */
export function startWorkers(platform: Platform, sqs: SQSClient): { stop(): Promise<void> } {
  const feeds = channelNames.flatMap((channel) => workerFeeds(() => platform, channel));
  return startPump(sqs, feeds, (problem) => platform.log?.error(problem));
}

type PlatformOf = FunctionsOf['platformOf'];

function feedsOf(platformOf: PlatformOf, planHandler: Feed['handler']): Feed[] {
  const deadLetterHandler = deadLetters.on(platformOf('dead-letters'));
  const { queues } = platformOf('dead-letters').settings;
  const feed = (
    functionName: 'plan' | 'dead-letters' | 'intake',
    queue: string,
    concurrency: number,
  ): Omit<Feed, 'handler'> => ({
    queueUrl: queues[queue] ?? '',
    functionName,
    timeoutSeconds: entries[functionName].timeoutSeconds,
    concurrency,
  });
  return [
    { ...feed('plan', planQueueName, 2), handler: planHandler },
    { ...feed('intake', intakeQueueName, 2), handler: intake.on(platformOf('intake')) },
    ...channelNames.flatMap((channel) => [
      ...workerFeeds(platformOf, channel),
      { ...feed('dead-letters', deadLetterQueueName(channel), 1), handler: deadLetterHandler },
    ]),
  ];
}

/** Both lanes of a channel feed the same worker. */
function workerFeeds(platformOf: PlatformOf, channel: ChannelName): Feed[] {
  const functionName = `${channel}-worker` as const;
  const platform = platformOf(functionName);
  const handler = workers[channel].on(platform);
  return lanes.map((lane) => ({
    queueUrl: platform.settings.queues[queueName(channel, lane)] ?? '',
    functionName,
    timeoutSeconds: entries[functionName].timeoutSeconds,
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
