import { decisionRoutes, type EntryName } from '../names.ts';

/** The function that a request goes to, as API Gateway and the sandbox's gateway send it: `operations-api` takes whatever is no decision. */
export function functionOf(method: string, path: string): Extract<EntryName, 'decision-api' | 'operations-api'> {
  const isDecision = decisionRoutes.some((route) => route.method === method && matches(route.path, path));
  return isDecision ? 'decision-api' : 'operations-api';
}

/** Whether a path has the segments of a pattern, `{…}` standing for any one. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (segment.startsWith('{') ? given[index] !== '' : segment === given[index]))
  );
}
