import { createPublicKey, verify } from 'node:crypto';

/** Whether a text is signed (RSA, PKCS #1 v1.5, base64) by the key of a certificate or public key, PEM. Nothing of it throws. */
export function isSignedBy(pem: string, hash: 'sha1' | 'sha256', text: string, signature: string): boolean {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'rsa') return false;
    return verify(hash, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
