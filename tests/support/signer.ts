import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { bytesOfBase64 } from '../../functions/core/base64.ts';
import type { Signer } from '../../functions/declarations/ports.ts';

/** Signs with a key pair of its own, which nobody keeps. */
export function testSigner(keyId = 'test-key'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    sign: async (hash) => ({ keyId, value: sign(null, Buffer.from(hash), privateKey).toString('base64') }),
    verify: async (hash, signature) => {
      const bytes = bytesOfBase64(signature.value);
      return signature.keyId === keyId && bytes !== undefined && verify(null, Buffer.from(hash), publicKey, bytes);
    },
  };
}
