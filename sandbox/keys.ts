import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import * as z from 'zod';
import { bytesOfBase64 } from '../functions/core/base64.ts';
import type { HashSigner, Secrets, SignAssertion } from '../functions/platform/platform.ts';
import type { DataFolder } from './data-folder.ts';

const Kept = z.record(z.string(), z.string());

export type FileSecrets = Secrets & {
  /** The value, made on first use: random per folder and printed nowhere (S-32). */
  ensure(name: string, make: () => string | Promise<string>): Promise<string>;
};

/** Secrets in `secrets.json` (mode 0600), the sandbox's stand-in for Secrets Manager. */
export function fileSecrets(folder: DataFolder): FileSecrets {
  const read = (): Record<string, string> => folder.read('secrets.json', Kept) ?? {};
  const write = (name: string, value: string): void => folder.write('secrets.json', { ...read(), [name]: value });
  return {
    get: async (name) => {
      const value = read()[name];
      if (value === undefined) throw new Error(`there is no secret named ${name}`);
      return value;
    },
    put: async (name, value) => write(name, value),
    ensure: async (name, make) => {
      const existing = read()[name];
      if (existing !== undefined) return existing;
      const value = await make();
      write(name, value);
      return value;
    },
  };
}

/** A random secret of 32 bytes, base64url. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** A new P-256 private key, PEM. */
export const newLedgerKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A new RSA private key, PEM: for Google assertions and access tokens. Made beside this thread, for it takes up to half a second. */
export async function newRsaKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The public half of a private key, PEM. */
export const publicPem = (privatePem: string): string =>
  createPublicKey(privatePem).export({ type: 'spki', format: 'pem' }).toString();

/** Signs entries with a local key: ECDSA P-256 over the hash's bytes, as KMS does on AWS. */
export function localSigner(privatePem: string): HashSigner {
  const privateKey: KeyObject = createPrivateKey(privatePem);
  const publicKey = createPublicKey(privateKey);
  const keyId = 'sandbox-ledger-key';
  return {
    sign: async (hash) => ({ keyId, value: sign('sha256', Buffer.from(hash, 'hex'), privateKey).toString('base64') }),
    verify: async (hash, signature) => {
      const bytes = bytesOfBase64(signature.value);
      if (signature.keyId !== keyId || bytes === undefined) return false;
      return verify('sha256', Buffer.from(hash, 'hex'), publicKey, bytes);
    },
  };
}

/** Signs Google's JWT-bearer assertions with a made-up key, the stand-in for `signJwt`. */
export function localAssertions(privatePem: string, issuer: string): SignAssertion {
  const key = createPrivateKey(privatePem);
  return (claims) =>
    new SignJWT({ ...claims, iss: issuer })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: 'sandbox-google' })
      .sign(key);
}
