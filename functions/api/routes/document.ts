import * as z from 'zod';
import { nothing, operation, type Operation } from '../operation.ts';

/** Where the document of the API stands. */
export const documentAddress = { method: 'GET', path: '/openapi.json' } as const;

const OpenApi = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) });

/** The API as OpenAPI 3.1, made of the schemas that requests and answers pass. */
export function documentRoute(document: () => Promise<unknown>): Operation<unknown> {
  let made: Promise<unknown> | undefined;
  return operation({
    ...nothing,
    ...documentAddress,
    summary: 'The API as OpenAPI 3.1',
    access: 'public',
    answer: OpenApi,
    status: 200,
    handle: async () => OpenApi.parse(await (made ??= document())),
  });
}
