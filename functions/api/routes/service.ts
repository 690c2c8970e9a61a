import * as z from 'zod';
import { HealthAnswer, ProblemType } from '../contract/service.ts';
import { NotFound, Unavailable } from '../errors.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import { problems } from '../problem.ts';
import type { OperationServices } from '../services.ts';

type Services = Pick<OperationServices, 'health'>;

/** What everybody may ask of the service itself. */
export const serviceRoutes: readonly Operation<Services>[] = [
  operation({
    ...nothing,
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the record can be read; which code and district file are running',
    access: 'public',
    answer: HealthAnswer,
    status: 200,
    handle: (services: Services) =>
      services.health().catch((cause: unknown) => {
        throw new Unavailable('The record cannot be read at the moment: try again.', {}, { cause });
      }),
  }),
  operation({
    ...nothing,
    method: 'GET',
    path: '/problems/{slug}',
    summary: 'What a problem type means',
    access: 'public',
    params: z.strictObject({ slug: z.string().max(60) }),
    answer: ProblemType,
    status: 200,
    handle: async (_services: Services, { params: { slug } }) => {
      const known = Object.hasOwn(problems, slug) ? problems[slug] : undefined;
      if (known !== undefined) return { type: `/problems/${slug}`, ...known };
      throw new NotFound(`There is no problem type ${slug.slice(0, 60)}.`);
    },
  }),
];
