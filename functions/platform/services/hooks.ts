import { hooksFunction } from '../../api/hooks.ts';
import { loadHooks } from '../../calendar/load-hooks.ts';
import { hookSecret, intakeQueueName } from '../../names.ts';
import { snsCertificates } from '../../sources/incident-vendors/certificates.ts';
import { isReadableEvent } from '../../sources/incident-vendors/cloudevents.ts';
import { HookSecrets } from '../../sources/incident-vendors/secrets.ts';
import { proveHook, type ProofDeps } from '../../sources/incident-vendors/vendors.ts';
import type { HookMessage } from '../../triggers/hook-message.ts';
import type { Compose } from '../entry.ts';
import { lambdaLog } from '../log.ts';
import { oneQueue } from '../queue.ts';
import { secretsManager } from '../secrets-manager.ts';
import type { HttpFunction } from './api.ts';
import { sqsClient } from './queues.ts';

type Composed = Compose<Parameters<HttpFunction>[0], Awaited<ReturnType<HttpFunction>>>;

/** Takes webhooks in: it reads the hooks' secrets and sends to one queue. No table, no parsing of what is not proven. */
export const composeHooks: Composed = (platform) => {
  const { settings, clocks } = platform;
  const hooks = loadHooks(settings.districtFile);
  const secrets = platform.secrets ?? secretsManager(settings.far.secretPrefix, clocks.machine.now);
  const { snsCertificates: standIn } = settings.endpoints;
  const proof: ProofDeps = {
    secretsOf: async (hookId) => HookSecrets.parse(JSON.parse(await secrets.get(hookSecret(hookId)))),
    certificateAt: snsCertificates({
      httpTimeoutMs: settings.times.httpTimeoutMs,
      ...(standIn === undefined ? {} : { standIn }),
    }),
    nowMs: clocks.machine.now,
  };
  const handle = hooksFunction({
    services: {
      prove: (vendor, request) => proveHook(hooks, vendor, request, proof),
      isReadable: (vendor, request) => vendor !== 'cloudevents' || isReadableEvent(request),
      queue: oneQueue<HookMessage>(sqsClient(platform), settings.queues, intakeQueueName),
    },
    calendar: clocks.calendar,
    log: platform.log ?? lambdaLog('hooks'),
  });
  return (event, invocation) => handle(event, invocation);
};
