import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { loadDistrict } from '../functions/calendar/load-district.ts';
import type { District } from '../functions/calendar/district.ts';
import { serviceUserSecret } from '../functions/names.ts';
import { randomIds } from '../functions/core/ids.ts';
import type { EntryName } from '../functions/names.ts';
import type { Platform } from '../functions/platform/platform.ts';
import { createQueues, createTopics } from './engines/queues.ts';
import { startEngines } from './engines/start-engines.ts';
import { createTables } from './engines/tables.ts';
import { movableCalendar, type MovableCalendar } from './calendar.ts';
import type { DataFolder } from './data-folder.ts';
import { createGateway } from './gateway.ts';
import { startIssuer, type Issuer } from './issuer.ts';
import { fileSecrets, localAssertions, localSigner, newLedgerKey, newRsaKey, publicPem, randomSecret } from './keys.ts';
import { close, listen } from './listen.ts';
import { fileLog } from './file-log.ts';
import { recorder, type Recorder } from './recorder.ts';
import { startFunctions, type Functions } from './run-functions.ts';
import { disarmEnvironment, givenEndpoints, madeUpCredentials, sandboxSettings, type FarEnd } from './settings.ts';
import { startVendors, type Vendors } from './vendors.ts';

export type SandboxOptions = {
  readonly folder: DataFolder;
  readonly port: number;
  readonly districtFile: string;
  readonly codeVersion: string;
  readonly environment: NodeJS.ProcessEnv;
  /** For the bench: the simulators' latency, and provider limits lifted on both sides. */
  readonly vendorLatencyMs?: number;
  readonly quotasLifted?: boolean;
};

/** A running sandbox: the whole product in this process. */
export type Sandbox = {
  readonly apiUrl: string;
  readonly district: District;
  readonly calendar: MovableCalendar;
  readonly issuer: Issuer;
  readonly vendors: Vendors;
  readonly functions: Functions;
  readonly platform: Platform;
  /** What every function has asked of AWS so far. */
  readonly powers: Recorder;
  close(): Promise<void>;
};

/** The made-up service account whose assertions the simulated Google accepts. */
export const serviceAccount = 'poster@twin-lakes.iam.example';

