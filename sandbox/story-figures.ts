import * as z from 'zod';
import type { Sandbox } from './sandbox.ts';
import type { Client } from './stories/client.ts';
import { StoryFailed } from './stories/story.ts';
import { verifyRecord } from './verify-record.ts';

const Declarations = z.object({ items: z.array(z.object({ declarationId: z.string() })) });
/** Entries that were posted are those whose receipts are sealed. */
const Entries = z.object({ items: z.array(z.object({ sealed: z.object({ ofVersion: z.int() }).optional() })) });
const Progress = z.object({
  planned: z.int(),
  sent: z.int(),
  failed: z.int(),
  inDoubt: z.int(),
  firstSentAt: z.string().optional(),
  lastSentAt: z.string().optional(),
});

/** The reference line of a post: what makes two posts the same notice for the same class. */
const marker = /[a-z0-9]{10}\.[A-Za-z0-9_-]{22}/;

/** The last lines of a story: what was planned and sent, what the vendors show twice (0), and whether the record holds. */
export async function figuresOf(sandbox: Sandbox, client: Client): Promise<string[]> {
  const { body } = await client.call('viewer', 'GET', '/v1/declarations');
  const posted = await Promise.all(
    Declarations.parse(body).items.map(({ declarationId }) => progressOf(client, `/v1/declarations/${declarationId}`)),
  );
  const all = posted.flat();
  const sum = (of: 'planned' | 'sent' | 'failed' | 'inDoubt'): number => all.reduce((total, one) => total + one[of], 0);
  const first = all.flatMap((one) => one.firstSentAt ?? []).sort()[0];
  const last = all
    .flatMap((one) => one.lastSentAt ?? [])
    .sort()
    .at(-1);
  const { classroom, graph } = sandbox.vendors;
  const twice = (classroom?.visibleTwice(marker) ?? 0) + (graph?.visibleTwice(marker) ?? 0);
  const years = await verifyRecord({
    endpoint: sandbox.platform.settings.endpoints.dynamodb ?? '',
    schoolYears: sandbox.district.schoolYears.map((year) => year.id),
    key: await (sandbox.platform.secrets?.get('ledger-key') ?? ''),
  });
  const broken = years.find((year) => !year.ok);
  if (twice > 0 || broken !== undefined) throw new StoryFailed('the story ended wrong', { twice, broken });
  const entries = years.reduce((total, year) => total + year.entries, 0);
  const chunks = years.reduce((total, year) => total + year.receiptsChunks, 0);
  return [
    `targets         ${sum('planned')}`,
    `sent            ${sum('sent')}   failed ${sum('failed')}   in doubt ${sum('inDoubt')}`,
    `visible twice   ${twice}`,
    `first post      ${first ?? 'none'}`,
    `last post       ${last ?? 'none'}`,
    `entries         ${entries}`,
    `chain           verified: ${years.length} ledger${years.length === 1 ? '' : 's'}, ${chunks} sealed receipts chunks`,
  ];
}

/** How each entry of a declaration ended that was posted: what was declared, and every change of it. */
async function progressOf(client: Client, path: string): Promise<z.infer<typeof Progress>[]> {
  const { items } = Entries.parse((await client.call('viewer', 'GET', `${path}/entries`)).body);
  const versions = new Set(items.flatMap(({ sealed }) => sealed?.ofVersion ?? []));
  return Promise.all(
    [...versions].map(async (version) =>
      Progress.parse((await client.call('viewer', 'GET', `${path}/progress?version=${version}`)).body),
    ),
  );
}
