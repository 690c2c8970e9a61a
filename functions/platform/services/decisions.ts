import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { NotFound } from '../../api/errors.ts';
import type { Command, DecisionServices } from '../../api/services.ts';
import type { SchoolYear } from '../../calendar/district.ts';
import { schoolYearOf } from '../../calendar/school-year.ts';
import { InvalidInput } from '../../core/errors.ts';
import { localDate, parseInstant } from '../../core/time.ts';
import { decideAndAppend, type Appended } from '../../declarations/append.ts';
import { approve, reject } from '../../declarations/approve.ts';
import type { Declaration } from '../../declarations/declaration.ts';
import type { Caller, Decided } from '../../declarations/decision.ts';
import { declare } from '../../declarations/declare.ts';
import { dismiss } from '../../declarations/dismiss.ts';
import type { Entry } from '../../declarations/entry.ts';
import { UnknownDeclaration } from '../../declarations/errors.ts';
import type { Facts } from '../../declarations/facts.ts';
import { findDeclaration } from '../../declarations/find-declaration.ts';
import { fold } from '../../declarations/fold.ts';
import { previewRetraction } from '../../declarations/preview-retraction.ts';
import { retract } from '../../declarations/retract.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import { stop } from '../../declarations/stop.ts';
import type { Platform } from '../platform.ts';
import { declarationAnswer, declaredAnswer, type Shown } from './answers.ts';
import { type Knowledge, knowledgeOf } from './facts.ts';
import { keepNoRoster } from './roster-in-force.ts';
import { signerOf } from './signer.ts';
import { situationsOf } from './situation.ts';

/** Decisions over the real ledger: each reads the year, decides purely, and appends one entry. */
export function decisionServices(platform: Platform, documents: DynamoDBDocumentClient): DecisionServices {
  const knowledge = knowledgeOf(platform, documents);
  const situations = situationsOf(platform, documents, knowledge);
  const record = { ...knowledge.record, signer: signerOf(platform) };
  const factsOf = async (schoolYear: SchoolYear): Promise<Facts> => {
    const facts = await knowledge.factsOf(schoolYear);
    await keepNoRoster(record.contents, facts.roster);
    return facts;
  };
  // As of the entry itself, so that a repeated command answers what it answered first.
  const asOf = ({ at, atMs }: Entry): Shown => ({
    nowMs: atMs,
    calendarNow: parseInstant(at),
    timeZone: knowledge.district.timeZone,
  });

  const append = async (
    schoolYear: SchoolYear,
    command: Pick<Command<unknown>, 'commandId' | 'bodyHash'>,
    decide: (facts: Facts) => Decided,
  ): Promise<Appended & { state: DeclarationState }> => {
    const readFacts = (): Promise<Facts> => factsOf(schoolYear);
    const appended = await decideAndAppend({ ...record, readFacts }, command, decide);
    await situations.recompute();
    if (appended.state === undefined) throw new Error('an entry was appended that belongs to no declaration');
    return { ...appended, state: appended.state };
  };
  const change = async (
    declarationId: string,
    command: Pick<Command<unknown>, 'commandId' | 'bodyHash'>,
    decide: (facts: Facts) => Decided,
  ) => {
    const year = await yearOfDeclaration(knowledge, declarationId);
    const { entry, state } = await append(year, command, decide);
    return declarationAnswer(state, asOf(entry));
  };

  return {
    declare: async ({ body, ...command }) => {
      const { seen, ...declaration } = body;
      const year = yearOfDays(knowledge, declaration);
      const { entry, state } = await append(year, command, (facts) =>
        declare({ caller: callerOf(command), declaration, seen }, facts),
      );
      return declaredAnswer(entry, state, asOf(entry));
    },
    approve: ({ declarationId, body, ...command }) =>
      change(declarationId, command, (facts) =>
        approve({ caller: callerOf(command), declarationId, ...spoken(body) }, facts),
      ),
    reject: ({ declarationId, body, ...command }) =>
      change(declarationId, command, (facts) =>
        reject({ caller: callerOf(command), declarationId, ...spoken(body) }, facts),
      ),
    stop: ({ declarationId, body, ...command }) =>
      change(declarationId, command, (facts) =>
        stop(
          { caller: callerOf(command), declarationId, ...(body.reason === undefined ? {} : { reason: body.reason }) },
          facts,
        ),
      ),
    previewRetraction: async (declarationId, retraction) => {
      const facts = await knowledge.factsOf(await yearOfDeclaration(knowledge, declarationId));
      return previewRetraction(retraction, findDeclaration(declarationId, facts), facts).answer;
    },
    retract: ({ declarationId, body, ...command }) => {
      const { reason, seen, ...retraction } = body;
      return change(declarationId, command, (facts) =>
        retract({ caller: callerOf(command), declarationId, retraction, reason, seen }, facts),
      );
    },
    dismiss: async ({ proposalId, body, ...command }) => {
      const today = localDate(platform.clocks.calendar.now(), knowledge.district.timeZone);
      const year = schoolYearOf(knowledge.district, today) ?? knowledge.district.schoolYears.at(-1);
      const situation = year && (await situations.store.get(year.id));
      if (year === undefined || !situation?.proposals.some((one) => one.proposalId === proposalId)) {
        throw new NotFound(`There is no proposal ${proposalId}: look at GET /v1/proposals.`, { proposalId });
      }
      const readFacts = (): Promise<Facts> => factsOf(year);
      await decideAndAppend({ ...record, readFacts }, command, (facts) =>
        dismiss({ caller: callerOf(command), proposalId, reason: body.reason }, facts),
      );
      return situations.dismiss(year.id, proposalId);
    },
  };
}

/** A command's caller as entries record it. */
function callerOf({ principal, commandId, bodyHash }: Omit<Command<unknown>, 'body'>): Caller {
  return { by: principal, commandId, bodyHash };
}

/** `undefined` members left out, as exact types want it. */
function spoken({ seen, reason }: { seen: string; reason?: string | undefined }): { seen: string; reason?: string } {
  return reason === undefined ? { seen } : { seen, reason };
}

export function shownBy(platform: Platform, { district }: Pick<Knowledge, 'district'>): () => Shown {
  return () => ({
    nowMs: platform.clocks.machine.now(),
    calendarNow: platform.clocks.calendar.now(),
    timeZone: district.timeZone,
  });
}

/** The school year that a body's days are in; its first day decides, the others are checked against it. */
export function yearOfDays({ district }: Pick<Knowledge, 'district'>, { days }: Pick<Declaration, 'days'>): SchoolYear {
  const date = days[0]?.date ?? '';
  const year = schoolYearOf(district, date);
  if (year !== undefined) return year;
  const years = district.schoolYears.map(({ id, first, last }) => `${id} (${first} to ${last})`).join(', ');
  const message = `${date} is in no school year of the district file; it has ${years}`;
  throw new InvalidInput('The declaration', [{ path: 'days[0].date', message }]);
}

/** The school year whose ledger has a declaration; throws `UnknownDeclaration`. */
export async function yearOfDeclaration(
  { district, record }: Pick<Knowledge, 'district' | 'record'>,
  declarationId: string,
): Promise<SchoolYear> {
  for (const year of district.schoolYears.toReversed()) {
    if (fold(await record.ledger.read(year.id)).has(declarationId)) return year;
  }
  const message = `There is no declaration ${declarationId}: look at GET /v1/declarations.`;
  throw new UnknownDeclaration(message, { declarationId });
}
