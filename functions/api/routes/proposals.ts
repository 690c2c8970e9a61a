import * as z from 'zod';
import { administrators, viewers } from '../access.ts';
import { ProposalId } from '../contract/ids.ts';
import { pageOf } from '../contract/page.ts';
import { DismissBody, ProposalAnswer, ProposalsQuery } from '../contract/proposals.ts';
import { NotFound } from '../errors.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import { pageThrough } from '../page.ts';
import type { DecisionServices, OperationServices } from '../services.ts';

const params = z.strictObject({ proposalId: ProposalId });

type Reading = Pick<OperationServices, 'listProposals'>;
type Deciding = Pick<DecisionServices, 'dismiss'>;

/** Proposals, read. */
export const proposalRoutes: readonly Operation<Reading>[] = [
  operation({
    ...nothing,
    method: 'GET',
    path: '/v1/proposals',
    summary: 'List proposals',
    access: viewers,
    query: ProposalsQuery,
    answer: pageOf(ProposalAnswer),
    status: 200,
    handle: async (services: Reading, { query }) => {
      const all = await services.listProposals();
      const wanted = all.filter(({ status }) => query.status === undefined || status === query.status);
      return pageThrough(wanted, query, (proposal) => proposal.proposalId);
    },
  }),
  operation({
    ...nothing,
    method: 'GET',
    path: '/v1/proposals/{proposalId}',
    summary: 'One proposal, with a body ready to declare',
    access: viewers,
    params,
    answer: ProposalAnswer,
    status: 200,
    handle: async (services: Reading, { params: { proposalId } }) => {
      const found = (await services.listProposals()).find((proposal) => proposal.proposalId === proposalId);
      if (found !== undefined) return found;
      throw new NotFound(`There is no proposal ${proposalId}: look at GET /v1/proposals.`);
    },
  }),
];

/** Proposals, decided on. */
export const dismissRoutes: readonly Operation<Deciding>[] = [
  operation({
    ...nothing,
    method: 'POST',
    path: '/v1/proposals/{proposalId}/dismiss',
    summary: 'Put a proposal aside; it opens again when its evidence grows',
    access: administrators,
    params,
    body: DismissBody,
    answer: ProposalAnswer,
    status: 200,
    repeats: { key: 'welcome', knownBy: 'ledger' },
    handle: (services: Deciding, { command, params: { proposalId } }) => services.dismiss({ ...command, proposalId }),
  }),
];
