import * as z from 'zod';
import { ops } from '../access.ts';
import { RosterAnswer, RosterComparison, RosterQuery } from '../contract/roster.ts';
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
    summary: 'The roster in force: counts by school',
    access: ops,
    answer: RosterAnswer,
    status: 200,
    handle: async (services: Services) => {
      const roster = await services.roster();
      if (roster !== undefined) return roster;
      throw new NotFound('No roster was loaded yet: send one with PUT /v1/roster.');
    },
  }),
  operation({
    ...nothing,
    method: 'PUT',
    path: '/v1/roster',
    summary: 'Compare a roster file with the one in force; with confirm=<digest> of that comparison load it',
    access: ops,
    query: RosterQuery,
    body: z.string().min(1, 'the roster as CSV'),
    media: 'text/csv',
    answer: RosterComparison,
    status: 200,
    handle: (services: Services, { command, query }) => services.putRoster(command.body, query),
  }),
];
