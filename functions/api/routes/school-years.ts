import * as z from 'zod';
import { viewers } from '../access.ts';
import { SchoolYearAnswer, SchoolYearId } from '../contract/school-years.ts';
import { NotFound } from '../errors.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import { schoolYearCsv } from '../school-year-csv.ts';
import type { OperationServices } from '../services.ts';

type Services = Pick<OperationServices, 'schoolYear'>;

const reading = {
  ...nothing,
  method: 'GET',
  access: viewers,
  params: z.strictObject({ schoolYear: SchoolYearId }),
  status: 200,
} as const;

/** How many e-learning days each school has used and has left. The table comes first: its address is one of the other's, too. */
export const schoolYearRoutes: readonly Operation<Services>[] = [
  operation({
    ...reading,
    path: '/v1/school-years/{schoolYear}.csv',
    summary: 'E-learning days used and left per school, as a table',
    answer: z.string(),
    answerMedia: 'text/csv',
    handle: async (services: Services, { params }) => schoolYearCsv(await known(services, params.schoolYear)),
  }),
  operation({
    ...reading,
    path: '/v1/school-years/{schoolYear}',
    summary: 'E-learning days used and left per school, each with its evidence',
    answer: SchoolYearAnswer,
    handle: (services: Services, { params }) => known(services, params.schoolYear),
  }),
];

async function known(services: Services, id: string): Promise<SchoolYearAnswer> {
  const found = await services.schoolYear(id);
  if (found !== undefined) return found;
  throw new NotFound(`The district file has no school year ${id}.`);
}
