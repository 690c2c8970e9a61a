import * as z from 'zod';
import { openFolder } from '../data-folder.ts';
import { loadStoredRoster } from '../load-stored-roster.ts';
import { sandboxFile } from '../sandbox-file.ts';
import { startSandbox } from '../sandbox.ts';
import { parseInstant } from '../../functions/core/time.ts';
import { benchNow } from '../bench/district.ts';
import { chance } from '../simulators/faults.ts';
import { chaosDistrict } from './district.ts';
import { chaosTimes, replayShare } from './faults.ts';

/*
 * The product of a chaos run, in a process that can be killed: `product.ts FOLDER JSON`, with vendors and engines in the environment.
 * Prints what `sandbox.json` holds once it is up.
 */
const Options = z.object({ targets: z.int(), seed: z.int(), first: z.boolean() });
const [path = '', json = ''] = process.argv.slice(2);
const { targets, seed, first } = Options.parse(JSON.parse(json));

const { districtFile, roster } = chaosDistrict(targets);
let delivered = 0;
const folder = openFolder(path, { fresh: false });
const sandbox = await startSandbox({
  folder,
  port: 0,
  districtFile,
  codeVersion: 'chaos',
  environment: process.env,
  times: chaosTimes,
  replayed: () => chance(`${seed} replay ${(delivered += 1)}`) < replayShare,
});
if (first) {
  sandbox.calendar.set(parseInstant(benchNow));
  await loadStoredRoster(sandbox, { csv: roster, kind: 'classes', acceptPartial: false });
}
process.once('SIGTERM', () => process.exit(0));
process.stdout.write(`${JSON.stringify(sandboxFile(sandbox))}\n`);
