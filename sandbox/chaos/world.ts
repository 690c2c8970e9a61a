import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { channelNames, lanes, queueName } from '../../functions/names.ts';
import { type DataFolder, openFolder } from '../data-folder.ts';
import { startDynamoDb } from '../engines/dynamodb.ts';
import type { Engine } from '../engines/engine.ts';
import { type EngineFaults, engineFaultPlan, startFaultLayer } from '../engines/fault-layer.ts';
import { startSqsAndSns } from '../engines/sqs-and-sns.ts';
import { fileSecrets, newLedgerKey, newRsaKey, publicPem, randomSecret } from '../keys.ts';
import { temporaryFolder } from '../bench/processes.ts';
import { serviceAccount } from '../sandbox.ts';
import { madeUpCredentials } from '../settings.ts';
import type { Strike } from '../simulators/faults.ts';
import type { SimulatedPost } from '../simulators/vendor/posts.ts';
import type { Client } from '../stories/client.ts';
import { startVendors, type Vendors } from '../vendors.ts';
import { chaosDistrict } from './district.ts';
import { engineFaults, vendorFaults } from './faults.ts';
import type { Birth, Life } from './lives.ts';

/** What a chaos run is about; the same again is the same run, as far as chance goes. */
export type ChaosOptions = {
  readonly targets: number;
  readonly kills: number;
  readonly seed: number;
  /** At the providers' quotas, as in life; else without them, which takes half the work. */
  readonly paced: boolean;
  /** How the product lives and dies: `bearInProcess` or `bearHere`. */
  readonly bear: (birth: Birth) => Promise<Life>;
};

/** Vendors and engines that outlive the product, and the product, which does not. */
export type ChaosWorld = {
  /** Starts the product, or starts it again. */
  start(): Promise<Client>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** From now on everything goes wrong as the seed has it. */
  misbehave(): void;
  /** From now on nothing does. */
  behave(): void;
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
  const { seed, targets, paced } = options;
  const folder = openFolder(temporaryFolder(), { fresh: false });
  const vendors = await vendorsFor(folder, options);
  // In memory: what they keep on a disk is not what is tried here, and costs a third of the run.
  const [dynamodb, queues] = [await startDynamoDb(), await startSqsAndSns()];
  const plan = engineFaultPlan();
  const struck: Strike[] = [];
  const behave = (rules: ReturnType<typeof vendorFaults>): void => {
    struck.push(...(vendors.classroom?.strikes() ?? []), ...(vendors.graph?.strikes() ?? []));
    vendors.classroom?.behave({ seed, faults: rules });
    vendors.graph?.behave({ seed, faults: rules });
  };
  let life: Life | undefined;
  let starts = 0;
  const kill = async (): Promise<void> => {
    await life?.kill();
    life = undefined;
  };
  return {
    async start() {
      starts += 1;
      const told = { targets, paced, seed, start: starts };
      life = await options.bear({ folder, told, ...(await wiresTo(vendors, [dynamodb, queues], plan)) });
      return life.client;
    },
    kill,
    misbehave() {
      behave(vendorFaults({ patient: paced && targets >= patientFrom }));
      plan.behave(seed, engineFaults());
    },
    behave() {
      behave([]);
      plan.behave(seed, []);
    },
    poison: () => poison(queues.url),
    posts: () => [...(vendors.classroom?.posts() ?? []), ...(vendors.graph?.posts() ?? [])],
    strikes: () => ({
      vendors: [...struck, ...(vendors.classroom?.strikes() ?? []), ...(vendors.graph?.strikes() ?? [])],
      engines: plan.strikes(),
    }),
    dynamodb: dynamodb.url,
    ledgerKey: () => fileSecrets(folder).get('ledger-key'),
    async end() {
      await kill();
      await Promise.all([dynamodb.close(), queues.close(), vendors.close()]);
    },
  };
}

/** A run of this size has the time for a Retry-After of a day, which costs its channel two minutes. */
const patientFrom = 5_000;

/** Wires of one life to the engines, which fail as planned and can be cut; and where the vendors are. */
async function wiresTo(
  { endpoints }: Vendors,
  [dynamodb, queues]: readonly [Engine, Engine],
  plan: EngineFaults,
): Promise<Pick<Birth, 'environment' | 'cutOff'>> {
  const layers = [await startFaultLayer(dynamodb, plan), await startFaultLayer(queues, plan)] as const;
  return {
    environment: {
      AWS_ENDPOINT_URL_DYNAMODB: layers[0].url,
      AWS_ENDPOINT_URL_SQS: layers[1].url,
      AWS_ENDPOINT_URL_SNS: layers[1].url,
      NWS_API_URL: endpoints.nws ?? '',
      CLASSROOM_API_URL: endpoints.classroom ?? '',
      GOOGLE_TOKEN_URL: endpoints.googleToken ?? '',
      GRAPH_API_URL: endpoints.graph ?? '',
      MICROSOFT_LOGIN_URL: endpoints.microsoftLogin ?? '',
    },
    cutOff: async () => {
      await Promise.all(layers.map((layer) => layer.close()));
    },
  };
}

async function vendorsFor(folder: DataFolder, { paced, targets }: ChaosOptions): Promise<Vendors> {
  const secrets = fileSecrets(folder);
  const googleKey = await secrets.ensure('google-key', newRsaKey);
  // A second pair would prove nothing more.
  await secrets.ensure('issuer-key', () => googleKey);
  await secrets.ensure('ledger-key', newLedgerKey);
  const users: { id: string; refreshToken: string }[] = [];
  for (const id of chaosDistrict(targets).serviceUsers)
    users.push({ id, refreshToken: await secrets.ensure(`first-refresh-token/${id}`, randomSecret) });
  const vendors = await startVendors({
    given: {},
    serviceAccount,
    publicKey: publicPem(googleKey),
    users,
    calendarMs: () => Date.now(),
    latencyMs: 20,
    liftQuotas: !paced,
  });
  vendors.graph?.rewriteHtml(true);
  return vendors;
}

async function poison(endpoint: string): Promise<void> {
  const credentials = madeUpCredentials;
  const client = new SQSClient({ endpoint, region: 'us-east-2', credentials, useQueueUrlAsEndpoint: false });
  const bodies = ['no JSON', '{"what":"is this"}', '{"schoolYear":"2025-26","version":1,"parcelId":"nobody-knows"}'];
  const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
  for (const name of channelNames.flatMap((channel) => lanes.map((lane) => queueName(channel, lane))))
    await client.send(new SendMessageBatchCommand({ QueueUrl: `${endpoint}/000000000000/${name}`, Entries }));
  client.destroy();
}
