import { setGlobalProxyFromEnv } from 'node:http';
import { productionTimes } from '../functions/platform/production-times.ts';
import type { Settings } from '../functions/platform/settings.ts';
import { tableNames } from '../functions/names.ts';

/** Credentials of nobody: the embedded engines accept any, and no real ones are ever used (S-31). */
export const madeUpCredentials = { accessKeyId: 'SANDBOX', secretAccessKey: 'SANDBOX' } as const;

/** A loopback port on which nobody listens. */
const nowhere = 'http://127.0.0.1:9';

/** A setting of the environment that the sandbox refuses; the start ends with this one line. */
export class RefusedSetting extends Error {
  constructor(name: string, why: string) {
    super(`${name}: ${why}`);
    this.name = 'RefusedSetting';
  }
}

/** The variables of CONTRACT 2 and what each stands for. */
const variables = {
  AWS_ENDPOINT_URL_DYNAMODB: 'dynamodb',
  AWS_ENDPOINT_URL_SNS: 'sns',
  AWS_ENDPOINT_URL_SQS: 'sqs',
  NWS_API_URL: 'nws',
  CLASSROOM_API_URL: 'classroom',
  GOOGLE_TOKEN_URL: 'googleToken',
  GRAPH_API_URL: 'graph',
  MICROSOFT_LOGIN_URL: 'microsoftLogin',
} as const;

/** A far end of the wire: an AWS engine or a vendor. */
export type FarEnd = (typeof variables)[keyof typeof variables];

/** The far ends that the environment points elsewhere; each must be loopback, exactly. Those not set are embedded or simulated. */
export function givenEndpoints(environment: NodeJS.ProcessEnv): Partial<Record<FarEnd, string>> {
  const given: Partial<Record<FarEnd, string>> = {};
  for (const [name, farEnd] of Object.entries(variables)) {
    const value = environment[name];
    if (value === undefined || value === '') continue;
    given[farEnd] = loopbackUrl(name, value);
  }
  return given;
}

/** The address without a trailing slash, or a refusal of whatever is no plain http address on loopback. */
export function loopbackUrl(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined)
    throw new RefusedSetting(name, `"${value}" is no address; give one such as http://127.0.0.1:4566`);
  if (!['http:', 'https:'].includes(url.protocol) || url.search !== '' || url.hash !== '')
    throw new RefusedSetting(name, `give an address such as http://127.0.0.1:4566, not ${value}`);
  if (!['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname)) {
    throw new RefusedSetting(
      name,
      `the sandbox talks to loopback only (127.0.0.1, [::1], localhost), not to ${url.hostname}`,
    );
  }
  if (url.username !== '' || url.password !== '')
    throw new RefusedSetting(name, 'leave user name and password out of the address');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/**
 * Makes the environment harmless before the first client is built (S-31): no real credentials, profiles, proxies or metadata service, and
 * every AWS service without an engine of its own ends at a closed loopback port.
 */
export function disarmEnvironment(environment: NodeJS.ProcessEnv): void {
  // Node has read its proxy by now: loopback goes past it, and all else ends at a closed port.
  if (/^1|--use-env-proxy/.test(`${environment['NODE_USE_ENV_PROXY'] ?? ''} ${environment['NODE_OPTIONS'] ?? ''}`))
    setGlobalProxyFromEnv({ http_proxy: nowhere, https_proxy: nowhere, no_proxy: '127.0.0.1,localhost,[::1]' });
  for (const name of [
    'AWS_PROFILE',
    'AWS_SESSION_TOKEN',
    'AWS_ROLE_ARN',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'HTTPS_PROXY',
    'https_proxy',
    'HTTP_PROXY',
    'http_proxy',
    'ALL_PROXY',
    'all_proxy',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_EXTRA_CA_CERTS',
  ]) {
    delete environment[name];
  }
  Object.assign(environment, {
    AWS_ACCESS_KEY_ID: madeUpCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: madeUpCredentials.secretAccessKey,
    AWS_REGION: 'us-east-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_ENDPOINT_URL: nowhere,
  });
}

/** What the running sandbox knows before its settings are put together. */
export type Surroundings = {
  readonly endpoints: Readonly<Record<FarEnd, string>>;
  /** What stands for the host of every status page that the district file names. */
  readonly toolStatus: string;
  /** What stands for the hosts of SNS certificates; absent: no hook of the district needs one. */
  readonly snsCertificates?: string;
  readonly queues: Readonly<Record<string, string>>;
  readonly topics: Readonly<Record<string, string>>;
  readonly origin: string;
  readonly issuer: Settings['issuer'];
  readonly codeVersion: string;
  readonly districtFile: string;
  readonly quotasLifted: boolean;
  /** Where they differ from the sandbox's own. */
  readonly times?: Partial<Settings['times']>;
};

/** The product's settings in the sandbox: the times of DELIVERY 3 in brackets, endpoints on loopback. */
export function sandboxSettings(around: Surroundings): Settings {
  return {
    where: 'sandbox',
    region: 'us-east-2',
    tables: { ...tableNames },
    queues: { ...around.queues },
    topics: { ...around.topics },
    endpoints: {
      ...around.endpoints,
      toolStatus: around.toolStatus,
      ...(around.snsCertificates === undefined ? {} : { snsCertificates: around.snsCertificates }),
    },
    publicUrl: around.origin,
    issuer: around.issuer,
    far: {
      secretPrefix: '',
      signingKeyId: '',
      pagesBucket: '',
      googleProvider: '',
      googleServiceAccount: '',
      microsoftClientId: 'sandbox',
    },
    codeVersion: around.codeVersion,
    districtFile: around.districtFile,
    quotasLifted: around.quotasLifted,
    times: {
      ...productionTimes,
      httpTimeoutMs: 3_000,
      leaseMs: 15_000,
      looksMs: [1_000, 3_000],
      closingLookMs: 5_000,
      refusalWaitMs: 30_000,
      ...around.times,
    },
  };
}
