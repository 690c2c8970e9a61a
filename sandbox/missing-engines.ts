import type { DataFolder } from './data-folder.ts';
import { startEngines, type Engines } from './engines/start-engines.ts';
import type { FarEnd } from './settings.ts';

/** Starts the engines that the environment does not name. Whoever starts them before the product is loaded has both done sooner. */
export function startMissingEngines(
  folder: DataFolder,
  given: Readonly<Partial<Record<FarEnd, string>>>,
): Promise<Engines> {
  return startEngines({
    ...(given.dynamodb === undefined && { dynamodb: folder.file('dynamodb') }),
    ...((given.sqs === undefined || given.sns === undefined) && { queues: folder.file('queues') }),
  });
}
