import * as z from 'zod';
import { ops } from '../access.ts';
import { RosterAnswer, RosterComparison, RosterQuery, WhichRoster } from '../contract/roster.ts';
import { NotFound } from '../errors.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import type { OperationServices } from '../services.ts';

type Services = Pick<OperationServices, 'roster' | 'putRoster'>;

/** Whom we post to. */
export const rosterRoutes: readonly Operation<Services>[] = [
  operation({
    ...nothing,
    method: 'GET',
    path: '/v1/roster',
    summary: 'The roster in force: counts by school; with drill=1 that of drills',
    access: ops,
    query: WhichRoster,
    answer: RosterAnswer,
    status: 200,
    handle: async (services: Services, { query: { drill } }) => {
      const roster = await services.roster(drill ? 'drill' : 'classes');
      if (roster !== undefined) return roster;
      const [what, query] = drill ? ['roster of drills', '?drill=1'] : ['roster', ''];
      throw new NotFound(`No ${what} was loaded yet: send one with PUT /v1/roster${query}.`);
    },
  }),
  operation({
    ...nothing,
    method: 'PUT',
    path: '/v1/roster',
    summary:
      'Compare a roster file with the one in force; with confirm=<digest> of that comparison load it; drill=1 for that of drills',
    access: ops,
    query: RosterQuery,
    body: z.string().min(1, 'the roster as CSV'),
    media: 'text/csv',
    answer: RosterComparison,
    status: 200,
    handle: (services: Services, { command, query }) => services.putRoster(command.body, query),
  }),
];
