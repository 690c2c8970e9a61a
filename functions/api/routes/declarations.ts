import * as z from 'zod';
import { UnknownDeclaration } from '../../declarations/errors.ts';
import { ops, viewers } from '../access.ts';
import {
  DeclarationAnswer,
  DeclarationsQuery,
  EntryAnswer,
  Preview,
  PreviewBody,
  PreviewQuery,
} from '../contract/declarations.ts';
import { DeliveriesQuery, DeliveryAnswer, ProgressAnswer, ProgressQuery, RetryAnswer } from '../contract/deliveries.ts';
import { DeclarationId, DeliveryId } from '../contract/ids.ts';
import { PageQuery, pageOf } from '../contract/page.ts';
import { TextsAnswer } from '../contract/texts.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import { pageThrough } from '../page.ts';
import type { OperationServices } from '../services.ts';

type Services = Pick<
  OperationServices,
  | 'preview'
  | 'listDeclarations'
  | 'declaration'
  | 'entriesOf'
  | 'textsOf'
  | 'progressOf'
  | 'listDeliveries'
  | 'retryDelivery'
>;

const params = z.strictObject({ declarationId: DeclarationId });

/** Something of one declaration, read by whoever works here. */
const reading = { ...nothing, method: 'GET', access: viewers, params, status: 200 } as const;

/** Entries may be 64 KB each, and an answer of a function holds 6 MB. */
const EntriesQuery = PageQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(50) });

function known<T>(found: T | undefined, declarationId: string): T {
  if (found !== undefined) return found;
  const message = `There is no declaration ${declarationId}: look at GET /v1/declarations.`;
  throw new UnknownDeclaration(message, { declarationId });
}

/** Declarations and what became of them. */
export const declarationRoutes: readonly Operation<Services>[] = [
  operation({
    ...nothing,
    method: 'POST',
    path: '/v1/declarations/preview',
    summary:
      'See what would be said to whom, and what stands against it; with dryRun=1 every post is made out; writes nothing',
    access: viewers,
    query: PreviewQuery,
    body: PreviewBody,
    answer: Preview,
    status: 200,
    handle: (services: Services, { command, query }) => {
      const { seen: _, ...declaration } = command.body;
      return services.preview(declaration, query);
    },
  }),
  operation({
    ...reading,
    path: '/v1/declarations',
    summary: 'List declarations, the newest first; with drill=1 drills and nothing else',
    params: nothing.params,
    query: DeclarationsQuery,
    answer: pageOf(DeclarationAnswer),
    handle: async (services: Services, { query }) => {
      const all = await services.listDeclarations();
      const wanted = all.filter(
        ({ status, declaration: { drill } }) =>
          drill === query.drill && (query.status === undefined || status === query.status),
      );
      return pageThrough(wanted, query, (declaration) => declaration.declarationId);
    },
  }),
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}',
    summary: 'One declaration as its entries leave it',
    answer: DeclarationAnswer,
    handle: async (services: Services, { params: { declarationId } }) =>
      known(await services.declaration(declarationId), declarationId),
  }),
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}/entries',
    summary: 'The record of a declaration, in order',
    query: EntriesQuery,
    answer: pageOf(EntryAnswer),
    handle: async (services: Services, { params: { declarationId }, query }) =>
      pageThrough(known(await services.entriesOf(declarationId), declarationId), query, (entry) => `${entry.version}`),
  }),
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}/texts',
    summary: 'The copy pack: texts for channels that somebody else posts to, in every language',
    answer: TextsAnswer,
    handle: async (services: Services, { params: { declarationId } }) =>
      known(await services.textsOf(declarationId), declarationId),
  }),
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}/progress',
    summary: 'How far an entry has got; of the newest one that speaks where no version is named',
    query: ProgressQuery,
    answer: ProgressAnswer,
    handle: async (services: Services, { params: { declarationId }, query: { version } }) =>
      known(await services.progressOf(declarationId, version), declarationId),
  }),
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}/deliveries',
    summary: 'What became of each target',
    query: DeliveriesQuery,
    answer: pageOf(DeliveryAnswer),
    handle: async (services: Services, { params: { declarationId }, query }) => {
      const { items, cursor } = known(await services.listDeliveries(declarationId, query), declarationId);
      return { items: [...items], cursor };
    },
  }),
  operation({
    ...nothing,
    method: 'POST',
    path: '/v1/declarations/{declarationId}/deliveries/{deliveryId}/retry',
    summary: 'Try a delivery again; looks first',
    access: ops,
    params: params.extend({ deliveryId: DeliveryId }),
    answer: RetryAnswer,
    status: 202,
    repeats: { key: 'required', knownBy: 'kept answers' },
    handle: (services: Services, { command: { principal }, params: ids }) =>
      services.retryDelivery({ ...ids, principal }),
  }),
];
