import { auth, classroom } from '@googleapis/classroom';
import PQueue from 'p-queue';
import * as z from 'zod';
import { peekFolder } from '../data-folder.ts';
import { localAssertions } from '../keys.ts';
import { serviceAccount } from '../sandbox.ts';
import { MeasurementFailed } from './processes.ts';
import { startBenchVendors } from './vendors.ts';

const Secrets = z.looseObject({ 'google-key': z.string() });
const Token = z.object({ access_token: z.string() });

/**
 * What one would write in an afternoon: a queue, the vendor's client, one post a course. It keeps no record, posts twice when it is
 * killed or not answered, and asks no provider for leave; it is here to say what those cost. Returns posts a second.
 */
export async function naiveLoop(posts: number, concurrency: number, latencyMs: number): Promise<number> {
  const vendors = await startBenchVendors(latencyMs, true);
  const { CLASSROOM_API_URL: rootUrl = '', GOOGLE_TOKEN_URL: tokenUrl = '' } = vendors.environment;
  const key = peekFolder(vendors.folder).read('secrets.json', Secrets)?.['google-key'] ?? '';
  const client = new auth.OAuth2();
  client.setCredentials({ access_token: await tokenOf(tokenUrl, key), expiry_date: Date.now() + 3_600_000 });
  const { announcements } = classroom({ version: 'v1', rootUrl: `${rootUrl}/`, auth: client }).courses;
  const queue = new PQueue({ concurrency });
  const startedMs = Date.now();
  for (let course = 0; course < posts; course += 1) {
    const requestBody = { text: 'E-LEARNING Wed Feb 22', state: 'PUBLISHED' };
    void queue.add(() => announcements.create({ courseId: `naive-${course}`, requestBody }));
  }
  await queue.onIdle();
  const tookMs = Date.now() - startedMs;
  const { posts: made } = await vendors.posted();
  await vendors.end();
  if (made !== posts)
    throw new MeasurementFailed(`The naive loop made ${made} of ${posts} posts: it counts for nothing.`);
  return (posts / tookMs) * 1_000;
}

async function tokenOf(tokenUrl: string, key: string): Promise<string> {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const assertion = await localAssertions(
    key,
    serviceAccount,
  )({
    sub: 'teacher@bench.example',
    scope: 'https://www.googleapis.com/auth/classroom.announcements',
    aud: tokenUrl,
    iat: nowSeconds,
    exp: nowSeconds + 3_600,
  });
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  const response = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(grant) });
  return Token.parse(await response.json()).access_token;
}
