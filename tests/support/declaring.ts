import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { SimulatedPost } from '../../sandbox/simulators/vendor/posts.ts';
import type { Client } from '../../sandbox/stories/client.ts';
import type { Vendors } from '../../sandbox/vendors.ts';
import { stormBody } from './own-district.ts';

const Previewed = z.object({
  digest: z.string(),
  findings: z.array(z.object({ findingId: z.string(), weight: z.string() })),
});
const Declared = z.object({ declarationId: z.string(), version: z.int() });
const Progress = z.object({
  version: z.int(),
  settled: z.boolean(),
  planned: z.int(),
  sent: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
  pending: z.int(),
  superseded: z.int(),
  expired: z.int(),
  edits: z.record(z.string(), z.int()),
});
/** How far a declaration's newest speaking entry is. */
export type Seen = z.infer<typeof Progress>;

/** Previews as an administrator: the digest, and a written reason for each finding that asks for one. */
export async function seenOf(client: Client, body: object, path = '/v1/declarations/preview') {
  const answer = await client.call('administrator', 'POST', path, body);
  if (answer.status !== 200) throw new Error(`preview: ${answer.status} ${JSON.stringify(answer.body)}`);
  const { digest, findings } = Previewed.parse(answer.body);
  const asked = findings.filter((finding) => finding.weight === 'needs-reason');
  return { seen: digest, reasons: Object.fromEntries(asked.map((one) => [one.findingId, 'Seen and decided.'])) };
}

/** Previews and declares as a careful administrator would. */
export async function declare(
  client: Client,
  key: string,
  body: object = stormBody,
): Promise<z.infer<typeof Declared>> {
  const { seen, reasons } = await seenOf(client, body);
  const answer = await client.call('administrator', 'POST', '/v1/declarations', { ...body, seen, reasons }, key);
  if (answer.status !== 201) throw new Error(`declare: ${answer.status} ${JSON.stringify(answer.body)}`);
  return Declared.parse(answer.body);
}

/** How far a declaration is, of the newest speaking entry unless one is named. */
export async function progressOf(client: Client, declarationId: string, version?: number): Promise<Seen> {
  const query = version === undefined ? '' : `?version=${version}`;
  const { body } = await client.call('viewer', 'GET', `/v1/declarations/${declarationId}/progress${query}`);
  return Progress.parse(body);
}

/** Waits until nothing of it is open; throws what is open after so many seconds. */
export async function untilSettled(client: Client, declarationId: string, seconds = 45): Promise<Seen> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await progressOf(client, declarationId);
    if (seen.settled) return seen;
    if (Date.now() > until) throw new Error(`not settled within ${seconds} s: ${JSON.stringify(seen)}`);
    await pause(400);
  }
}

/** Waits until it holds; throws `what` after so many seconds. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, seconds = 20): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`within ${seconds} s: ${what}`);
    await pause(20);
  }
}

/** What classes and teams see now, in the order of posting. */
export function visiblePosts(vendors: Vendors): SimulatedPost[] {
  return [...(vendors.classroom?.posts() ?? []), ...(vendors.graph?.posts() ?? [])].filter((post) => post.visible);
}

/** Visible posts by target. */
export function byTarget(posts: readonly SimulatedPost[]): Map<string, SimulatedPost[]> {
  return Map.groupBy(posts, (post) => post.targetId);
}
