import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundle } from '../../infra/parts/bundle.ts';
import { type Figure, median } from './figure.ts';
import { temporaryFolder } from './processes.ts';

const runs = 15;

/** What a channel's worker cannot do without: the vendor's client, the tables' and the queues'. The API has the tables' alone and its HTTP. */
const peers = {
  'google-classroom-worker': ['@googleapis/classroom', '@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs'],
  'teams-worker': ['@microsoft/microsoft-graph-client', '@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs'],
  'sns-worker': ['@aws-sdk/client-sns', '@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs'],
  'decision-api': ['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms', 'hono', 'jose', 'zod'],
  'operations-api': ['@aws-sdk/client-dynamodb', '@aws-sdk/client-sqs', 'hono', 'jose', 'zod'],
} as const;

/** Size of every bundle, and for workers and API how long loading takes against their bare clients, bundled alike, in fresh processes. */
export async function bundleFigures(): Promise<Figure[]> {
  const folder = temporaryFolder();
  const { code } = await bundle();
  const figures: Figure[] = [];
  for (const [entry, text] of code) {
    const kilobytes = Buffer.byteLength(text) / 1000;
    figures.push({ figure: 'bundle-size', value: kilobytes, unit: 'kB', aim: '<= 900', of: entry });
    writeFileSync(join(folder, `${entry}.cjs`), text);
  }
  for (const [entry, packages] of Object.entries(peers)) {
    const peer = await bundlePeer(folder, entry, packages);
    const ratio = pairedRatio(join(folder, `${entry}.cjs`), peer);
    const aim = entry.endsWith('-api') ? '<= 2' : '<= 1.3';
    figures.push({
      figure: 'module-load-ratio',
      value: ratio,
      unit: 'x',
      aim,
      of: `${entry} against ${packages.join(', ')}`,
    });
  }
  return figures;
}

async function bundlePeer(folder: string, entry: string, packages: readonly string[]): Promise<string> {
  const outfile = join(folder, `${entry}.peer.cjs`);
  const contents = packages.map(
    (name, index) => `import * as p${index} from '${name}'; globalThis.p${index} = p${index};`,
  );
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: process.cwd() },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  return outfile;
}

/** Medians of loads in turn, A B A B …, so that a machine that grows slower slows both. */
function pairedRatio(file: string, peer: string): number {
  const own: number[] = [];
  const bare: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    own.push(loadMs(file));
    bare.push(loadMs(peer));
  }
  return median(own) / median(bare);
}

/** Milliseconds that `require` takes in a fresh process, without a compile cache, as at a cold start. */
function loadMs(file: string): number {
  const { NODE_COMPILE_CACHE: _cache, ...env } = process.env;
  const script = `const t = performance.now(); require(${JSON.stringify(file)}); console.log(performance.now() - t);`;
  return Number(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' }));
}