/**
 * Starts the product on embedded engines and simulated vendors, all of them real protocols on loopback: engines, then vendors and issuer,
 * then the functions, then the door. What the environment points elsewhere is used instead of being started.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  disarmEnvironment(options.environment);
  const given = givenEndpoints(options.environment);
  const { folder } = options;
  const district = loadDistrict(options.districtFile);
  const secrets = fileSecrets(folder);
  const googleKey = secrets.ensure('google-key', newRsaKey);
  secrets.ensure('delivery-secret', randomSecret);
  const users = (district.channels.teams?.serviceUsers ?? []).map(({ id }) => ({
    id,
    refreshToken: firstRefreshToken(secrets, id),
  }));
  const calendar = movableCalendar(folder);
  const engines = await startMissingEngines(folder, given);
  mkdirSync(folder.file('vendors'), { recursive: true });
  const vendors = await startVendors({
    folder: folder.file('vendors'),
    given,
    serviceAccount,
    publicKey: publicPem(googleKey),
    users,
    calendarMs: () => calendar.clocks.calendar.now().epochMilliseconds,
    latencyMs: options.vendorLatencyMs ?? 0,
    liftQuotas: options.quotasLifted ?? false,
  });
  const issuer = await startIssuer(secrets);
  const door = createServer();
  const apiUrl = await listen(door, options.port);
  const endpoints = completeEndpoints({ ...vendors.endpoints, ...engines.endpoints, ...given });
  const platform: Platform = {
    settings: sandboxSettings({
      endpoints,
      queues: await createQueues(endpoints.sqs),
      topics: await createTopics(endpoints.sns, district.channels.sns?.topics ?? {}),
      origin: apiUrl,
      issuer: issuer.settings,
      codeVersion: options.codeVersion,
      districtFile: options.districtFile,
      quotasLifted: options.quotasLifted ?? false,
    }),
    clocks: calendar.clocks,
    ids: randomIds,
    secrets,
    signer: localSigner(secrets.ensure('ledger-key', newLedgerKey)),
    signAssertion: localAssertions(googleKey, serviceAccount),
    pages: filePages(folder),
    log: fileLog(folder.file('log.ndjson')),
  };
  folder.write('settings.json', platform.settings);
  const aws = { region: platform.settings.region, credentials: madeUpCredentials };
  const dynamodb = new DynamoDBClient({ ...aws, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...aws, endpoint: endpoints.sqs, useQueueUrlAsEndpoint: false });
  const powers = recorder(platform.settings.topics);
  const platformOf = (entry: EntryName): Platform => ({ ...platform, requestHandler: powers.handlerOf(entry) });
  const functions = await startFunctions({ platformOf, district, dynamodb, sqs });
  door.on('request', createGateway({ ...functions.gateway, pages: readPage(folder) }));
  return {
    apiUrl,
    district,
    calendar,
    issuer,
    vendors,
    functions,
    platform,
    powers,
    close: async () => {
      await close(door);
      await functions.stop();
      dynamodb.destroy();
      sqs.destroy();
      await Promise.all([issuer.close(), vendors.close()]);
      await engines.close();
    },
  };
}

type Given = Readonly<Partial<Record<FarEnd, string>>>;

/** The engines that the environment does not name, and both tables wherever they are to be. */
async function startMissingEngines(
  folder: DataFolder,
  given: Given,
): Promise<{ readonly endpoints: Given; close(): Promise<void> }> {
  const queuesNeeded = given.sqs === undefined || given.sns === undefined;
  const engines = await startEngines({
    ...(given.dynamodb === undefined && { dynamodb: folder.file('dynamodb') }),
    ...(queuesNeeded && { queues: folder.file('queues') }),
  });
  const { urls } = engines;
  const dynamodb = given.dynamodb ?? urls.dynamodb;
  if (dynamodb !== undefined) await createTables(dynamodb);
  return {
    endpoints: {
      ...(dynamodb !== undefined && { dynamodb }),
      ...(urls.queues !== undefined && { sqs: urls.queues, sns: urls.queues }),
    },
    close: () => engines.close(),
  };
}

function completeEndpoints(known: Given): Record<FarEnd, string> {
  const of = (farEnd: FarEnd): string => {
    const url = known[farEnd];
    if (url === undefined) throw new Error(`nothing stands for ${farEnd}`);
    return url;
  };
  return {
    dynamodb: of('dynamodb'),
    sns: of('sns'),
    sqs: of('sqs'),
    nws: of('nws'),
    classroom: of('classroom'),
    googleToken: of('googleToken'),
    graph: of('graph'),
    microsoftLogin: of('microsoftLogin'),
  };
}

/** Notice pages as files, in place of the bucket. */
export function filePages(folder: DataFolder): NonNullable<Platform['pages']> {
  mkdirSync(folder.file('pages'), { recursive: true });
  return {
    put: async (name, html) => {
      const path = folder.file(`pages/${name}.html`);
      writeFileSync(`${path}.new`, html);
      renameSync(`${path}.new`, path);
    },
  };
}

/** `/n/<noticeId>[.<anything>]`: the path is cut at the first dot, as CloudFront's function does, so every class gets the same bytes. */
function readPage(folder: DataFolder): (path: string) => string | undefined {
  return (path) => {
    const noticeId = /^\/n\/([a-z0-9]{10})(?:\.[^/]*)?$/.exec(path)?.[1];
    const file = folder.file(`pages/${noticeId}.html`);
    return noticeId !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
}

/** The service user's sign-in as the token keeper keeps it; the simulated Microsoft starts from the same refresh token. */
function firstRefreshToken(secrets: ReturnType<typeof fileSecrets>, serviceUser: string): string {
  const first = secrets.ensure(`first-refresh-token/${serviceUser}`, randomSecret);
  secrets.ensure(serviceUserSecret(serviceUser), () => JSON.stringify({ refreshToken: first }));
  return first;
}
