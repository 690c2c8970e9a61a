import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { WireEnv } from './http-server.ts';

/** Answers nothing until the caller gives up or the simulator closes. */
export async function hang(c: Context<WireEnv>, closing: AbortSignal): Promise<Response> {
  const { outgoing } = c.env;
  await new Promise<void>((resolve) => {
    if (outgoing.destroyed || closing.aborted) return resolve();
    outgoing.once('close', resolve);
    closing.addEventListener('abort', () => resolve(), { once: true });
  });
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Resets the connection. */
export function reset(c: Context<WireEnv>): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

/** Promises the whole of `whole`, sends half of its body and closes. */
export async function truncate(c: Context<WireEnv>, whole: Response): Promise<Response> {
  const { outgoing } = c.env;
  const body = Buffer.from(await whole.arrayBuffer());
  outgoing.writeHead(whole.status, { ...Object.fromEntries(whole.headers), 'content-length': body.byteLength });
  outgoing.write(body.subarray(0, Math.ceil(body.byteLength / 2)), () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}
