import * as z from 'zod';
import { Slug } from '../../calendar/slug.ts';
import { ops, viewers } from '../access.ts';
import { AttestBody, CheckAccepted, ReadinessAnswer, ToolAnswer } from '../contract/readiness.ts';
import { NotFound } from '../errors.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import type { OperationServices } from '../services.ts';

type Services = Pick<OperationServices, 'readiness' | 'attest' | 'checkReadiness'>;

/** Whether the tools work, by whose word. */
export const readinessRoutes: readonly Operation<Services>[] = [
  operation({
    ...nothing,
    method: 'GET',
    path: '/v1/readiness',
    summary: 'How tools and channels stand',
    access: viewers,
    answer: ReadinessAnswer,
    status: 200,
    handle: (services: Services) => services.readiness(),
  }),
  operation({
    ...nothing,
    method: 'PUT',
    path: '/v1/readiness/{toolId}',
    summary: 'Attest how a tool stands',
    access: ops,
    params: z.strictObject({ toolId: Slug }),
    body: AttestBody,
    answer: ToolAnswer,
    status: 200,
    repeats: { key: 'welcome', knownBy: 'kept answers' },
    handle: async (services: Services, { command, params: { toolId } }) => {
      const tool = await services.attest({ ...command, toolId });
      if (tool !== undefined) return tool;
      throw new NotFound(`The district file has no tool ${toolId}: look at GET /v1/readiness.`);
    },
  }),
  operation({
    ...nothing,
    method: 'POST',
    path: '/v1/readiness/check',
    summary: 'Have every channel check at once whether it can be posted to; nothing is posted',
    access: ops,
    answer: CheckAccepted,
    status: 202,
    repeats: { key: 'welcome', knownBy: 'kept answers' },
    handle: (services: Services) => services.checkReadiness(),
  }),
];
