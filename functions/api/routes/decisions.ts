import * as z from 'zod';
import { parseOrRefuse } from '../../core/parse.ts';
import { administrators, approvers, approversAndAuthors, whoeverDecides } from '../access.ts';
import {
  ApproveBody,
  DeclarationAnswer,
  DeclareBody,
  DeclaredAnswer,
  Preview,
  PreviewRetractionBody,
  RetractBody,
  StopBody,
} from '../contract/declarations.ts';
import { DeclarationId } from '../contract/ids.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import type { DecisionServices } from '../services.ts';
import { lookOrDo } from './look-or-do.ts';

type Services = Omit<DecisionServices, 'dismiss'>;

const params = z.strictObject({ declarationId: DeclarationId });

/** A decision comes with a key, and the ledger knows it again. */
const decision = { ...nothing, method: 'POST', status: 200, repeats: { key: 'required', knownBy: 'ledger' } } as const;

/** What people decide about declarations: each ends in an entry. */
export const decisionRoutes: readonly Operation<Services>[] = [
  operation({
    ...decision,
    path: '/v1/declarations',
    summary: 'Declare what was previewed',
    access: administrators,
    body: DeclareBody,
    answer: DeclaredAnswer,
    status: 201,
    handle: (services: Services, { command }) => services.declare(command),
  }),
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/approve',
    summary:
      'Approve what awaits it, as somebody else than its author; alone only in the last minutes, under a warning',
    access: approversAndAuthors,
    params,
    body: ApproveBody,
    answer: DeclarationAnswer,
    handle: (services: Services, { command, params: { declarationId } }) =>
      services.approve({ ...command, declarationId }),
  }),
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/reject',
    summary: 'Reject what awaits approval',
    access: approvers,
    params,
    body: ApproveBody,
    answer: DeclarationAnswer,
    handle: (services: Services, { command, params: { declarationId } }) =>
      services.reject({ ...command, declarationId }),
  }),
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/stop',
    summary:
      'Withdraw during the hold; later hold what is unsent for ten minutes. With pending, take back a change of your own that awaits approval',
    access: whoeverDecides,
    params,
    body: StopBody,
    answer: DeclarationAnswer,
    handle: (services: Services, { command, params: { declarationId } }) =>
      services.stop({ ...command, declarationId }),
  }),
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/retract',
    summary: 'Take a declaration back; with preview=1 see what that would say (reason and seen are then left out)',
    ...lookOrDo,
    access: administrators,
    params,
    body: PreviewRetractionBody,
    answer: z.union([Preview, DeclarationAnswer]),
    handle: (services: Services, { command, params: { declarationId }, query: { preview, texts } }) => {
      const { reason: _reason, seen: _seen, ...retraction } = command.body;
      if (preview) return services.previewRetraction(declarationId, retraction, { texts });
      const body = parseOrRefuse(RetractBody, command.body, 'The retraction');
      return services.retract({ ...command, declarationId, body });
    },
  }),
];
