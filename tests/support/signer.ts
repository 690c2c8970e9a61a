import { generateKeyPairSync, sign, verify } from 'node:crypto';
import type { Signer } from '../../functions/declarations/ports.ts';

/** Signs with a key pair of its own, which nobody keeps. */
export function testSigner(keyId = 'test-key'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    sign: async (hash) => ({ keyId, value: sign(null, Buffer.from(hash), privateKey).toString('base64url') }),
    verify: async (hash, signature) =>
      signature.keyId === keyId &&
      verify(null, Buffer.from(hash), publicKey, Buffer.from(signature.value, 'base64url')),
  };
}
