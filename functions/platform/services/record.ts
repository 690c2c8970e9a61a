import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Signature } from '../../declarations/entry.ts';
import type { ContentStore, Ledger } from '../../declarations/ports.ts';
import { contentStore } from '../../store/content.ts';
import { ledgerStore } from '../../store/ledger.ts';
import { kmsSigner } from '../kms-signer.ts';
import type { HashSigner, Platform } from '../platform.ts';

/** The record as one function uses it: entries, content rows, signatures. */
export type Record = { readonly ledger: Ledger; readonly contents: ContentStore; readonly signer: HashSigner };

/** The ledger table and its signing key. */
export function recordOf(platform: Platform, documents: DynamoDBDocumentClient): Record {
  const { ledger: table } = platform.settings.tables;
  return {
    ledger: ledgerStore(documents, table),
    contents: contentStore(documents, table),
    signer: platform.signer ?? kmsSigner(platform.settings.far.signingKeyId),
  };
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
