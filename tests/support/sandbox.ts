import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { type DataFolder, openFolder } from '../../sandbox/data-folder.ts';
import { fileSecrets, newRsaKey, publicPem, randomSecret } from '../../sandbox/keys.ts';
import { loadStoredRoster } from '../../sandbox/load-stored-roster.ts';
import { type Sandbox, serviceAccount, startSandbox } from '../../sandbox/sandbox.ts';
import { disarmEnvironment } from '../../sandbox/settings.ts';
import { startVendors, type Vendors } from '../../sandbox/vendors.ts';
import { apiClient, type Client } from '../../sandbox/stories/client.ts';
import { ownDistrict, ownRoster, tuesdayAfternoon } from './own-district.ts';

/** A folder of its own under the system's temporary one; gone when the test process ends. */
export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'bellwether-test-'));
  atExit(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const leftBehind: (() => void)[] = [];

/** One listener for all that must not outlive this process. */
function atExit(clean: () => void): void {
  if (leftBehind.push(clean) > 1) return;
  process.once('exit', () => {
    for (const one of leftBehind) one();
  });
}

/** A running sandbox of a small district, in this process. */
export type SmallSandbox = {
  readonly sandbox: Sandbox;
  readonly folder: DataFolder;
  readonly client: Client;
  close(): Promise<void>;
};

export type SmallOptions = {
  readonly path?: string;
  readonly district?: string;
  readonly roster?: string;
  /** Calendar time at the start; undefined keeps what the folder has. */
  readonly clock?: string;
  /** Vendors of the test's own, by CONTRACT 2's variables. */
  readonly environment?: Record<string, string>;
};

const made = new Map<string, Promise<string>>();

/** Gives a folder the keys that this process makes once: a new pair for each sandbox would prove nothing more. */
async function withKeys(folder: DataFolder): Promise<void> {
  for (const name of ['google-key', 'issuer-key']) {
    const key = made.get(name) ?? newRsaKey();
    made.set(name, key);
    await fileSecrets(folder).ensure(name, () => key);
  }
}

/** Starts a sandbox in this process on port 0: `harbor` with ten courses and five channels unless told otherwise. */
export async function startSmallSandbox(options: SmallOptions = {}): Promise<SmallSandbox> {
  disarmEnvironment(process.env);
  const folder = openFolder(options.path ?? temporaryFolder(), { fresh: false });
  const districtFile = options.district ?? ownDistrict();
  const roster = options.roster ?? ownRoster({ courses: 10, channels: 5 });
  folder.write('origin.json', { district: districtFile, roster });
  await withKeys(folder);
  const sandbox = await startSandbox({
    folder,
    port: 0,
    districtFile,
    codeVersion: 'test',
    environment: { ...options.environment },
  });
  sandbox.calendar.set(parseInstant(options.clock ?? tuesdayAfternoon));
  await loadStoredRoster(sandbox, { csv: roster, kind: 'classes', acceptPartial: false });
  const client = apiClient(sandbox.apiUrl, sandbox.issuer);
  await checked(client);
  return {
    sandbox,
    folder,
    client,
    close: async () => {
      await sandbox.close();
      folder.release();
    },
  };
}

const Channels = z.object({ channels: z.array(z.object({ checkedAt: z.string().optional() })) });

/** Waits for the channels' checks of the new roster: what lists a channel's messages counts against its limits, as on a day without haste. */
async function checked(client: Client): Promise<void> {
  for (const endMs = Date.now() + 15_000; Date.now() < endMs; await pause(100)) {
    const { channels } = Channels.parse((await client.call('viewer', 'GET', '/v1/readiness')).body);
    if (channels.every(({ checkedAt }) => checkedAt !== undefined)) return;
  }
  throw new Error('the channels did not check themselves within 15 s');
}

/** Vendors that outlive the sandbox, and the variables that point it at them. */
export type OwnVendors = { readonly vendors: Vendors; readonly environment: Record<string, string> };

/** Starts vendors in this process that know the keys a sandbox on this folder will use. */
export async function startOwnVendors(path: string, { latencyMs = 0 } = {}): Promise<OwnVendors> {
  const folder = openFolder(path, { fresh: false });
  const secrets = fileSecrets(folder);
  await withKeys(folder);
  const publicKey = publicPem(await secrets.get('google-key'));
  const refreshToken = await secrets.ensure('first-refresh-token/notices-1', randomSecret);
  folder.release();
  const vendors = await startVendors({
    given: {},
    serviceAccount,
    publicKey,
    users: [{ id: 'notices-1', refreshToken }],
    calendarMs: () => parseInstant(tuesdayAfternoon).epochMilliseconds,
    latencyMs,
  });
  const { nws = '', classroom = '', googleToken = '', graph = '', microsoftLogin = '' } = vendors.endpoints;
  return {
    vendors,
    environment: {
      NWS_API_URL: nws,
      CLASSROOM_API_URL: classroom,
      GOOGLE_TOKEN_URL: googleToken,
      GRAPH_API_URL: graph,
      MICROSOFT_LOGIN_URL: microsoftLogin,
    },
  };
}

const Clients = z.object({ id: z.string(), secret: z.string() });
const SandboxFile = z.object({
  apiUrl: z.string(),
  tokenUrl: z.string(),
  clients: z.object({ ops: Clients, administrator: Clients, approver: Clients, viewer: Clients }),
  aws: z.object({ dynamodb: z.string() }),
  pid: z.int(),
});

/** A sandbox in a process of its own. */
export type ChildSandbox = {
  readonly process: ChildProcess;
  readonly client: Client;
  readonly apiUrl: string;
  readonly dynamodb: string;
  readonly finished: Promise<Finished>;
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>;
};

const root = join(import.meta.dirname, '../..');

/** What a finished process said. */
export type Finished = { readonly code: number | null; readonly out: string; readonly error: string };

/** Runs a program of the sandbox (`start.ts`, `verify.ts`, `worker.ts`) in a process of its own, on an environment that holds nothing of ours. */
export function runProgram(program: string, args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'sandbox', program), ...args], {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      // Compiled sources are kept between processes, as `npm start` keeps them.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', error: '' };
  child.stdout.on('data', (bytes: Buffer) => (said.out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => (said.error += bytes.toString()));
  const finished = new Promise<Finished>((resolve) => child.once('close', (code) => resolve({ code, ...said })));
  atExit(() => void child.kill('SIGKILL'));
  return { child, said, finished };
}

/** `npm start` on a folder in a process of its own; resolves when its `sandbox.json` is there. Fails with what it said when it ends instead. */
export async function startChildSandbox(
  path: string,
  { args = [], environment = {} }: { args?: readonly string[]; environment?: Record<string, string> } = {},
): Promise<ChildSandbox> {
  const { child, finished } = runProgram('start.ts', ['--data', path, '--port', '0', ...args], environment);
  let ended: Finished | undefined;
  void finished.then((what) => (ended = what));
  for (;;) {
    const file = readSandboxFile(path);
    if (file !== undefined && file.pid === child.pid) {
      const client = apiClient(file.apiUrl, { tokenUrl: file.tokenUrl, clients: file.clients });
      const kill = async (): Promise<void> => {
        child.kill('SIGKILL');
        await finished;
      };
      return { process: child, finished, client, apiUrl: file.apiUrl, dynamodb: file.aws.dynamodb, kill };
    }
    if (ended !== undefined) throw new Error(`the sandbox ended with ${ended.code}: ${ended.error}${ended.out}`);
    await pause(50);
  }
}

function readSandboxFile(path: string): z.infer<typeof SandboxFile> | undefined {
  try {
    return SandboxFile.parse(JSON.parse(readFileSync(join(path, 'sandbox.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Writes district and roster as files, for `--district` and `--roster`; answers the arguments. */
export function districtFiles(path: string, district: string, roster?: string): string[] {
  const file = (name: string, text: string): string => {
    writeFileSync(join(path, name), text);
    return join(path, name);
  };
  return [
    '--district',
    file('district.json', district),
    ...(roster === undefined ? [] : ['--roster', file('roster.csv', roster)]),
  ];
}
