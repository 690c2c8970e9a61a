import * as z from 'zod';
import { parseInstant } from '../../functions/core/time.ts';
import { benchNow } from '../bench/district.ts';
import type { DataFolder } from '../data-folder.ts';
import { loadStoredRoster } from '../load-stored-roster.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { chance } from '../simulators/faults.ts';
import { chaosDistrict } from './district.ts';
import { chaosTimes, replayShare } from './faults.ts';

/** How one start of the product is told what it is for; the first one moves the calendar and loads the roster. */
export const ProductStart = z.object({
  targets: z.int(),
  seed: z.int(),
  paced: z.boolean(),
  start: z.int(),
});
export type ProductStart = z.infer<typeof ProductStart>;

/** Starts the product of a chaos run on a folder, with vendors and engines where `environment` says. */
export async function startProduct(
  folder: DataFolder,
  { targets, seed, paced, start }: ProductStart,
  environment: NodeJS.ProcessEnv,
): Promise<Sandbox> {
  const { districtFile, roster } = chaosDistrict(targets);
  let delivered = 0;
  const sandbox = await startSandbox({
    folder,
    port: 0,
    districtFile,
    codeVersion: 'chaos',
    environment,
    quotasLifted: !paced,
    times: chaosTimes,
    replayed: () => chance(`${seed} replay ${start} ${(delivered += 1)}`) < replayShare,
  });
  if (start > 1) return sandbox;
  sandbox.calendar.set(parseInstant(benchNow));
  await loadStoredRoster(sandbox, { csv: roster, kind: 'classes', acceptPartial: false });
  return sandbox;
}
