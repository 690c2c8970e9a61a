import { decisionApp } from '../../api/decision-app.ts';
import type { Platform } from '../platform.ts';
import { appDeps, httpFunction, type HttpFunction } from './api.ts';
import { changeServices } from './changes.ts';
import { documentClient } from './clients.ts';
import { decidingOver } from './deciding.ts';
import { decisionServices } from './decisions.ts';

/** What people decide: the only function with the right to append their entries. */
export function composeDecisionApi(platform: Platform): HttpFunction {
  const documents = documentClient(platform);
  const deciding = decidingOver(platform, documents);
  const services = { ...decisionServices(platform, deciding), ...changeServices(platform, deciding) };
  return httpFunction(decisionApp(services, appDeps('decision-api', platform, documents)));
}
