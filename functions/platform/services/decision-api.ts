import { decisionApp } from '../../api/decision-app.ts';
import type { Platform } from '../platform.ts';
import { appDeps, httpFunction, type HttpFunction } from './api.ts';
import { documentClient } from './clients.ts';
import { decisionServices } from './decisions.ts';

/** What people decide: the only function with the right to append their entries. */
export function composeDecisionApi(platform: Platform): HttpFunction {
  const documents = documentClient(platform);
  return httpFunction(decisionApp(decisionServices(platform, documents), appDeps('decision-api', platform, documents)));
}
