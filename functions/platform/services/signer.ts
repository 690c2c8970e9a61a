import type { Signature } from '../../declarations/entry.ts';
import { kmsSigner } from '../kms-signer.ts';
import type { HashSigner, Platform } from '../platform.ts';
import type { Record } from './record.ts';

/** The record of those who sign its entries or check their signatures. */
export type SignedRecord = Record & { readonly signer: HashSigner };

/** The ledger's signing key. */
export function signerOf({ signer, settings }: Pick<Platform, 'signer' | 'settings'>): HashSigner {
  return signer ?? kmsSigner(settings.far.signingKeyId);
}

/** Verdicts on signatures, kept by hash: an entry's signature is checked once per process. */
export function verifyOnce(signer: HashSigner): (hash: string, signature: Signature) => Promise<boolean> {
  const verdicts = new Map<string, Promise<boolean>>();
  return (hash, signature) => {
    const key = `${hash} ${signature.keyId} ${signature.value}`;
    const known = verdicts.get(key) ?? signer.verify(hash, signature);
    verdicts.set(key, known);
    known.catch(() => verdicts.delete(key));
    return known;
  };
}
