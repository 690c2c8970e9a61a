import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DeclarationAnswer } from '../../api/contract/declarations.ts';
import type { Command } from '../../api/services.ts';
import type { SchoolYear } from '../../calendar/district.ts';
import { parseInstant } from '../../core/time.ts';
import { decideAndAppend, type Appended } from '../../declarations/append.ts';
import type { Caller, Decided } from '../../declarations/decision.ts';
import type { Entry } from '../../declarations/entry.ts';
import { UnknownDeclaration } from '../../declarations/errors.ts';
import type { Facts } from '../../declarations/facts.ts';
import { fold } from '../../declarations/fold.ts';
import type { DeclarationState } from '../../declarations/state.ts';
import type { Platform } from '../platform.ts';
import { declarationAnswer, type Shown } from './answers.ts';
import { type Knowledge, knowledgeOf } from './facts.ts';
import { keepNoRoster } from './roster-in-force.ts';
import { signerOf } from './signer.ts';
import { type Situations, situationsOf } from './situation.ts';

type Keyed = Pick<Command<unknown>, 'commandId' | 'bodyHash'>;

/** Which year's ledger a decision is for, and whether it is about a drill: its facts are then the places of drills (S-19). */
export type Ground = { readonly schoolYear: SchoolYear; readonly drill: boolean };

/** What every decision over the real ledger does: it reads the year, decides purely, and appends one entry. */
export type Deciding = {
  readonly knowledge: Knowledge;
  readonly situations: Situations;
  /** Appends what is decided, whatever it belongs to. */
  readonly appendAny: (schoolYear: SchoolYear, command: Keyed, decide: (facts: Facts) => Decided) => Promise<Appended>;
  /** Appends what is decided about a declaration. */
  readonly append: (
    ground: Ground,
    command: Keyed,
    decide: (facts: Facts) => Decided,
  ) => Promise<Appended & { state: DeclarationState }>;
  /** The same for one that is there; answers it as the entry leaves it. Throws `UnknownDeclaration`. */
  readonly change: (
    declarationId: string,
    command: Keyed,
    decide: (facts: Facts) => Decided,
  ) => Promise<DeclarationAnswer>;
  /** As of an entry itself, so that a repeated command answers what it answered first. */
  readonly asOf: (entry: Entry) => Shown;
};

/** Deciding over the tables of a platform. */
export function decidingOver(platform: Platform, documents: DynamoDBDocumentClient): Deciding {
  const knowledge = knowledgeOf(platform, documents);
  const situations = situationsOf(platform, documents, knowledge);
  const record = { ...knowledge.record, signer: signerOf(platform) };
  const { timeZone, outsideChannels } = knowledge.district;
  const factsOf = async ({ schoolYear, drill }: Ground): Promise<Facts> => {
    const facts = await knowledge.factsOf(schoolYear, { drill });
    await keepNoRoster(record.contents, facts.roster);
    return facts;
  };
  const asOf: Deciding['asOf'] = ({ at, atMs }) => ({
    nowMs: atMs,
    calendarNow: parseInstant(at),
    timeZone,
    outsideChannels,
  });
  const appendOn = (ground: Ground, command: Keyed, decide: (facts: Facts) => Decided): Promise<Appended> =>
    decideAndAppend({ ...record, readFacts: () => factsOf(ground) }, command, decide);
  const appendAny: Deciding['appendAny'] = (schoolYear, command, decide) =>
    appendOn({ schoolYear, drill: false }, command, decide);
  const append: Deciding['append'] = async (ground, command, decide) => {
    const appended = await appendOn(ground, command, decide);
    await situations.recompute();
    if (appended.state === undefined) throw new Error('an entry was appended that belongs to no declaration');
    return { ...appended, state: appended.state };
  };
  const change: Deciding['change'] = async (declarationId, command, decide) => {
    const ground = await groundOf(knowledge, declarationId);
    const { entry, state } = await append(ground, command, decide);
    return declarationAnswer(state, asOf(entry));
  };
  return { knowledge, situations, appendAny, append, change, asOf };
}

/** A command's caller as entries record it. */
export function callerOf({ principal, commandId, bodyHash }: Omit<Command<unknown>, 'body'>): Caller {
  return { by: principal, commandId, bodyHash };
}

/** The school year whose ledger has a declaration; throws `UnknownDeclaration`. */
export async function yearOfDeclaration(knowledge: Knowing, declarationId: string): Promise<SchoolYear> {
  return (await groundOf(knowledge, declarationId)).schoolYear;
}

/** Where a declaration was decided: a drill never becomes anything else. Throws `UnknownDeclaration`. */
export async function groundOf({ district, record }: Knowing, declarationId: string): Promise<Ground> {
  for (const schoolYear of district.schoolYears.toReversed()) {
    const state = fold(await record.ledger.read(schoolYear.id)).get(declarationId);
    if (state !== undefined) return { schoolYear, drill: state.content.declaration.drill };
  }
  const message = `There is no declaration ${declarationId}: look at GET /v1/declarations.`;
  throw new UnknownDeclaration(message, { declarationId });
}

/** What is known for a decision about a declaration that is there. Throws `UnknownDeclaration`. */
export async function factsAbout(
  knowledge: Knowing & Pick<Knowledge, 'factsOf'>,
  declarationId: string,
): Promise<Facts> {
  const { schoolYear, drill } = await groundOf(knowledge, declarationId);
  return knowledge.factsOf(schoolYear, { drill });
}

type Knowing = Pick<Knowledge, 'district' | 'record'>;
