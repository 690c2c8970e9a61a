import * as z from 'zod';
import type { Entry } from './entry.ts';

/** As much of a receipts chunk as its seal says something about; the chunk's own shape belongs to a later stage. */
const Chunk = z.looseObject({ version: z.int(), receipts: z.array(z.looseObject({ status: z.string() })) });

/** Names under which a seal counts receipts, and the status that each counts; other names are not ours to judge. */
const countedStatus: Readonly<Record<string, string>> = {
  sent: 'sent',
  failed: 'failed',
  inDoubt: 'in-doubt',
  superseded: 'superseded',
  expired: 'expired',
};

/** What does not fit between a `Reached` entry and the chunks that it seals; undefined when everything does. */
export function sealProblem({ sealed }: Entry, bodies: readonly string[]): string | undefined {
  if (sealed === undefined) return undefined;
  const chunks = bodies.map((body) => Chunk.parse(JSON.parse(body)));
  if (chunks.some((chunk) => chunk.version !== sealed.ofVersion)) {
    return `it seals receipts of another entry than ${sealed.ofVersion}`;
  }
  const statuses = chunks.flatMap((chunk) => chunk.receipts.map((receipt) => receipt.status));
  for (const [name, count] of Object.entries(sealed.counts)) {
    const status = countedStatus[name];
    const found = name === 'planned' ? statuses.length : statuses.filter((one) => one === status).length;
    if ((status !== undefined || name === 'planned') && found !== count) {
      return `it counts ${name} ${count}, and its receipts say ${found}`;
    }
  }
  return undefined;
}
