import { guardedFetch } from '../../platform/guarded-fetch.ts';

/** A certificate could not be asked for now: whoever sent the message is to send it again. */
export class CertificateUnavailable extends Error {
  override readonly name = 'CertificateUnavailable';
}

/** A certificate of SNS has two. */
const maxBytes = 8 * 1024;
/** SNS has one a region and renews it once a year. */
const mostKept = 8;

export type CertificateOptions = {
  readonly httpTimeoutMs: number;
  /** The sandbox's own: stands for every host of SNS, and nothing leaves the machine. */
  readonly standIn?: string;
};

/**
 * Certificates of SNS by address, kept while the process lives. Only the address's own host is asked, no redirect is followed, and at most 8 KiB
 * are read (S-23). Undefined: there is no certificate at that address.
 */
export function snsCertificates(options: CertificateOptions): (address: string) => Promise<string | undefined> {
  const kept = new Map<string, string>();
  return async (address) => {
    const known = kept.get(address);
    if (known !== undefined) return known;
    const pem = await askFor(address, options);
    if (pem === undefined) return undefined;
    const [oldest] = kept.keys();
    if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
    kept.set(address, pem);
    return pem;
  };
}

async function askFor(address: string, { httpTimeoutMs, standIn }: CertificateOptions): Promise<string | undefined> {
  const url = standIn === undefined ? address : `${standIn}${new URL(address).pathname}`;
  try {
    const answer = await guardedFetch(url, maxBytes)(url, { signal: AbortSignal.timeout(httpTimeoutMs) });
    if (answer.status >= 500 || answer.status === 429) throw new CertificateUnavailable(`it answered ${answer.status}`);
    if (answer.status !== 200) return undefined;
    const text = await answer.text();
    return text.includes('-----BEGIN ') ? text : undefined;
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AnswerTooLarge') return undefined;
    throw new CertificateUnavailable('a certificate of SNS could not be asked for', { cause });
  }
}
