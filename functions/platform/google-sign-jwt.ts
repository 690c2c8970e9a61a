import { GetWebIdentityTokenCommand, STSClient } from '@aws-sdk/client-sts';
import * as z from 'zod';
import type { SignAssertion } from './platform.ts';

/** What a district's Google project is known by; no secret among them (S-10). */
export const GoogleFederation = z.strictObject({
  /** Full resource name of the workload identity provider, `//iam.googleapis.com/projects/…/providers/…`. */
  provider: z.string(),
  /** The service account that has the domain-wide grant for `classroom.announcements` alone. */
  serviceAccount: z.email(),
});
export type GoogleFederation = z.infer<typeof GoogleFederation>;

const FederatedToken = z.object({ access_token: z.string(), expires_in: z.number() });
const SignedJwt = z.object({ signedJwt: z.string() });

/**
 * Keyless assertions: this function's own role proves itself to STS, Google's STS exchanges that proof, and `signJwt` signs the claims with
 * a key that nobody can export. From documentation (google-classroom facts, 2.4): it has not been run against Google.
 */
export function googleSignJwt(federation: GoogleFederation, nowMs: () => number): SignAssertion {
  const sts = new STSClient({});
  let token: { value: string; untilMs: number } | undefined;
  const federated = async (): Promise<string> => {
    if (token !== undefined && token.untilMs > nowMs() + 60_000) return token.value;
    const audience = `https:${federation.provider}`;
    const proof = await sts.send(
      new GetWebIdentityTokenCommand({ Audience: [audience], SigningAlgorithm: 'RS256', DurationSeconds: 300 }),
    );
    const answer = await postJson('https://sts.googleapis.com/v1/token', FederatedToken, {
      audience: federation.provider,
      grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
      requestedTokenType: 'urn:ietf:params:oauth:token-type:access_token',
      scope: 'https://www.googleapis.com/auth/cloud-platform',
      subjectTokenType: 'urn:ietf:params:oauth:token-type:jwt',
      subjectToken: proof.WebIdentityToken,
    });
    token = { value: answer.access_token, untilMs: nowMs() + answer.expires_in * 1000 };
    return token.value;
  };
  return async (claims) => {
    const account = encodeURIComponent(federation.serviceAccount);
    const url = `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${account}:signJwt`;
    const payload = JSON.stringify({ ...claims, iss: federation.serviceAccount });
    return (await postJson(url, SignedJwt, { payload }, await federated())).signedJwt;
  };
}

async function postJson<T extends z.ZodType>(
  url: string,
  schema: T,
  body: object,
  bearer?: string,
): Promise<z.output<T>> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(10_000),
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${new URL(url).hostname} answered ${response.status}`);
  return schema.parse(await response.json());
}
