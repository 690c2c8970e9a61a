import { mkdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { loadDistrict } from '../functions/calendar/load-district.ts';
import type { District } from '../functions/calendar/district.ts';
import { randomIds } from '../functions/core/ids.ts';
import { serviceUserSecret, type EntryName } from '../functions/names.ts';
import type { Platform } from '../functions/platform/platform.ts';
import type { Settings } from '../functions/platform/settings.ts';
import { breakGlassAccess, type BreakGlassAccess } from './break-glass.ts';
import { addressOf, prepareAws, type Known } from './aws.ts';
import type { Engines } from './engines/start-engines.ts';
import { movableCalendar, type MovableCalendar } from './calendar.ts';
import type { DataFolder } from './data-folder.ts';
import { createGateway } from './gateway.ts';
import { hookAccess, type HookAccess, startSnsCertificates } from './hooks.ts';
import { startIssuer, type Issuer } from './issuer.ts';
import {
  fileSecrets,
  localAssertions,
  localSigner,
  newLedgerKey,
  newRsaKey,
  publicPem,
  randomSecret,
  type FileSecrets,
} from './keys.ts';
import { close, listen } from './listen.ts';
import { fileLog } from './file-log.ts';
import { startMissingEngines } from './missing-engines.ts';
import { filePages, readPage } from './pages.ts';
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
  /** The engines that the environment does not name, where they are starting already. */
  readonly engines?: Promise<Engines>;
  /** For the bench: the simulators' latency, and provider limits lifted on both sides. */
  readonly vendorLatencyMs?: number;
  readonly quotasLifted?: boolean;
  /** For the chaos run: other waiting times, and whether an entry that the stream has delivered is delivered once more. */
  readonly times?: Partial<Settings['times']>;
  readonly replayed?: () => boolean;
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
  /** How incidents are reported by webhook. */
  readonly hooks: readonly HookAccess[];
  /** How to declare without a sign-in; absent where the district has no set. */
  readonly breakGlass: BreakGlassAccess | undefined;
  /** What every function has asked of AWS so far. */
  readonly powers: Recorder;
  close(): Promise<void>;
};

/** The made-up service account whose assertions the simulated Google accepts. */
export const serviceAccount = 'poster@twin-lakes.iam.example';

/**
 * Starts the product on embedded engines and simulated vendors, all of them real protocols on loopback. The door comes first, so that a port
 * which somebody else has is said at once; then side by side whatever does not need each other, for an empty folder waits for keys, engines,
 * tables and queues; then vendors and functions. What the environment points elsewhere is used instead of being started.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  disarmEnvironment(options.environment);
  const given = givenEndpoints(options.environment);
  const { folder } = options;
  const district = loadDistrict(options.districtFile);
  const calendar = movableCalendar(folder);
  const { door, apiUrl, open } = await openDoor(options.port);
  const secrets = fileSecrets(folder);
  const [aws, issuer, googleKey, ledgerKey, users, breakGlass] = await Promise.all([
    prepareAws(options.engines ?? startMissingEngines(folder, given), given, namedTopics(district)),
    startIssuer(secrets),
    secrets.ensure('google-key', newRsaKey),
    secrets.ensure('ledger-key', newLedgerKey),
    signedInUsers(secrets, district),
    breakGlassAccess(secrets, district, apiUrl),
    secrets.ensure('delivery-secret', randomSecret),
  ]);
  const [hooks, certificates] = [
    await hookAccess(secrets, district, apiUrl),
    await startSnsCertificates(secrets, district),
  ];
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
  const platform: Platform = {
    settings: sandboxSettings({
      endpoints: completeEndpoints({ ...vendors.endpoints, ...aws.endpoints, ...given }),
      toolStatus: vendors.toolStatus.url,
      ...(certificates === undefined ? {} : { snsCertificates: certificates.url }),
      queues: aws.queues,
      topics: aws.topics,
      origin: apiUrl,
      issuer: issuer.settings,
      codeVersion: options.codeVersion,
      districtFile: options.districtFile,
      quotasLifted: options.quotasLifted ?? false,
      ...(options.times !== undefined && { times: options.times }),
    }),
    clocks: calendar.clocks,
    ids: randomIds,
    secrets,
    signer: localSigner(ledgerKey),
    signAssertion: localAssertions(googleKey, serviceAccount),
    pages: filePages(folder),
    log: fileLog(folder.file('log.ndjson')),
  };
  folder.write('settings.json', platform.settings);
  const client = { region: platform.settings.region, credentials: madeUpCredentials };
  const dynamodb = new DynamoDBClient({ ...client, endpoint: aws.endpoints.dynamodb });
  const sqs = new SQSClient({ ...client, endpoint: aws.endpoints.sqs, useQueueUrlAsEndpoint: false });
  const powers = recorder(aws.topics);
  const platformOf = (entry: EntryName): Platform => ({ ...platform, requestHandler: powers.handlerOf(entry) });
  const functions = await startFunctions({ platformOf, district, dynamodb, sqs, replayed: options.replayed ?? never });
  open(createGateway({ ...functions.gateway, pages: readPage(folder) }));
  return {
    apiUrl,
    district,
    calendar,
    issuer,
    vendors,
    functions,
    platform,
    hooks,
    breakGlass,
    powers,
    close: async () => {
      await close(door);
      await functions.stop();
      dynamodb.destroy();
      sqs.destroy();
      await Promise.all([issuer.close(), vendors.close(), certificates?.close()]);
      await aws.close();
    },
  };
}

const never = (): boolean => false;

/** Takes the port; until it is opened, whoever knocks is asked to come again. */
async function openDoor(port: number) {
  let answer: RequestListener = (_request, response) =>
    void response.writeHead(503, { 'retry-after': '1' }).end('this sandbox is starting\n');
  const door = createServer((request, response) => answer(request, response));
  const apiUrl = await listen(door, port);
  const open = (gateway: RequestListener): void => {
    answer = gateway;
  };
  return { door, apiUrl, open };
}

/** Topics by their short names; one for drills only where the district has it. */
function namedTopics({ channels }: District): Record<string, string> {
  const { drill, ...topics } = channels.sns?.topics ?? {};
  return { ...topics, ...(drill === undefined ? {} : { drill }) };
}

function completeEndpoints(known: Known): Record<FarEnd, string> {
  return {
    dynamodb: addressOf('dynamodb', known),
    sns: addressOf('sns', known),
    sqs: addressOf('sqs', known),
    nws: addressOf('nws', known),
    classroom: addressOf('classroom', known),
    googleToken: addressOf('googleToken', known),
    graph: addressOf('graph', known),
    microsoftLogin: addressOf('microsoftLogin', known),
  };
}

/** The service users' sign-ins as the token keeper keeps them; the simulated Microsoft starts from the same refresh tokens. */
async function signedInUsers(secrets: FileSecrets, { channels }: District) {
  const users: { readonly id: string; readonly refreshToken: string }[] = [];
  for (const { id } of channels.teams?.serviceUsers ?? []) {
    const refreshToken = await secrets.ensure(`first-refresh-token/${id}`, randomSecret);
    await secrets.ensure(serviceUserSecret(id), () => JSON.stringify({ refreshToken }));
    users.push({ id, refreshToken });
  }
  return users;
}
