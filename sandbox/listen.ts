import type { Server } from 'node:http';

/** The only address the sandbox ever listens on (S-30). */
export const loopback = '127.0.0.1';

/** A port that another program has; says how to go on. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(
      `port ${port} is taken by another program: stop it, or choose another one with --port N (0 picks a free one)`,
    );
    this.name = 'PortTaken';
  }
}

/** Listens on loopback and answers the origin; port 0 picks a free one. */
export function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error),
    );
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(`http://${loopback}:${typeof address === 'object' && address ? address.port : port}`);
    });
  });
}

/** Stops a server now: open connections are cut. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
