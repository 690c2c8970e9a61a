import type { Server } from 'node:http';
import dynalite from 'dynalite';
import { close, listen } from '../listen.ts';
import type { Engine } from './engine.ts';

/** DynamoDB on loopback, kept in `folder` (in memory without one); it has the tables that were once made in it. */
export async function startDynamoDb(folder?: string): Promise<Engine> {
  const server: Server = dynalite({ createTableMs: 0, ...(folder === undefined ? {} : { path: folder }) });
  const url = await listen(server, 0);
  return {
    url,
    listener: (request, response) => void server.emit('request', request, response),
    close: () => close(server),
  };
}
