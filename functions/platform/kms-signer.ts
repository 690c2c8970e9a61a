import { KMSClient, SignCommand, VerifyCommand } from '@aws-sdk/client-kms';
import { bytesOfBase64 } from '../core/base64.ts';
import type { HashSigner } from './platform.ts';

/** Signs ledger hashes with an asymmetric KMS key (ECDSA P-256 over SHA-256); the private half never leaves KMS. */
export function kmsSigner(keyId: string): HashSigner {
  const client = new KMSClient({});
  const request = { KeyId: keyId, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' } as const;
  const messageOf = (hash: string): Uint8Array => Buffer.from(hash, 'hex');
  return {
    sign: async (hash) => {
      const { Signature } = await client.send(new SignCommand({ ...request, Message: messageOf(hash) }));
      if (Signature === undefined) throw new Error('KMS answered without a signature');
      return { keyId, value: Buffer.from(Signature).toString('base64') };
    },
    verify: async (hash, signature) => {
      const bytes = bytesOfBase64(signature.value);
      if (signature.keyId !== keyId || bytes === undefined) return false;
      try {
        const answer = await client.send(
          new VerifyCommand({
            ...request,
            Message: messageOf(hash),
            Signature: bytes,
          }),
        );
        return answer.SignatureValid === true;
      } catch (error) {
        // KMS says "no" by an exception; everything else is a fault of the call and must not pass for a verdict.
        if (error instanceof Error && error.name === 'KMSInvalidSignatureException') return false;
        throw error;
      }
    },
  };
}
