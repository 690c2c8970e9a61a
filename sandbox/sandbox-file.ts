import type { Sandbox } from './sandbox.ts';

/** The content of `sandbox.json` (CONTRACT 1): where everything is and how to get a token. Addresses of what is not built are absent. */
export function sandboxFile(sandbox: Sandbox): object {
  const { apiUrl, issuer, platform } = sandbox;
  const { endpoints } = platform.settings;
  return {
    apiUrl,
    issuer: issuer.settings.url,
    tokenUrl: issuer.tokenUrl,
    clients: issuer.clients,
    ...(sandbox.breakGlass === undefined ? {} : { breakGlass: sandbox.breakGlass }),
    hooks: Object.fromEntries(sandbox.hooks.map(({ id, ...how }) => [id, how])),
    vendors: {
      nws: endpoints.nws,
      classroom: endpoints.classroom,
      googleToken: endpoints.googleToken,
      graph: endpoints.graph,
      microsoftLogin: endpoints.microsoftLogin,
    },
    aws: { dynamodb: endpoints.dynamodb, sns: endpoints.sns, sqs: endpoints.sqs },
    pid: process.pid,
  };
}
