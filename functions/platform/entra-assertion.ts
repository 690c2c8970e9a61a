import { GetWebIdentityTokenCommand, STSClient } from '@aws-sdk/client-sts';

/** How Entra knows this function without a secret: a token of its own role that the app's federated credential trusts (S-11). */
export function entraAssertion(): () => Promise<string> {
  const sts = new STSClient({});
  return async () => {
    const { WebIdentityToken } = await sts.send(
      new GetWebIdentityTokenCommand({
        Audience: ['api://AzureADTokenExchange'],
        SigningAlgorithm: 'RS256',
        DurationSeconds: 300,
      }),
    );
    if (WebIdentityToken === undefined) throw new Error('STS answered without a token');
    return WebIdentityToken;
  };
}
