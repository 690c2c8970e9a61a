import { decisionRoutes, type EntryName } from '../names.ts';
import { matchPath } from './match-path.ts';

/** The function that a request goes to, as API Gateway and the sandbox's gateway send it: `operations-api` takes whatever is no decision. */
export function functionOf(method: string, path: string): Extract<EntryName, 'decision-api' | 'operations-api'> {
  const isDecision = decisionRoutes.some((route) => route.method === method && matchPath(route.path, path));
  return isDecision ? 'decision-api' : 'operations-api';
}
