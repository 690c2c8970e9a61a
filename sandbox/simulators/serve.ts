import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { startGoogleClassroom } from './google-classroom.ts';
import { startInspection } from './inspection.ts';
import { startMicrosoftGraph } from './microsoft-graph.ts';
import { startWeatherService } from './weather-service.ts';

/*
 * All vendors in a process of their own, for benchmarks and for a look by hand. Prints one line of JSON with their URLs and the made-up
 * credentials they accept, then runs until SIGTERM. Every course and team exists.
 *
 *   node sandbox/simulators/serve.ts [--latency MS] [--lift-quotas] [--data DIR]
 *        [--google-account EMAIL --google-public-key FILE] [--service-user ID=REFRESH_TOKEN ...]
 */
const { values } = parseArgs({
  options: {
    latency: { type: 'string', default: '0' },
    'lift-quotas': { type: 'boolean', default: false },
    data: { type: 'string' },
    'google-account': { type: 'string', default: 'bellwether@simulated.example' },
    'google-public-key': { type: 'string' },
    'service-user': { type: 'string', multiple: true, default: ['notices-1=simulated-refresh-token'] },
  },
});

const latencyMs = z.coerce.number('--latency takes milliseconds.').int().min(0).parse(values.latency);
const conduct = { latencyMs, liftQuotas: values['lift-quotas'] };
const dataFile = (name: string) => (values.data === undefined ? {} : { dataFile: join(values.data, name) });

const made =
  values['google-public-key'] === undefined ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : undefined;
const publicKey = made?.publicKey ?? createPublicKey(readFileSync(values['google-public-key'] ?? '', 'utf8'));
const users = values['service-user'].map((pair) => {
  const [id = '', ...token] = pair.split('=');
  return { id, refreshToken: token.join('=') };
});

const weather = await startWeatherService({ latencyMs });
const classroom = await startGoogleClassroom({
  ...conduct,
  ...dataFile('google-classroom.jsonl'),
  acceptAnyCourse: true,
  serviceAccounts: [{ email: values['google-account'], publicKey }],
});
const graph = await startMicrosoftGraph({
  ...conduct,
  ...dataFile('microsoft-graph.jsonl'),
  acceptAnyTeam: true,
  users,
});
const inspection = await startInspection({ 'google-classroom': classroom, teams: graph });

console.log(
  JSON.stringify({
    nws: weather.url,
    classroom: classroom.url,
    googleToken: classroom.tokenUrl,
    graph: graph.url,
    microsoftLogin: graph.loginUrl,
    inspection: inspection.url,
    pid: process.pid,
    credentials: {
      google: {
        email: values['google-account'],
        privateKey: made?.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      },
      microsoft: users,
    },
  }),
);

const close = async (): Promise<void> => {
  await Promise.all([weather.close(), classroom.close(), graph.close(), inspection.close()]);
  process.exit(0);
};
process.once('SIGTERM', () => void close());
process.once('SIGINT', () => void close());
