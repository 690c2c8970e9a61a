import * as z from 'zod';
import { startProgram } from '../bench/processes.ts';
import type { DataFolder } from '../data-folder.ts';
import { apiClient, type Client } from '../stories/client.ts';
import { type ProductStart, startProduct } from './product.ts';

/** One life of the product, between a start and a kill. */
export type Life = { readonly client: Client; kill(): Promise<void> };

/** What a life is started on: its folder, how it is told of the run, and where everything is. */
export type Birth = {
  readonly folder: DataFolder;
  readonly told: ProductStart;
  readonly environment: Readonly<Record<string, string>>;
  /** Cuts it off from the engines, in the middle of whatever they are doing for it. */
  readonly cutOff: () => Promise<void>;
};

const Clients = z.object({ id: z.string(), secret: z.string() });
const Up = z.object({
  apiUrl: z.string(),
  tokenUrl: z.string(),
  clients: z.object({ ops: Clients, administrator: Clients, approver: Clients, viewer: Clients }),
});

/** In a process of its own, killed with signal 9. */
export async function bearInProcess({ folder, told, environment, cutOff }: Birth): Promise<Life> {
  folder.release();
  const args = [folder.path, JSON.stringify(told)];
  const program = await startProgram({ file: 'chaos/product-program.ts', args, environment }, Up);
  return {
    client: apiClient(program.said.apiUrl, program.said),
    kill: async () => {
      await program.end('SIGKILL');
      await cutOff();
    },
  };
}

/**
 * In this process, which spares its start. Its death is that no engine hears from it any more: it can keep nothing, neither what it has
 * done nor that it is about to do it, so all that is left to it are the requests to vendors that it had already written down.
 */
export async function bearHere({ folder, told, environment, cutOff }: Birth): Promise<Life> {
  const sandbox = await startProduct(folder, told, { ...environment });
  return {
    client: apiClient(sandbox.apiUrl, sandbox.issuer),
    kill: async () => {
      await cutOff();
      // What it still tries ends at closed doors.
      void sandbox.close().catch(() => undefined);
    },
  };
}
