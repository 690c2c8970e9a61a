import * as z from 'zod';
import { Proposal } from '../../proposals/proposal.ts';
import { PageQuery } from './page.ts';

/** What a person could accept; `declaration` is a body ready to send, `digest` that of previewing it. */
export const ProposalAnswer = z.object(Proposal.omit({ revision: true, news: true }).shape).meta({ id: 'Proposal' });
export type ProposalAnswer = z.infer<typeof ProposalAnswer>;

/** `GET /v1/proposals`. */
export const ProposalsQuery = PageQuery.extend({ status: Proposal.shape.status.optional() });

/** `POST /v1/proposals/{id}/dismiss`: why; it goes into the record. */
export const DismissBody = z.strictObject({ reason: z.string().trim().min(1).max(500) }).meta({ id: 'Dismiss' });
export type DismissBody = z.infer<typeof DismissBody>;
