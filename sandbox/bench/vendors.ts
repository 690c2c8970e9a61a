import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { openFolder } from '../data-folder.ts';
import { fileSecrets, newRsaKey, publicPem, randomSecret } from '../keys.ts';
import { serviceAccount } from '../sandbox.ts';
import { startProgram, temporaryFolder } from './processes.ts';

const Said = z.object({
  nws: z.string(),
  classroom: z.string(),
  googleToken: z.string(),
  graph: z.string(),
  microsoftLogin: z.string(),
  inspection: z.string(),
});

const VendorFigures = z.object({
  posts: z.int(),
  visibleTwice: z.int(),
  firstPostAt: z.number().optional(),
  lastPostAt: z.number().optional(),
  requests: z.array(z.object({ outcome: z.string(), count: z.int() })),
});
const Figures = z.object({ 'google-classroom': VendorFigures, teams: VendorFigures });

/** What the vendors were posted to: how many posts, how many targets show one notice twice, when the first and last were made (ms since 1970). */
export type Posted = {
  readonly posts: number;
  readonly visibleTwice: number;
  readonly firstPostAt: number;
  readonly lastPostAt: number;
  /** Requests of any kind that were answered 429. */
  readonly refused: number;
};

/** Simulated vendors in a process of their own, and an empty data folder of a sandbox that they know. */
export type BenchVendors = {
  readonly folder: string;
  /** The variables of CONTRACT 2 that point a sandbox at them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly inspectionUrl: string;
  posted(): Promise<Posted>;
  end(): Promise<void>;
};

/** The reference line of a post. */
export const marker = String.raw`[a-z0-9]{10}\.[A-Za-z0-9_-]{22}`;

/** Starts vendors that answer after `latencyMs`, with their quotas or without. */
export async function startBenchVendors(latencyMs: number, quotasLifted: boolean): Promise<BenchVendors> {
  const folder = temporaryFolder();
  const data = openFolder(folder, { fresh: false });
  const secrets = fileSecrets(data);
  const keyFile = join(temporaryFolder(), 'google-public-key.pem');
  writeFileSync(keyFile, publicPem(await secrets.ensure('google-key', newRsaKey)));
  const user = `notices-1=${await secrets.ensure('first-refresh-token/notices-1', randomSecret)}`;
  data.release();
  const google = ['--google-account', serviceAccount, '--google-public-key', keyFile];
  const args = ['--latency', String(latencyMs), ...(quotasLifted ? ['--lift-quotas'] : []), ...google];
  const start = { file: 'simulators/serve.ts', args: [...args, '--service-user', user] };
  const program = await startProgram(start, Said);
  const { said } = program;
  return {
    folder,
    environment: {
      NWS_API_URL: said.nws,
      CLASSROOM_API_URL: said.classroom,
      GOOGLE_TOKEN_URL: said.googleToken,
      GRAPH_API_URL: said.graph,
      MICROSOFT_LOGIN_URL: said.microsoftLogin,
    },
    inspectionUrl: said.inspection,
    posted: async () => {
      const response = await fetch(`${said.inspection}/figures?marker=${encodeURIComponent(marker)}`);
      const { 'google-classroom': classroom, teams } = Figures.parse(await response.json());
      return {
        posts: classroom.posts + teams.posts,
        visibleTwice: classroom.visibleTwice + teams.visibleTwice,
        firstPostAt: Math.min(classroom.firstPostAt ?? Infinity, teams.firstPostAt ?? Infinity),
        lastPostAt: Math.max(classroom.lastPostAt ?? 0, teams.lastPostAt ?? 0),
        refused: [...classroom.requests, ...teams.requests]
          .filter(({ outcome }) => outcome === '429')
          .reduce((sum, { count }) => sum + count, 0),
      };
    },
    end: () => program.end(),
  };
}
