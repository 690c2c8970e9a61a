import * as z from 'zod';
import { UnknownDeclaration } from '../../declarations/errors.ts';
import { ReportTooLarge } from '../../receipts/errors.ts';
import { reportPolicy } from '../../receipts/evidence/page-style.ts';
import { viewers } from '../access.ts';
import { EvidencePageQuery, EvidenceTableQuery, type Edition } from '../contract/evidence.ts';
import { DeclarationId } from '../contract/ids.ts';
import { nothing, operation, type Operation } from '../operation.ts';

/** Reports of the record. Undefined: there is no declaration of this id. They throw `RecordDamaged` for a record that is not whole. */
export type EvidenceServices = {
  evidencePage(declarationId: string, edition: Edition): Promise<string | undefined>;
  evidenceTable(declarationId: string, query: EvidenceTableQuery): Promise<string | undefined>;
};

const reading = {
  ...nothing,
  method: 'GET',
  access: viewers,
  params: z.strictObject({ declarationId: DeclarationId }),
  answer: z.string(),
  status: 200,
} as const;

/** A function's answer holds 6 MB, written as JSON. */
const mostBytes = 5_000_000;

/** A declaration's evidence, made of the sealed record alone. */
export const evidenceRoutes: readonly Operation<EvidenceServices>[] = [
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}/evidence.html',
    summary:
      'The evidence report of a declaration, to read and to print; `?edition=public` leaves out what is internal',
    query: EvidencePageQuery,
    answerMedia: 'text/html',
    answerHeaders: { 'content-security-policy': reportPolicy },
    handle: async (services: EvidenceServices, { params: { declarationId }, query: { edition } }) =>
      fitting(known(await services.evidencePage(declarationId, edition), declarationId)),
  }),
  operation({
    ...reading,
    path: '/v1/declarations/{declarationId}/evidence.csv',
    summary:
      'What became of each class, as a table, from the sealed receipts; of one entry or school where they are named',
    query: EvidenceTableQuery,
    answerMedia: 'text/csv',
    handle: async (services: EvidenceServices, { params: { declarationId }, query }) =>
      fitting(known(await services.evidenceTable(declarationId, query), declarationId)),
  }),
];

function known(found: string | undefined, declarationId: string): string {
  if (found !== undefined) return found;
  const message = `There is no declaration ${declarationId}: look at GET /v1/declarations.`;
  throw new UnknownDeclaration(message, { declarationId });
}

function fitting(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes <= mostBytes) return text;
  const message =
    'This is more than one answer holds: ask entry by entry (`version`) or school by school (`schoolId`).';
  throw new ReportTooLarge(message, { bytes, mostBytes });
}
