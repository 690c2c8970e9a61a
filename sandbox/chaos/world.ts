import { setTimeout as pause } from 'node:timers/promises';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { channelNames, lanes, queueName } from '../../functions/names.ts';
import { peekFolder, openFolder } from '../data-folder.ts';
import { type FaultLayer, startFaultLayer } from '../engines/fault-layer.ts';
import { startEngines } from '../engines/start-engines.ts';
import { fileSecrets, newLedgerKey, newRsaKey, publicPem, randomSecret } from '../keys.ts';
import { type Program, startProgram, temporaryFolder } from '../bench/processes.ts';
import { serviceAccount } from '../sandbox.ts';
import { madeUpCredentials } from '../settings.ts';
import type { Strike } from '../simulators/faults.ts';
import type { SimulatedPost } from '../simulators/vendor/posts.ts';
import { type Client, apiClient } from '../stories/client.ts';
import { startVendors, type Vendors } from '../vendors.ts';
import { engineFaults, vendorFaults } from './faults.ts';

/** What a chaos run is about; the same again is the same run, as far as chance goes. */
export type ChaosOptions = { readonly targets: number; readonly kills: number; readonly seed: number };

const Clients = z.object({ id: z.string(), secret: z.string() });
const Up = z.object({
  apiUrl: z.string(),
  tokenUrl: z.string(),
  clients: z.object({ ops: Clients, administrator: Clients, approver: Clients, viewer: Clients }),
});

/** Vendors and engines that outlive the product, and the product in a process that does not. */
export type ChaosWorld = {
  /** Starts the product, or starts it again. */
  start(): Promise<Client>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** From now on everything goes wrong as the seed has it. */
  misbehave(): void;
  /** Puts messages into every worker's queue that no worker can do anything with. */
  poison(): Promise<void>;
  posts(): SimulatedPost[];
  /** What went wrong at the vendors, and at the engines. */
  strikes(): { readonly vendors: readonly Strike[]; readonly engines: readonly Strike[] };
  /** DynamoDB itself, past its faults, and the key of the ledger's signatures. */
  readonly dynamodb: string;
  ledgerKey(): Promise<string>;
  end(): Promise<void>;
};

/** Starts vendors and engines for a run; the vendors rewrite HTML as Teams does. */
export async function startWorld(options: ChaosOptions): Promise<ChaosWorld> {
  const path = temporaryFolder();
  const vendors = await vendorsFor(path);
  const engines = await startEngines({ dynamodb: temporaryFolder(), queues: temporaryFolder() });
  const { dynamodb = '', queues = '' } = engines.urls;
  const layers = [await startFaultLayer(dynamodb), await startFaultLayer(queues)] as const;
  const environment = environmentOf(vendors, layers);
  let product: Program<unknown> | undefined;
  let starts = 0;
  return {
    async start() {
      starts += 1;
      const { targets, seed } = options;
      const told = { targets, seed: seed + starts, first: starts === 1 };
      const started = await startProgram(
        { file: 'chaos/product.ts', args: [path, JSON.stringify(told)], environment },
        Up,
      );
      product = started;
      return apiClient(started.said.apiUrl, started.said);
    },
    async kill() {
      await product?.end('SIGKILL');
      product = undefined;
    },
    misbehave() {
      const faults = vendorFaults({ patient: options.targets >= patientFrom });
      vendors.classroom?.behave({ seed: options.seed, faults });
      vendors.graph?.behave({ seed: options.seed, faults });
      for (const layer of layers) layer.behave(options.seed, engineFaults());
    },
    poison: () => poison(queues),
    posts: () => [...(vendors.classroom?.posts() ?? []), ...(vendors.graph?.posts() ?? [])],
    strikes: () => ({
      vendors: [...(vendors.classroom?.strikes() ?? []), ...(vendors.graph?.strikes() ?? [])],
      engines: layers.flatMap((layer) => layer.strikes()),
    }),
    dynamodb,
    ledgerKey: () => fileSecrets(peekFolder(path)).get('ledger-key'),
    async end() {
      await product?.end('SIGTERM');
      await Promise.all(layers.map((layer) => layer.close()));
      await engines.close();
      await vendors.close();
    },
  };
}

/** A run of this size has the time for a Retry-After of a day, which costs its channel two minutes. */
const patientFrom = 5_000;

async function vendorsFor(path: string): Promise<Vendors> {
  const folder = openFolder(path, { fresh: false });
  const secrets = fileSecrets(folder);
  const googleKey = await secrets.ensure('google-key', newRsaKey);
  await secrets.ensure('issuer-key', () => googleKey);
  await secrets.ensure('ledger-key', newLedgerKey);
  const refreshToken = await secrets.ensure('first-refresh-token/notices-1', randomSecret);
  folder.release();
  const vendors = await startVendors({
    given: {},
    serviceAccount,
    publicKey: publicPem(googleKey),
    users: [{ id: 'notices-1', refreshToken }],
    calendarMs: () => Date.now(),
    latencyMs: 20,
  });
  vendors.graph?.rewriteHtml(true);
  return vendors;
}

function environmentOf(
  { endpoints }: Vendors,
  [dynamodb, queues]: readonly [FaultLayer, FaultLayer],
): Record<string, string> {
  return {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
    AWS_ENDPOINT_URL_SQS: queues.url,
    AWS_ENDPOINT_URL_SNS: queues.url,
    NWS_API_URL: endpoints.nws ?? '',
    CLASSROOM_API_URL: endpoints.classroom ?? '',
    GOOGLE_TOKEN_URL: endpoints.googleToken ?? '',
    GRAPH_API_URL: endpoints.graph ?? '',
    MICROSOFT_LOGIN_URL: endpoints.microsoftLogin ?? '',
  };
}

async function poison(endpoint: string): Promise<void> {
  const client = new SQSClient({
    endpoint,
    region: 'us-east-2',
    credentials: madeUpCredentials,
    useQueueUrlAsEndpoint: false,
  });
  const bodies = ['no JSON', '{"what":"is this"}', '{"schoolYear":"2025-26","version":1,"parcelId":"nobody-knows"}'];
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  for (const name of channelNames.flatMap((channel) => lanes.map((lane) => queueName(channel, lane))))
    await client.send(new SendMessageBatchCommand({ QueueUrl: `${endpoint}/000000000000/${name}`, Entries }));
  client.destroy();
}

/** Asks again while the product is away or one of its functions has failed. */
export async function answered<T extends z.ZodType>(
  schema: T,
  ask: () => Promise<{ readonly status: number; readonly body: unknown }>,
): Promise<z.output<T>> {
  for (let tries = 1; ; tries += 1) {
    const { status, body } = await ask().catch((error: unknown) => ({ status: 0, body: String(error) }));
    if (status >= 200 && status < 300) return schema.parse(body);
    if (tries === mostTries || (status >= 400 && status < 500))
      throw new ChaosFailed(`The API answered ${status}: ${JSON.stringify(body).slice(0, 1_000)}`);
    await pause(500);
  }
}

const mostTries = 20;

/** A chaos run that did not come to its end: neither good nor bad is said of the product. */
export class ChaosFailed extends Error {
  override readonly name = 'ChaosFailed';
}
