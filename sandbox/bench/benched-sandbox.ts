import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { openFolder } from '../data-folder.ts';
import { loadStoredRoster } from '../load-stored-roster.ts';
import { startSandbox, type Sandbox } from '../sandbox.ts';
import { type Answer, apiClient, type Client } from '../stories/client.ts';
import { benchDay, benchDistrict, benchNow, benchRoster, type Size } from './district.ts';
import { MeasurementFailed } from './processes.ts';

/** A sandbox in this process, its roster loaded, ready for declarations. */
export type BenchedSandbox = {
  readonly sandbox: Sandbox;
  /** Previews and declares a day of e-learning for these schools. */
  declare(schools: 'all' | readonly string[]): Promise<Declared>;
  /** Resolves when nothing of a declaration is open and its receipts are sealed. */
  settled(declarationId: string): Promise<Progress>;
  /** When posting was released, in machine milliseconds; where nothing was held, when the entry was made. */
  releasedAtMs(declarationId: string): Promise<number>;
  close(): Promise<void>;
};

/** A declaration, and when it was asked for (milliseconds since 1970). */
export type Declared = { readonly declarationId: string; readonly askedAtMs: number };

const Progress = z.object({ planned: z.int(), sent: z.int(), failed: z.int(), inDoubt: z.int(), pending: z.int() });
export type Progress = z.infer<typeof Progress>;

const Previewed = z.object({
  digest: z.string(),
  findings: z.array(z.object({ findingId: z.string(), weight: z.string() })),
});
const Made = z.object({ declarationId: z.string() });
const Entries = z.object({
  items: z.array(z.object({ kind: z.string(), atMs: z.number(), releasesAtMs: z.number().optional() })),
});

/** Starts the product on a folder and loads a district of this size. */
export async function startBenched(folder: string, size: Size, quotasLifted: boolean): Promise<BenchedSandbox> {
  const data = openFolder(folder, { fresh: false });
  const sandbox = await startSandbox({
    folder: data,
    port: 0,
    districtFile: JSON.stringify(benchDistrict(size)),
    codeVersion: 'bench',
    environment: process.env,
    quotasLifted,
  });
  sandbox.calendar.set(parseInstant(benchNow));
  await loadStoredRoster(sandbox, { csv: benchRoster(size), kind: 'classes', acceptPartial: false });
  const client = apiClient(sandbox.apiUrl, sandbox.issuer);
  return {
    sandbox,
    declare: (schools) => declare(client, schools),
    settled: (declarationId) => settled(client, declarationId),
    releasedAtMs: async (declarationId) => {
      const [first] = await entriesOf(client, declarationId);
      return first?.releasesAtMs ?? first?.atMs ?? NaN;
    },
    close: async () => {
      await sandbox.close();
      data.release();
    },
  };
}

async function declare(client: Client, schools: 'all' | readonly string[]): Promise<Declared> {
  const body = {
    days: [{ date: benchDay, dayType: 'e-learning', schools }],
    causes: [
      { kind: 'weather', summary: 'A storm made up for a measurement.', publicText: 'weather', qualifying: true },
    ],
  };
  const preview = answered(Previewed, await client.call('administrator', 'POST', '/v1/declarations/preview', body));
  const asked = preview.findings.filter((finding) => finding.weight === 'needs-reason');
  const reasons = Object.fromEntries(asked.map(({ findingId }) => [findingId, 'It is a measurement.']));
  const askedAtMs = Date.now();
  const full = { ...body, reasons, seen: preview.digest };
  const key = `bench-${typeof schools === 'string' ? schools : schools.join('-')}`;
  const made = answered(Made, await client.call('administrator', 'POST', '/v1/declarations', full, key));
  return { declarationId: made.declarationId, askedAtMs };
}

async function settled(client: Client, declarationId: string): Promise<Progress> {
  for (;;) {
    await pause(500);
    const progress = answered(
      Progress,
      await client.call('viewer', 'GET', `/v1/declarations/${declarationId}/progress`),
    );
    const open = progress.planned === 0 || progress.pending > 0 || progress.inDoubt > 0;
    if (!open && (await entriesOf(client, declarationId)).some(({ kind }) => kind === 'Reached')) return progress;
  }
}

async function entriesOf(client: Client, declarationId: string): Promise<z.infer<typeof Entries>['items']> {
  return answered(Entries, await client.call('viewer', 'GET', `/v1/declarations/${declarationId}/entries`)).items;
}

function answered<T extends z.ZodType>(schema: T, { status, body }: Answer): z.output<T> {
  if (status < 300) return schema.parse(body);
  throw new MeasurementFailed(`The API answered ${status}: ${JSON.stringify(body).slice(0, 1_000)}`);
}
