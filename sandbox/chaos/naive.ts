import { setTimeout as pause } from 'node:timers/promises';
import PQueue from 'p-queue';
import * as z from 'zod';
import { localAssertions, newRsaKey, publicPem } from '../keys.ts';
import { serviceAccount } from '../sandbox.ts';
import { strangerName } from '../simulators/vendor/posts.ts';
import { startVendors, type Vendors } from '../vendors.ts';
import { chaosDistrict, type ChaosTarget } from './district.ts';
import { chaosTimes, lateMs, vendorFaults } from './faults.ts';
import { deletedByTeachers, unreachable } from './judge.ts';
import type { ChaosOptions } from './world.ts';

/** What one would write in an afternoon came to, under the same faults: it keeps no record, so what it says is what it was answered. */
export type NaiveResult = {
  readonly posted: number;
  readonly visibleTwice: number;
  /** Classes that could be reached and do not show it, though nobody deleted it. */
  readonly lost: number;
  /** Classes of which it says something else than they show. */
  readonly wrong: number;
};

const Token = z.object({ access_token: z.string() });
const concurrency = 16;
const firstPauseMs = 200;

/**
 * A queue and one POST a class, sent again so many times for whatever is no answer of 2xx: the same faults by the same seed, and quotas
 * lifted, for it asks no provider for leave. It is not killed.
 */
export async function runNaive(
  { targets, seed }: Pick<ChaosOptions, 'targets' | 'seed'>,
  { retries }: { readonly retries: number },
  watch: (line: string) => void,
): Promise<NaiveResult> {
  watch(`the naive loop, ${retries === 0 ? 'without retries' : `${retries} retries`}`);
  const key = await newRsaKey();
  const { targets: classes, serviceUsers } = chaosDistrict(targets);
  const vendors = await startVendors({
    given: {},
    serviceAccount,
    publicKey: publicPem(key),
    users: serviceUsers.map((id) => ({ id, refreshToken: `naive ${id}` })),
    calendarMs: () => Date.now(),
    liftQuotas: true,
  });
  const faults = vendorFaults({ patient: false });
  vendors.classroom?.behave({ seed, faults });
  vendors.graph?.behave({ seed, faults });
  const post = poster(vendors, key);
  const believed = new Set<string>();
  const queue = new PQueue({ concurrency });
  for (const target of classes) {
    void queue.add(async () => {
      if (await withRetries(retries, () => post(target))) believed.add(target.targetId);
    });
  }
  await queue.onIdle();
  // What was answered 504 and comes late is there by then.
  await pause(2 * lateMs);
  const shown = shownIn(vendors);
  const strikes = [...(vendors.classroom?.strikes() ?? []), ...(vendors.graph?.strikes() ?? [])];
  const deleted = deletedByTeachers(strikes);
  const closed = unreachable(classes, strikes);
  await vendors.close();
  const count = ({ targetId }: ChaosTarget): number => shown.get(targetId) ?? 0;
  const isShown = (target: ChaosTarget): boolean => count(target) > 0 || deleted.has(target.targetId);
  return {
    posted: classes.filter((target) => count(target) === 1).length,
    visibleTwice: classes.filter((target) => count(target) > 1).length,
    lost: classes.filter((target) => !isShown(target) && !closed.has(target.targetId)).length,
    wrong: classes.filter((target) => isShown(target) !== believed.has(target.targetId)).length,
  };
}

async function withRetries(retries: number, once: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; ; tries += 1) {
    if (await once().catch(() => false)) return true;
    if (tries === retries) return false;
    await pause(firstPauseMs * 2 ** tries);
  }
}

/** One request, and whether it was answered with 2xx. */
function poster({ endpoints }: Vendors, key: string): (target: ChaosTarget) => Promise<boolean> {
  const { classroom = '', googleToken = '', graph = '', microsoftLogin = '' } = endpoints;
  const sign = localAssertions(key, serviceAccount);
  const send = (url: string, init: RequestInit): Promise<Response> =>
    fetch(url, { method: 'POST', ...init, signal: AbortSignal.timeout(chaosTimes.httpTimeoutMs ?? 0) });
  const tokenFrom = async (url: string, form: Record<string, string>): Promise<string> =>
    Token.parse(await (await send(url, { body: new URLSearchParams(form) })).json()).access_token;
  const googleFor = async (sub: string): Promise<string> => {
    const iat = Math.floor(Date.now() / 1000);
    const scope = 'https://www.googleapis.com/auth/classroom.announcements';
    const assertion = await sign({ sub, scope, aud: googleToken, iat, exp: iat + 3_600 });
    return tokenFrom(googleToken, { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });
  };
  const json = (token: string, body: object): RequestInit => ({
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return async ({ channel, targetId, parentId = '', postAs: [account = ''] }) => {
    const form = { grant_type: 'refresh_token', refresh_token: `naive ${account}` };
    const [url, init] =
      channel === 'teams'
        ? [
            `${graph}/v1.0/teams/${parentId}/channels/${encodeURIComponent(targetId)}/messages`,
            json(await tokenFrom(`${microsoftLogin}/chaos/oauth2/v2.0/token`, form), { body: { content: words } }),
          ]
        : [
            `${classroom}/v1/courses/${targetId}/announcements`,
            json(await googleFor(account), { text: words, state: 'PUBLISHED' }),
          ];
    const response = await send(url, init);
    // What cannot be read is no answer.
    return response.ok && typeof (await response.json()) === 'object';
  };
}

const words = 'E-LEARNING Tue Feb 24';

/** How many posts of ours each class shows. */
function shownIn({ classroom, graph }: Vendors): ReadonlyMap<string, number> {
  const shown = new Map<string, number>();
  for (const post of [...(classroom?.posts() ?? []), ...(graph?.posts() ?? [])]) {
    if (!post.visible || post.author === strangerName) continue;
    shown.set(post.targetId, (shown.get(post.targetId) ?? 0) + 1);
  }
  return shown;
}
