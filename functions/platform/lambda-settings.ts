import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
  channelNames,
  deadLetterQueueName,
  intakeQueueName,
  lanes,
  planQueueName,
  queueName,
  topicNames,
} from '../names.ts';
import { productionTimes } from './production-times.ts';
import type { Settings } from './settings.ts';

/** The vendors' endpoints: constants on Lambda, because a variable here would be a way to collect tokens (S-30). */
const vendorEndpoints = {
  nws: 'https://api.weather.gov',
  classroom: 'https://classroom.googleapis.com',
  googleToken: 'https://oauth2.googleapis.com/token',
  graph: 'https://graph.microsoft.com',
  microsoftLogin: 'https://login.microsoftonline.com',
} as const;

/** Variables with which somebody could divert, read or slow down what we say; a start with one of them ends. */
const refused = [
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_DYNAMODB',
  'AWS_ENDPOINT_URL_SNS',
  'AWS_ENDPOINT_URL_SQS',
  'NWS_API_URL',
  'CLASSROOM_API_URL',
  'GOOGLE_TOKEN_URL',
  'GRAPH_API_URL',
  'MICROSOFT_LOGIN_URL',
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_EXTRA_CA_CERTS',
] as const;

const Environment = z.object({
  AWS_REGION: z.string().min(1),
  BELLWETHER_LEDGER_TABLE: z.string().min(1),
  BELLWETHER_OPERATIONS_TABLE: z.string().min(1),
  /** What stands before the names of queues and topics in their addresses. */
  BELLWETHER_QUEUE_PREFIX: z.string().min(1),
  BELLWETHER_TOPIC_PREFIX: z.string().min(1),
  BELLWETHER_PUBLIC_URL: z.url({ protocol: /^https$/ }),
  BELLWETHER_ISSUER_URL: z.url({ protocol: /^https$/ }),
  BELLWETHER_CLIENT_IDS: z.string().min(1),
  BELLWETHER_CODE_VERSION: z.string().min(1),
  /** Each function is given the ones it uses; the others stay empty. */
  BELLWETHER_SECRET_PREFIX: z.string().default(''),
  BELLWETHER_SIGNING_KEY: z.string().default(''),
  BELLWETHER_PAGES_BUCKET: z.string().default(''),
  BELLWETHER_GOOGLE_PROVIDER: z.string().default(''),
  BELLWETHER_GOOGLE_SERVICE_ACCOUNT: z.string().default(''),
  BELLWETHER_MICROSOFT_CLIENT_ID: z.string().default(''),
});

/** A setting is missing or refused: the start ends with this one line. */
export class WrongSetting extends Error {
  constructor(name: string, why: string) {
    super(`setting ${name}: ${why}`);
    this.name = 'WrongSetting';
  }
}

/** The settings of a deployed function, from its environment and the district file that was deployed beside it. */
export function readLambdaSettings(
  environment: NodeJS.ProcessEnv = process.env,
  readFile = readDistrictFile,
): Settings {
  for (const name of refused) {
    if (environment[name] !== undefined)
      throw new WrongSetting(name, 'must not be set on a deployed function; remove it');
  }
  const parsed = Environment.safeParse(environment);
  if (!parsed.success)
    throw new WrongSetting(String(parsed.error.issues[0]?.path[0]), parsed.error.issues[0]?.message ?? 'is wrong');
  const env = parsed.data;
  const queueNames = [
    planQueueName,
    intakeQueueName,
    ...channelNames.flatMap((c) => [deadLetterQueueName(c), ...lanes.map((l) => queueName(c, l))]),
  ];
  const districtFile = readFile();
  return {
    where: 'lambda',
    region: env.AWS_REGION,
    tables: { ledger: env.BELLWETHER_LEDGER_TABLE, operations: env.BELLWETHER_OPERATIONS_TABLE },
    queues: Object.fromEntries(queueNames.map((name) => [name, `${env.BELLWETHER_QUEUE_PREFIX}${name}`])),
    topics: topicsOf(districtFile, env.BELLWETHER_TOPIC_PREFIX),
    endpoints: { ...vendorEndpoints },
    publicUrl: env.BELLWETHER_PUBLIC_URL,
    issuer: {
      url: env.BELLWETHER_ISSUER_URL,
      jwksUrl: `${env.BELLWETHER_ISSUER_URL}/.well-known/jwks.json`,
      audience: '',
      clientIds: env.BELLWETHER_CLIENT_IDS.split(','),
    },
    far: {
      secretPrefix: env.BELLWETHER_SECRET_PREFIX,
      signingKeyId: env.BELLWETHER_SIGNING_KEY,
      pagesBucket: env.BELLWETHER_PAGES_BUCKET,
      googleProvider: env.BELLWETHER_GOOGLE_PROVIDER,
      googleServiceAccount: env.BELLWETHER_GOOGLE_SERVICE_ACCOUNT,
      microsoftClientId: env.BELLWETHER_MICROSOFT_CLIENT_ID,
    },
    codeVersion: env.BELLWETHER_CODE_VERSION,
    districtFile,
    quotasLifted: false,
    times: productionTimes,
  };
}

/** Topics are named by the district file; one without SNS has none. */
const NamedTopics = z.object({
  channels: z.object({ sns: z.object({ topics: z.partialRecord(z.enum(topicNames), z.string()) }).optional() }),
});

function topicsOf(districtFile: string, prefix: string): Record<string, string> {
  const { sns } = NamedTopics.parse(JSON.parse(districtFile)).channels;
  return Object.fromEntries(Object.entries(sns?.topics ?? {}).map(([short, name]) => [short, `${prefix}${name}`]));
}

function readDistrictFile(): string {
  return readFileSync(new URL('district.json', `file://${process.cwd()}/`), 'utf8');
}
