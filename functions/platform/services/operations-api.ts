import { operationsApp } from '../../api/operations-app.ts';
import type { Platform } from '../platform.ts';
import { appDeps, httpFunction, type HttpFunction } from './api.ts';
import { documentClient } from './clients.ts';
import { operationServices } from './operations.ts';

/** Reading, signals, attestations, the roster and retries: it has no right to append an entry. */
export function composeOperationsApi(platform: Platform): HttpFunction {
  const documents = documentClient(platform);
  return httpFunction(
    operationsApp(operationServices(platform, documents), appDeps('operations-api', platform, documents)),
  );
}
