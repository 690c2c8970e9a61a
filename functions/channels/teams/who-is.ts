import * as z from 'zod';
import type { Graph } from './graph.ts';

const Claims = z.object({ oid: z.string().min(1) });
const Me = z.object({ id: z.string().min(1) });

/**
 * Learns the directory id of an access token's user: from the token where it is a JWT that says so, else by one request. Undefined when
 * neither tells; it is then asked again at the next renewal.
 */
export function whoIsWith(graph: Graph, httpTimeoutMs: number): (accessToken: string) => Promise<string | undefined> {
  return async (accessToken) => {
    const named = Claims.safeParse(claimsOf(accessToken));
    if (named.success) return named.data.oid;
    const answer = await graph.get(accessToken, '/me', AbortSignal.timeout(httpTimeoutMs));
    return answer.kind === 'answered' ? Me.safeParse(answer.body).data?.id : undefined;
  };
}

/** Unverified on purpose: the token came from Microsoft over TLS, and nothing is granted by what it says. */
function claimsOf(token: string): unknown {
  try {
    return JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}
