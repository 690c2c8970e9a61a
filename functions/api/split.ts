import { breakGlassRoutes, decisionRoutes, hookRoutes, recordRoutes, type EntryName } from '../names.ts';
import { matchPath } from './match-path.ts';

/** The function of the API that a request goes to: `operations-api` takes whatever is no decision and no report of the record. */
export function functionOf(
  method: string,
  path: string,
): Extract<EntryName, 'decision-api' | 'operations-api' | 'record-api'> {
  if (isOne(recordRoutes, method, path)) return 'record-api';
  return isOne(decisionRoutes, method, path) ? 'decision-api' : 'operations-api';
}

/** The function that a request goes to, as API Gateway and the sandbox's gateway send it: webhooks and break-glass have one of their own. */
export function entryOf(method: string, path: string): 'hooks' | 'break-glass' | ReturnType<typeof functionOf> {
  if (isOne(breakGlassRoutes, method, path)) return 'break-glass';
  return isOne(hookRoutes, method, path) ? 'hooks' : functionOf(method, path);
}

type Routes = readonly { readonly method: string; readonly path: string }[];

function isOne(routes: Routes, method: string, path: string): boolean {
  return routes.some((route) => route.method === method && matchPath(route.path, path));
}
