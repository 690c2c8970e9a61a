import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type EngineFolders, EngineUrls } from './engine.ts';

/** Engines that run, and where they listen. */
export type Engines = { readonly urls: EngineUrls; close(): Promise<void> };

/**
 * Starts the engines that have a folder, on a thread of their own: they then work beside the product, as on AWS, instead of taking turns
 * with it. An engine that fails later ends the process, as it would on the product's own thread.
 */
export async function startEngines(folders: EngineFolders): Promise<Engines> {
  if (folders.dynamodb === undefined && folders.queues === undefined) return { urls: {}, close: async () => undefined };
  const thread = new Worker(new URL('./engine-thread.ts', import.meta.url), { workerData: folders });
  const messages: readonly unknown[] = await once(thread, 'message');
  return {
    urls: EngineUrls.parse(messages[0]),
    close: async () => {
      const gone = once(thread, 'exit');
      thread.postMessage('close');
      await gone;
    },
  };
}
