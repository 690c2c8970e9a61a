import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { addCell, addChecks } from './bellwether.ts';
import { loadCells, WrongCell } from './cell.ts';
import { bundle } from './parts/bundle.ts';

// `cdk synth` runs this; so does `node infra/app.ts` with CDK_OUTDIR. Several districts: -c districts=a.json,b.json
const example = fileURLToPath(new URL('districts/example.json', import.meta.url));
const cdkJson = z.object({ context: z.record(z.string(), z.unknown()) });

const { context } = cdkJson.parse(JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8')));
const app = new App({ context, autoSynth: false });
const named = z.string().default(example).parse(app.node.tryGetContext('districts'));

try {
  const paths = named.split(',').map((path) => path.trim());
  const cells = loadCells(paths.filter((path) => path !== ''));
  const bundles = await bundle();
  addChecks(app);
  for (const cell of cells) addCell(app, cell, bundles, fileURLToPath(new URL('../dist', import.meta.url)));
  app.synth();
} catch (error) {
  if (!(error instanceof WrongCell)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
