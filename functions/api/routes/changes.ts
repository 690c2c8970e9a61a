import * as z from 'zod';
import { Slug } from '../../calendar/slug.ts';
import { parseOrRefuse } from '../../core/parse.ts';
import { administrators, ops, whoeverDecides } from '../access.ts';
import {
  AmendBody,
  CorrectBody,
  KeepBody,
  PreviewAmendBody,
  PreviewCorrectBody,
  PreviewResumeBody,
  ResumeBody,
  ToldBody,
} from '../contract/changes.ts';
import { DeclarationAnswer, Preview } from '../contract/declarations.ts';
import { DeclarationId } from '../contract/ids.ts';
import { nothing, operation, type Operation } from '../operation.ts';
import type { ChangeServices } from '../services.ts';
import { lookOrDo } from './look-or-do.ts';

const params = z.strictObject({ declarationId: DeclarationId });

/** A decision about a declaration that stands, which the ledger knows again. */
const change = {
  ...nothing,
  method: 'POST',
  status: 200,
  repeats: { key: 'required', knownBy: 'ledger' },
  params,
} as const;

/** The same where it can be looked at first; `reason` and `seen` are then left out. */
const decision = { ...change, ...lookOrDo, access: administrators, answer: z.union([Preview, DeclarationAnswer]) };

/** What people decide about a declaration that stands: each ends in an entry. */
export const changeRoutes: readonly Operation<ChangeServices>[] = [
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/amend',
    summary: 'Change what is declared, as a merge patch; only those hear of it for whom something changes',
    body: PreviewAmendBody,
    handle: (services: ChangeServices, { command, params: { declarationId }, query: { preview, texts } }) => {
      const { reason: _reason, seen: _seen, ...changes } = command.body;
      if (preview) return services.previewAmendment(declarationId, changes, { texts });
      const body = parseOrRefuse(AmendBody, command.body, 'The amendment');
      return services.amend({ ...command, declarationId, body });
    },
  }),
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/correct',
    summary: 'Correct words and notes in place, at most three times a day; what people act on is amended',
    body: PreviewCorrectBody,
    handle: (services: ChangeServices, { command, params: { declarationId }, query: { preview, texts } }) => {
      const { reason: _reason, seen: _seen, ...correction } = command.body;
      if (preview) return services.previewCorrection(declarationId, correction, { texts });
      const body = parseOrRefuse(CorrectBody, command.body, 'The correction');
      return services.correct({ ...command, declarationId, body });
    },
  }),
  operation({
    ...decision,
    path: '/v1/declarations/{declarationId}/resume',
    summary: 'Announce the way back: the first regular day, and what differs on it',
    body: PreviewResumeBody,
    handle: (services: ChangeServices, { command, params: { declarationId }, query: { preview, texts } }) => {
      const { reason: _reason, seen: _seen, ...resumption } = command.body;
      if (preview) return services.previewResumption(declarationId, resumption, { texts });
      const body = parseOrRefuse(ResumeBody, command.body, 'The resumption');
      return services.resume({ ...command, declarationId, body });
    },
  }),
  operation({
    ...change,
    path: '/v1/declarations/{declarationId}/keep',
    summary: 'Keep it as declared although something has changed: the change is not asked about again',
    access: whoeverDecides,
    body: KeepBody,
    answer: DeclarationAnswer,
    handle: (services: ChangeServices, { command, params: { declarationId } }) =>
      services.keep({ ...command, declarationId }),
  }),
  operation({
    ...nothing,
    method: 'PUT',
    path: '/v1/declarations/{declarationId}/outside/{channelId}',
    summary: 'Tick an outside channel: somebody passed on the words that stand',
    access: ops,
    params: params.extend({ channelId: Slug }),
    body: ToldBody,
    answer: DeclarationAnswer,
    status: 200,
    handle: (services: ChangeServices, { command, params: ids }) => services.tell({ ...command, ...ids }),
  }),
];
