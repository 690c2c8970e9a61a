import { canonicalJson, sha256 } from '../core/hash.ts';
import type { Signal } from './signal.ts';

/** Who says what: the intake, the credential it came with, and the vendor's own id. */
export type Origin = Pick<Signal, 'intake' | 'credential' | 'vendorId'>;

/** The key and id of a signal. As JSON, so that no vendor's id can be written to read like another's key. */
export function identify({ intake, credential, vendorId }: Origin): Origin & { key: string; signalId: string } {
  const key = canonicalJson([intake, credential, vendorId]);
  return { intake, credential, vendorId, key, signalId: sha256(key).slice(0, 32) };
}
